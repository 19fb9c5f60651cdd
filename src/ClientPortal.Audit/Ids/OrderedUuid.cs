namespace ClientPortal.Audit.Ids;

/// <summary>
/// UUIDs of version 7 that sort in the order they were made, those of one millisecond included: the twelve bits after the
/// version count (RFC 9562, section 6.2, method 1), the rest stays random.
/// </summary>
internal static class OrderedUuid
{
    private const int Counts = 1 << 12;

    private static readonly Lock Gate = new();

    private static long _millisecond;

    private static int _count;

    public static Guid New()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        lock (Gate)
        {
            var now = Read(bytes);
            if (now > _millisecond) (_millisecond, _count) = (now, 0);
            // More than four thousand in a millisecond, or a clock that went back: the next millisecond is borrowed.
            else if (++_count == Counts) (_millisecond, _count) = (_millisecond + 1, 0);
            Write(bytes, _millisecond, _count);
        }

        return new Guid(bytes, bigEndian: true);
    }

    private static long Read(ReadOnlySpan<byte> bytes)
    {
        var milliseconds = 0L;
        foreach (var part in bytes[..6]) milliseconds = (milliseconds << 8) | part;
        return milliseconds;
    }

    private static void Write(Span<byte> bytes, long milliseconds, int count)
    {
        for (var i = 5; i >= 0; i--, milliseconds >>= 8) bytes[i] = (byte)milliseconds;
        bytes[6] = (byte)(0x70 | (count >> 8));
        bytes[7] = (byte)count;
    }
}
