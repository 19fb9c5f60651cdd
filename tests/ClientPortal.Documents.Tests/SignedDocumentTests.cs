using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClientPortal.Documents.Contracts;
using ClientPortal.Documents.Signing;
using ClientPortal.Documents.Words;

namespace ClientPortal.Documents.Tests;

public class SignedDocumentTests
{
    private readonly byte[] _offered = ContractDocument.Print(Samples.Contract(Samples.English));

    [Fact]
    public void A_signed_document_begins_with_the_offered_bytes()
    {
        var signed = SignedDocument.Print(Samples.Signed(Samples.English, _offered));

        Assert.Equal(_offered, signed[.._offered.Length]);
    }

    [Fact]
    public void The_offered_pages_read_and_look_as_they_did()
    {
        var signed = SignedDocument.Print(Samples.Signed(Samples.English, _offered));
        var pages = Poppler.Pages(_offered).Length;

        Assert.Equal(pages + 1, Poppler.Pages(signed).Length);
        Assert.Equal(Poppler.Text(_offered), Poppler.Text(signed, last: pages));
        Assert.Equal(Poppler.Pictures(_offered, pages), Poppler.Pictures(signed, pages));
    }

    [Theory]
    [MemberData(nameof(DocumentTests.Languages), MemberType = typeof(DocumentTests))]
    public void The_last_page_tells_all_evidence_of_each_signature(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var offered = ContractDocument.Print(Samples.Contract(culture));
        var paper = Samples.Signed(culture, offered);
        var figures = new Figures(new DocumentWords(culture));

        Expect.InOrder(SignedDocument.Print(paper), paper.Signatures.SelectMany(signature => (string[])
        [
            signature.Signatory,
            signature.Position,
            signature.OnBehalfOf,
            figures.Moment(signature.SignedAt, signature.TimeZone),
            figures.MomentUtc(signature.SignedAt),
            signature.Address,
            signature.Device,
            string.Join(' ', signature.DocumentSha256.ToLowerInvariant().Chunk(8).Select(group => new string(group))),
            signature.ConsentText,
        ]));
    }

    [Fact]
    public void A_signature_under_another_document_is_refused()
    {
        var other = ContractDocument.Print(Samples.Contract(Samples.Russian));
        var paper = Samples.Signed(Samples.English, other) with { Offered = _offered };

        Assert.Throws<ArgumentException>(() => SignedDocument.Print(paper));
    }

    [Fact]
    public void A_document_without_signatures_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SignedDocument.Print(Samples.Signed(Samples.English, _offered) with { Signatures = [] }));
    }

    [Theory]
    [InlineData("not a PDF")]
    [InlineData("%PDF-1.7\nstartxref\n99999999\n%%EOF\n")]
    [InlineData("%PDF-1.7\nxref\n0 1\nbroken")]
    [InlineData("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n")]
    [InlineData("%PDF-1.7\n1 0 obj\n<</Type/XRef>>stream\nendstream\nendobj\nstartxref\n9\n%%EOF\n")]
    public void A_file_that_is_not_ours_is_refused(string content)
    {
        var bytes = Encoding.ASCII.GetBytes(content);

        Assert.Throws<InvalidDataException>(() => SignedDocument.Print(Samples.Signed(Samples.English, bytes)));
    }

    [Fact]
    public void A_file_nested_without_end_is_refused()
    {
        var bytes = Encoding.ASCII.GetBytes($"%PDF-1.7\nxref\n0 0\ntrailer\n{new string('[', 1_000_000)}\nstartxref\n9\n%%EOF\n");

        Assert.Throws<InvalidDataException>(() => SignedDocument.Print(Samples.Signed(Samples.English, bytes)));
    }

    [Fact]
    public void A_truncated_file_is_refused_wherever_it_is_cut()
    {
        for (var length = 0; length < _offered.Length; length += 997)
        {
            var cut = _offered[..length];
            Assert.Throws<InvalidDataException>(() => SignedDocument.Print(Samples.Signed(Samples.English, cut)));
        }
    }

    [Fact]
    public void The_evidence_is_part_of_the_documents_structure()
    {
        var structure = Poppler.Structure(SignedDocument.Print(Samples.Signed(Samples.English, _offered)));

        var part = structure.IndexOf("Part", StringComparison.Ordinal);
        Assert.True(part > 0, structure);
        Assert.Contains("Evidence of signatures", structure[part..], StringComparison.Ordinal);
        Assert.StartsWith("Document", structure, StringComparison.Ordinal);
        Assert.Equal(part, structure.LastIndexOf("Part", StringComparison.Ordinal));
    }

    [Fact]
    public void A_digest_in_capitals_is_the_same_digest()
    {
        var paper = Samples.Signed(Samples.English, _offered);
        var lower = paper with { Signatures = paper.Signatures.Select(s => s with { DocumentSha256 = Convert.ToHexStringLower(SHA256.HashData(_offered)) }).ToArray() };

        Assert.Equal(SignedDocument.Print(paper), SignedDocument.Print(lower));
    }
}
