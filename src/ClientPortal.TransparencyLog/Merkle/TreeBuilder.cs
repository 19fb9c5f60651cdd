namespace ClientPortal.TransparencyLog;

/// <summary>
/// Appends leaves to a tree and knows its root, holding nothing but the right edge: 63 hashes, whatever the size.
/// </summary>
/// <remarks>Not for several threads at once.</remarks>
public sealed class TreeBuilder
{
    // The complete subtree of 2^i leaves at the right edge stands at i; it counts where the size has that bit.
    private readonly TreeHash[] _edge = new TreeHash[63];

    /// <summary>An empty tree.</summary>
    public TreeBuilder()
    {
    }

    /// <summary>Goes on with a tree of <paramref name="size"/> leaves, reading what <see cref="MerkleTree.Edge"/> lists.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public TreeBuilder(long size, ReadHash read)
    {
        ArgumentNullException.ThrowIfNull(read);
        foreach (var node in MerkleTree.Edge(size)) _edge[node.Level] = read(node.Level, node.Index);
        Size = size;
    }

    /// <summary>How many leaves there are.</summary>
    public long Size { get; private set; }

    /// <summary>Size and root as they are now; the root costs as many hashes as the size has ones among its bits.</summary>
    public TreeHead Head => new(Size, Size == 0 ? MerkleTree.EmptyRoot : MerkleTree.Range(0, Size, (level, _) => _edge[level]));

    /// <summary>Appends a leaf.</summary>
    /// <param name="leaf">The hash of the entry, from <see cref="MerkleTree.Leaf"/>.</param>
    /// <param name="completed">
    /// Takes each subtree that is now complete, the leaf itself first. Kept, they serve every proof by <see cref="ReadHash"/>; about two for each leaf.
    /// </param>
    /// <exception cref="InvalidOperationException">There are 2^63 − 1 leaves already.</exception>
    public void Append(in TreeHash leaf, Action<TreeNode, TreeHash>? completed = null)
    {
        if (Size == long.MaxValue) throw new InvalidOperationException("The tree is full.");
        var (level, index, hash) = (0, Size, leaf);
        completed?.Invoke(new TreeNode(level, index), hash);
        for (; (index & 1) == 1; index >>= 1)
        {
            hash = MerkleTree.Node(_edge[level], hash);
            level++;
            completed?.Invoke(new TreeNode(level, index >> 1), hash);
        }

        _edge[level] = hash;
        Size++;
    }
}
