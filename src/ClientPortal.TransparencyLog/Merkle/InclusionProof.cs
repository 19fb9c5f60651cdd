namespace ClientPortal.TransparencyLog;

/// <summary>Proves that an entry stands at its place in a tree (RFC 6962, section 2.1.1; RFC 9162, section 2.1.3).</summary>
public static class InclusionProof
{
    /// <summary>The hashes beside the way from the leaf up to the root, the leaf's own neighbour first; at most 63.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No entry of a tree of <paramref name="size"/> has this <paramref name="index"/>.</exception>
    public static TreeHash[] Make(long index, long size, ReadHash read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        ArgumentNullException.ThrowIfNull(read);
        var (from, to) = (0L, size);
        var proof = new List<TreeHash>();
        while (to - from > 1)
        {
            var middle = from + MerkleTree.LeftPart(to - from);
            if (index < middle)
            {
                proof.Add(MerkleTree.Range(middle, to, read));
                to = middle;
            }
            else
            {
                proof.Add(MerkleTree.Range(from, middle, read));
                from = middle;
            }
        }

        proof.Reverse();
        return [.. proof];
    }

    /// <summary>The nodes that <see cref="Make"/> reads, so that a database can be asked for all of them at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No entry of a tree of <paramref name="size"/> has this <paramref name="index"/>.</exception>
    public static IReadOnlyList<TreeNode> Needs(long index, long size) => NodesRead.By(read => Make(index, size, read));

    /// <summary>Whether <paramref name="proof"/> leads from this leaf at this place to this root, with no hash to spare.</summary>
    /// <remarks>An index that the tree does not have makes it false.</remarks>
    public static bool Verify(in TreeHash leaf, long index, TreeHead head, ReadOnlySpan<TreeHash> proof)
    {
        if (index < 0 || index >= head.Size) return false;
        var hash = leaf;
        var (own, last) = (index, head.Size - 1);
        foreach (ref readonly var beside in proof)
        {
            if (last == 0) return false;
            if ((own & 1) == 1 || own == last)
            {
                hash = MerkleTree.Node(beside, hash);
                Levels.SkipLone(ref own, ref last);
            }
            else
            {
                hash = MerkleTree.Node(hash, beside);
            }

            own >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == head.Root;
    }
}

/// <summary>Steps up a tree that both kinds of proof take.</summary>
internal static class Levels
{
    /// <summary>Goes up as long as the node on the way is the last of its row and has no neighbour.</summary>
    public static void SkipLone(ref long own, ref long last)
    {
        while ((own & 1) == 0 && own != 0)
        {
            own >>= 1;
            last >>= 1;
        }
    }
}

/// <summary>Which nodes a computation reads.</summary>
internal static class NodesRead
{
    public static IReadOnlyList<TreeNode> By(Action<ReadHash> computation)
    {
        var nodes = new List<TreeNode>();
        computation((level, index) =>
        {
            nodes.Add(new TreeNode(level, index));
            return default;
        });
        return nodes;
    }
}
