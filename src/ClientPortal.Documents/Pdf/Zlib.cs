using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace ClientPortal.Documents.Pdf;

/// <summary>
/// PDFsharp leaves out the checksum at the end of streams it compresses; strict readers warn, archives refuse. So it is told not
/// to compress, streams are compressed here, and those that it compresses all the same get their checksum here.
/// </summary>
internal static class Zlib
{
    private const int Modulus = 65521;

    // Sums of this many bytes fit an unsigned 32-bit integer before they must be reduced.
    private const int Run = 5552;

    /// <summary>The stream, compressed and with its Adler-32.</summary>
    public static PdfObject Complete(PdfObject item) => item switch
    {
        { Stream: { } stream, Value: PdfMap map } when map["Filter"] is null => Compress(item, stream, map),
        { Stream: { } stream, Value: PdfMap map } when map["Filter"]!.ToString() == "/FlateDecode" => AddChecksum(item, stream, map),
        _ => item,
    };

    private static PdfObject Compress(PdfObject item, ReadOnlyMemory<byte> stream, PdfMap map)
    {
        using var packed = new MemoryStream(stream.Length / 2 + 64);
        // A fifth more documents a second for a seventh more bytes.
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(stream.Span);
        var value = map.With("Filter", PdfToken.Name("FlateDecode")).With("Length", PdfToken.Number((int)packed.Length));
        return item with { Stream = packed.GetBuffer().AsMemory(0, (int)packed.Length), Value = value };
    }

    private static PdfObject AddChecksum(PdfObject item, ReadOnlyMemory<byte> stream, PdfMap map)
    {
        var whole = new byte[stream.Length + 4];
        stream.CopyTo(whole);
        BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(stream.Length), Adler32(whole));
        return item with { Stream = whole, Value = map.With("Length", PdfToken.Number(whole.Length)) };
    }

    private static uint Adler32(byte[] stream)
    {
        using var inflate = new DeflateStream(new MemoryStream(stream, 2, stream.Length - 6), CompressionMode.Decompress);
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        uint low = 1, high = 0;
        for (int count; (count = inflate.Read(buffer)) > 0;)
        {
            for (var from = 0; from < count; from += Run)
            {
                foreach (var value in buffer.AsSpan(from, Math.Min(Run, count - from)))
                    high += low += value;
                (low, high) = (low % Modulus, high % Modulus);
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return high << 16 | low;
    }
}
