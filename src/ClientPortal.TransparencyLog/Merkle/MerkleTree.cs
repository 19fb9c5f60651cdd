using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;

namespace ClientPortal.TransparencyLog;

/// <summary>Reads the hash of a complete subtree: that of the entries from <c>index · 2^level</c> up to, not including, <c>(index + 1) · 2^level</c>.</summary>
/// <remarks>Wherever hashes are kept, in memory, in tiles or in a database, this is all that proofs ask for.</remarks>
/// <param name="level">0 for leaves, one more for each row of nodes above them.</param>
/// <param name="index">Which one in its row, from 0 on the left.</param>
public delegate TreeHash ReadHash(int level, long index);

/// <summary>Names the root of a complete subtree, as <see cref="ReadHash"/> counts them.</summary>
/// <param name="Level">0 for leaves, one more for each row of nodes above them.</param>
/// <param name="Index">Which one in its row, from 0 on the left.</param>
public readonly record struct TreeNode(int Level, long Index);

/// <summary>A tree in short: how many entries it has, and the hash that follows from all of them.</summary>
/// <param name="Size">The number of entries, not negative.</param>
/// <param name="Root">The Merkle tree hash of those entries.</param>
public readonly record struct TreeHead(long Size, TreeHash Root);

/// <summary>Hashing as RFC 6962, section 2.1, has it.</summary>
public static class MerkleTree
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private const int OnStack = 1024;

    /// <summary>The root of a tree without entries: the hash of nothing.</summary>
    public static TreeHash EmptyRoot { get; } = new(SHA256.HashData([]));

    /// <summary>The hash of an entry as a leaf.</summary>
    public static TreeHash Leaf(ReadOnlySpan<byte> entry)
    {
        if (entry.Length < OnStack) return HashLeaf(entry, stackalloc byte[OnStack]);
        var rented = ArrayPool<byte>.Shared.Rent(entry.Length + 1);
        try
        {
            return HashLeaf(entry, rented);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>The hash of a node above two others.</summary>
    public static TreeHash Node(in TreeHash left, in TreeHash right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * TreeHash.Length)];
        bytes[0] = NodePrefix;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + TreeHash.Length)..]);
        TreeHash hash = default;
        SHA256.HashData(bytes, TreeHash.BytesOf(ref hash));
        return hash;
    }

    /// <summary>The root of a tree whose complete subtrees can be read, in as many reads as <paramref name="size"/> has ones among its bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public static TreeHash Root(long size, ReadHash read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentNullException.ThrowIfNull(read);
        return size == 0 ? EmptyRoot : Range(0, size, read);
    }

    /// <summary>The subtrees at the right edge of a tree, largest first: all that <see cref="TreeBuilder"/> needs to go on, and all that a root needs.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public static IReadOnlyList<TreeNode> Edge(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var nodes = new List<TreeNode>(BitOperations.PopCount((ulong)size));
        for (var level = 62; level >= 0; level--)
        {
            if (((size >> level) & 1) == 1) nodes.Add(new TreeNode(level, (size >> level) - 1));
        }

        return nodes;
    }

    /// <summary>The root of the entries from <paramref name="from"/> up to, not including, <paramref name="to"/>, where a subtree of the tree begins at <paramref name="from"/>.</summary>
    internal static TreeHash Range(long from, long to, ReadHash read)
    {
        // Complete subtrees lie from the left in falling size; they are joined from the right.
        var left = to - from;
        var level = BitOperations.TrailingZeroCount(left);
        var end = to;
        var hash = read(level, (end >> level) - 1);
        while ((left &= left - 1) != 0)
        {
            end -= 1L << level;
            level = BitOperations.TrailingZeroCount(left);
            hash = Node(read(level, (end >> level) - 1), hash);
        }

        return hash;
    }

    /// <summary>How many entries the left part of a tree has: the largest power of two below its size, which is at least 2.</summary>
    internal static long LeftPart(long size) => 1L << BitOperations.Log2((ulong)(size - 1));

    private static TreeHash HashLeaf(ReadOnlySpan<byte> entry, Span<byte> room)
    {
        room[0] = LeafPrefix;
        entry.CopyTo(room[1..]);
        TreeHash hash = default;
        SHA256.HashData(room[..(entry.Length + 1)], TreeHash.BytesOf(ref hash));
        return hash;
    }
}
