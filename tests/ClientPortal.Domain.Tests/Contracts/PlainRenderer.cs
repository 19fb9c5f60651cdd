using System.Text;
using ClientPortal.Domain.Contracts;

namespace ClientPortal.Domain.Tests.Contracts;

/// <summary>Stands for the printing of PDFs, which is outside the domain: bytes that begin like a PDF and name what they show.</summary>
internal sealed class PlainRenderer : IDocumentRenderer
{
    public byte[] Contract(ContractToRender contract) => Print($"contract {contract.Terms.Number} {contract.Fingerprint} {contract.At:O}");

    public byte[] Protocol(ProtocolToRender protocol) => Print($"protocol {protocol.Number}.{protocol.Revision} {protocol.Before.Number} {protocol.EffectiveOn:O} {protocol.At:O}");

    public byte[] Signed(SignedToRender signed) => [.. signed.Document, .. Encoding.UTF8.GetBytes(string.Concat(signed.Signatures.Select(s => $"\nsigned {s.Name} {s.Side} {s.DocumentHash}")))];

    private static byte[] Print(string text) => Encoding.UTF8.GetBytes($"%PDF-1.7\n{text}\n");
}
