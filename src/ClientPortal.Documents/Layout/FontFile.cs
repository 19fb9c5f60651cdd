using System.Buffers.Binary;
using System.Text;

namespace ClientPortal.Documents.Layout;

/// <summary>
/// What layout must know of a TrueType file: which characters it has, how wide they are, how tall the face is.
/// Our own reader, because the PDF library tells neither which characters are missing nor widths without making a page.
/// </summary>
internal sealed class FontFile
{
    // By character, one more than the advance, so that zero says that the glyph is missing; the few beyond the first plane apart.
    private readonly ushort[] _plane = new ushort[0x10000];
    private readonly Dictionary<int, ushort> _beyond = [];
    private readonly double _unitsPerEm;

    /// <summary>Reads the tables cmap, head, hhea, hmtx.</summary>
    /// <param name="bytes">A TrueType file (not a collection).</param>
    /// <exception cref="InvalidDataException">A table that is needed is missing or the Unicode map has an unknown format.</exception>
    public FontFile(byte[] bytes)
    {
        Bytes = bytes;
        var head = Table("head");
        var hhea = Table("hhea");
        _unitsPerEm = UInt16(head, 18);
        Ascent = Int16(hhea, 4) / _unitsPerEm;
        Descent = -Int16(hhea, 6) / _unitsPerEm;
        ReadAdvances(UInt16(hhea, 34));
    }

    /// <summary>The file as it is embedded.</summary>
    public byte[] Bytes { get; }

    /// <summary>Height above the baseline as a share of the size.</summary>
    public double Ascent { get; }

    /// <summary>Depth under the baseline as a share of the size, positive.</summary>
    public double Descent { get; }

    /// <summary>True when the file has a glyph of its own for the character.</summary>
    public bool Has(Rune character) => Known(character) > 0;

    /// <summary>Width of the character as a share of the size; zero when the file lacks it.</summary>
    public double Advance(Rune character) => Math.Max(0, Known(character) - 1) / _unitsPerEm;

    private ushort Known(Rune character) => character.IsBmp ? _plane[character.Value] : _beyond.GetValueOrDefault(character.Value);

    private void ReadAdvances(int longMetrics)
    {
        var hmtx = Table("hmtx");
        foreach (var (character, glyph) in ReadCharacterMap())
        {
            var known = (ushort)(UInt16(hmtx, 4 * Math.Min(glyph, longMetrics - 1)) + 1);
            if (character < _plane.Length)
                _plane[character] = known;
            else
                _beyond[character] = known;
        }
    }

    private List<(int Character, int Glyph)> ReadCharacterMap()
    {
        var cmap = Table("cmap");
        var subtables = UInt16(cmap, 2);
        (int Format, int Offset)? best = null;
        for (var i = 0; i < subtables; i++)
        {
            var platform = UInt16(cmap, 4 + 8 * i);
            var encoding = UInt16(cmap, 6 + 8 * i);
            var offset = (int)UInt32(cmap, 8 + 8 * i);
            var unicode = platform == 0 || platform == 3 && encoding is 1 or 10;
            var format = UInt16(cmap, offset);
            if (unicode && format is 4 or 12 && (best is null || format > best.Value.Format))
                best = (format, offset);
        }

        return best switch
        {
            { Format: 4 } => Segments(cmap[best.Value.Offset..]),
            { Format: 12 } => Groups(cmap[best.Value.Offset..]),
            _ => throw new InvalidDataException("The font has no Unicode character map of format 4 or 12."),
        };
    }

    private static List<(int, int)> Segments(ReadOnlySpan<byte> map)
    {
        var pairs = new List<(int, int)>();
        var doubled = UInt16(map, 6);
        var starts = 16 + doubled;
        var deltas = starts + doubled;
        var ranges = deltas + doubled;
        for (var at = 0; at < doubled; at += 2)
        {
            int end = UInt16(map, 14 + at), start = UInt16(map, starts + at), delta = UInt16(map, deltas + at), range = UInt16(map, ranges + at);
            for (var character = start; character <= end && character != 0xFFFF; character++)
            {
                int glyph = range == 0 ? character : UInt16(map, ranges + at + range + 2 * (character - start));
                if (range == 0 || glyph != 0)
                    glyph = (glyph + delta) & 0xFFFF;
                if (glyph != 0)
                    pairs.Add((character, glyph));
            }
        }

        return pairs;
    }

    private static List<(int, int)> Groups(ReadOnlySpan<byte> map)
    {
        var pairs = new List<(int, int)>();
        var count = (int)UInt32(map, 12);
        for (var i = 0; i < count; i++)
        {
            int start = (int)UInt32(map, 16 + 12 * i), end = (int)UInt32(map, 20 + 12 * i), glyph = (int)UInt32(map, 24 + 12 * i);
            for (var character = start; character <= end; character++)
                pairs.Add((character, glyph + character - start));
        }

        return pairs;
    }

    private ReadOnlySpan<byte> Table(string tag)
    {
        var file = Bytes.AsSpan();
        for (var i = 0; i < UInt16(file, 4); i++)
        {
            var entry = 12 + 16 * i;
            if (Encoding.ASCII.GetString(file.Slice(entry, 4)) == tag)
                return file.Slice((int)UInt32(file, entry + 8), (int)UInt32(file, entry + 12));
        }

        throw new InvalidDataException($"The font has no table '{tag}'.");
    }

    private static ushort UInt16(ReadOnlySpan<byte> from, int at) => BinaryPrimitives.ReadUInt16BigEndian(from[at..]);

    private static short Int16(ReadOnlySpan<byte> from, int at) => BinaryPrimitives.ReadInt16BigEndian(from[at..]);

    private static uint UInt32(ReadOnlySpan<byte> from, int at) => BinaryPrimitives.ReadUInt32BigEndian(from[at..]);
}
