namespace ClientPortal.TransparencyLog;

/// <summary>Serves the hashes of a tree from its tiles, so that proofs can be made from what a tiled log stores.</summary>
/// <remarks>
/// Keeps the tiles it has loaded: make one for each question. It does not check that tiles agree with one another; verifying the
/// proof that was made from them does. Not for several threads at once.
/// </remarks>
/// <param name="size">The size of the tree, which says how wide its tiles at the right edge are.</param>
/// <param name="load">Gives the bytes of a tile.</param>
public sealed class TileReader(long size, Func<TilePath, ReadOnlyMemory<byte>> load)
{
    private readonly Dictionary<TilePath, ReadOnlyMemory<byte>> _loaded = [];

    /// <summary>The hash of a complete subtree; see <see cref="ReadHash"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such complete subtree.</exception>
    /// <exception cref="MalformedLogException">A tile does not hold as many hashes as it must.</exception>
    public TreeHash Read(int level, long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 62);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size >> level);
        var tileLevel = level / TilePath.Height;
        var count = 1 << (level % TilePath.Height);
        var first = index * count;
        var tileIndex = first / TilePath.FullWidth;
        var width = Math.Min(TilePath.FullWidth, (size >> (tileLevel * TilePath.Height)) - (tileIndex * TilePath.FullWidth));
        var tile = Load(TilePath.Hashes(tileLevel, tileIndex, (int)width));
        return Subtree(tile.Span.Slice((int)(first % TilePath.FullWidth) * TreeHash.Length, count * TreeHash.Length));
    }

    private static TreeHash Subtree(ReadOnlySpan<byte> hashes) => hashes.Length == TreeHash.Length
        ? new TreeHash(hashes)
        : MerkleTree.Node(Subtree(hashes[..(hashes.Length / 2)]), Subtree(hashes[(hashes.Length / 2)..]));

    private ReadOnlyMemory<byte> Load(TilePath path)
    {
        if (_loaded.TryGetValue(path, out var tile)) return tile;
        tile = load(path);
        if (tile.Length != path.Width * TreeHash.Length) throw new MalformedLogException(LogFault.BadTile, path: path.ToString());
        _loaded.Add(path, tile);
        return tile;
    }
}
