using System.Globalization;
using System.Text;

namespace ClientPortal.TransparencyLog;

/// <summary>
/// Where a tile of hashes or a bundle of entries lies in a tiled log: <c>tile/&lt;L&gt;/&lt;N&gt;[.p/&lt;W&gt;]</c> and
/// <c>tile/entries/&lt;N&gt;[.p/&lt;W&gt;]</c> (c2sp.org/tlog-tiles).
/// </summary>
public readonly record struct TilePath
{
    /// <summary>How many hashes or entries a full tile or bundle has.</summary>
    public const int FullWidth = 256;

    /// <summary>How many rows of the tree a tile stands for.</summary>
    public const int Height = 8;

    private const int HighestLevel = 63;
    private const int EntriesLevel = -1;
    private const string Start = "tile/";
    private const string EntriesStart = "entries/";

    private TilePath(int level, long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
        (Level, Index, Width) = (level, index, width);
    }

    /// <summary>The level of a tile of hashes, 0 for leaf hashes; −1 for a bundle of entries.</summary>
    public int Level { get; }

    /// <summary>Which one in its level, from 0.</summary>
    public long Index { get; }

    /// <summary>How many hashes or entries it holds, 1 to 256; fewer than 256 make it partial.</summary>
    public int Width { get; }

    /// <summary>Whether it is a bundle of entries rather than a tile of hashes.</summary>
    public bool IsEntries => Level == EntriesLevel;

    /// <summary>The hashes that a tile holds, in its order; for a bundle, those of its entries.</summary>
    public IEnumerable<TreeNode> Nodes
    {
        get
        {
            for (var at = 0; at < Width; at++) yield return new TreeNode(Math.Max(Level, 0) * Height, (Index * FullWidth) + at);
        }
    }

    /// <summary>A tile of hashes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Level (0 to 63), index or width is out of its bounds.</exception>
    public static TilePath Hashes(int level, long index, int width = FullWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, HighestLevel);
        return new TilePath(level, index, width);
    }

    /// <summary>A bundle of entries.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Index or width is out of its bounds.</exception>
    public static TilePath Entries(long index, int width = FullWidth) => new(EntriesLevel, index, width);

    /// <summary>The bundles that hold the entries of a log of this size, in their order.</summary>
    public static IEnumerable<TilePath> AllEntries(long size) => Row(EntriesLevel, size);

    /// <summary>The tiles of hashes of a log of this size, leaf hashes first.</summary>
    public static IEnumerable<TilePath> AllHashes(long size)
    {
        for (var level = 0; size > 0; level++, size >>= Height)
        {
            foreach (var tile in Row(level, size)) yield return tile;
        }
    }

    /// <summary>Whether a log of this size has everything that the tile or bundle holds, so that it can be served.</summary>
    public bool IsWithin(long size)
    {
        // Above the seventh level no tree has a hash, and shifting so far would begin anew.
        var row = Level > 7 ? 0 : size >> (Math.Max(Level, 0) * Height);
        return Index < (row / FullWidth) || (Index == row / FullWidth && Width <= row % FullWidth);
    }

    /// <summary>Reads a path.</summary>
    /// <exception cref="MalformedLogException">It is not the one way to write one.</exception>
    public static TilePath Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return TryParse(path, out var tile) ? tile : throw new MalformedLogException(LogFault.BadTilePath, path: path);
    }

    /// <summary>The path, beginning with <c>tile/</c>.</summary>
    public override string ToString()
    {
        var path = new StringBuilder(Start);
        if (IsEntries) path.Append(EntriesStart);
        else path.Append(CultureInfo.InvariantCulture, $"{Level}/");
        var digits = Index.ToString(CultureInfo.InvariantCulture);
        digits = digits.PadLeft((digits.Length + 2) / 3 * 3, '0');
        for (var at = 0; at < digits.Length; at += 3)
        {
            if (at + 3 < digits.Length) path.Append('x').Append(digits, at, 3).Append('/');
            else path.Append(digits, at, 3);
        }

        if (Width < FullWidth) path.Append(CultureInfo.InvariantCulture, $".p/{Width}");
        return path.ToString();
    }

    private static IEnumerable<TilePath> Row(int level, long size)
    {
        for (var index = 0L; index < size / FullWidth; index++) yield return new TilePath(level, index, FullWidth);
        if (size % FullWidth != 0) yield return new TilePath(level, size / FullWidth, (int)(size % FullWidth));
    }

    private static bool TryParse(string path, out TilePath tile)
    {
        tile = default;
        if (!path.StartsWith(Start, StringComparison.Ordinal)) return false;
        var rest = path.AsSpan(Start.Length);
        var level = (long)EntriesLevel;
        if (rest.StartsWith(EntriesStart, StringComparison.Ordinal))
        {
            rest = rest[EntriesStart.Length..];
        }
        else
        {
            var slash = rest.IndexOf('/');
            if (slash < 0 || !DecimalText.TryRead(rest[..slash], out level) || level > HighestLevel) return false;
            rest = rest[(slash + 1)..];
        }

        var width = (long)FullWidth;
        if (rest.IndexOf(".p/", StringComparison.Ordinal) is var partial and >= 0)
        {
            if (!DecimalText.TryRead(rest[(partial + 3)..], out width) || width is < 1 or >= FullWidth) return false;
            rest = rest[..partial];
        }

        if (!TryReadIndex(rest, out var index)) return false;
        tile = new TilePath((int)level, index, (int)width);
        // An index has one way to be written, without groups of zeros in front.
        return tile.ToString() == path;
    }

    private static bool TryReadIndex(ReadOnlySpan<char> text, out long index)
    {
        index = 0;
        foreach (var part in text.Split('/'))
        {
            var digits = text[part];
            if (digits.StartsWith('x')) digits = digits[1..];
            if (digits.Length != 3 || digits.ContainsAnyExceptInRange('0', '9') || index > (long.MaxValue - 999) / 1000) return false;
            index = (index * 1000) + int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return true;
    }
}
