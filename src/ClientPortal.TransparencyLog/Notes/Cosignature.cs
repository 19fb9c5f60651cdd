using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ClientPortal.TransparencyLog;

/// <summary>A witness's signature: eight bytes of time, then Ed25519 over the time and the checkpoint (c2sp.org/tlog-cosignature, <c>cosignature/v1</c>).</summary>
internal static class Cosignature
{
    private const int Length = sizeof(long) + Ed25519.SignatureLength;

    public static long Timestamp(ReadOnlySpan<byte> signature) => BinaryPrimitives.ReadInt64BigEndian(signature);

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        // The greatest time there may be is 2^63 − 1.
        if (signature.Length != Length || Timestamp(signature) < 0) return false;
        return Ed25519.Verify(publicKey, Message(Timestamp(signature), message), signature[sizeof(long)..]);
    }

    /// <summary>What is signed.</summary>
    public static byte[] Message(long timestamp, ReadOnlySpan<byte> checkpoint) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {timestamp}\n")), .. checkpoint];
}
