using System.Buffers;
using System.Buffers.Binary;

namespace ClientPortal.TransparencyLog;

/// <summary>Up to 256 entries after one another, each behind its length in two bytes, the greater first (c2sp.org/tlog-tiles).</summary>
public static class EntryBundle
{
    /// <summary>The most bytes an entry may have.</summary>
    public const int LongestEntry = ushort.MaxValue;

    /// <summary>The most bytes a bundle may have.</summary>
    public const int Longest = TilePath.FullWidth * (sizeof(ushort) + LongestEntry);

    /// <summary>Writes an entry behind those written before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The entry has more than 65,535 bytes.</exception>
    public static void Write(IBufferWriter<byte> bundle, ReadOnlySpan<byte> entry)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.Length, LongestEntry, nameof(entry));
        BinaryPrimitives.WriteUInt16BigEndian(bundle.GetSpan(sizeof(ushort)), (ushort)entry.Length);
        bundle.Advance(sizeof(ushort));
        bundle.Write(entry);
    }

    /// <summary>The entries of a bundle, as parts of it and in their order.</summary>
    /// <param name="path">Where the bundle lies, which says how many entries it must have.</param>
    /// <param name="bundle">Its bytes.</param>
    /// <exception cref="MalformedLogException">While reading: an entry is cut short, one is missing, or bytes are left over.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(TilePath path, ReadOnlyMemory<byte> bundle)
    {
        for (var entry = 0; entry < path.Width; entry++)
        {
            if (bundle.Length < sizeof(ushort)) throw Cut(path, entry);
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            bundle = bundle[sizeof(ushort)..];
            if (bundle.Length < length) throw Cut(path, entry);
            yield return bundle[..length];
            bundle = bundle[length..];
        }

        if (!bundle.IsEmpty) throw Cut(path, path.Width);
    }

    private static MalformedLogException Cut(TilePath path, int entry) => new(LogFault.BadBundle, LogUnit.Entry, entry, path.ToString());
}
