using System.Numerics;

namespace ClientPortal.TransparencyLog;

/// <summary>Proves that a tree begins with all entries of an earlier one, in their order (RFC 6962, section 2.1.2; RFC 9162, section 2.1.4).</summary>
public static class ConsistencyProof
{
    /// <summary>The hashes from which both roots follow; none where the earlier tree is empty or the same; at most 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The sizes are negative, or the earlier one is the greater.</exception>
    public static TreeHash[] Make(long earlier, long later, ReadHash read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(earlier);
        ArgumentOutOfRangeException.ThrowIfLessThan(later, earlier);
        ArgumentNullException.ThrowIfNull(read);
        if (earlier == 0) return [];
        var (from, to) = (0L, later);
        var proof = new List<TreeHash>();
        while (to != earlier)
        {
            var middle = from + MerkleTree.LeftPart(to - from);
            if (earlier <= middle)
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

        // From the first entry on, it is the earlier root itself, which the verifier has.
        if (from != 0) proof.Add(MerkleTree.Range(from, to, read));
        proof.Reverse();
        return [.. proof];
    }

    /// <summary>The nodes that <see cref="Make"/> reads, so that a database can be asked for all of them at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The sizes are negative, or the earlier one is the greater.</exception>
    public static IReadOnlyList<TreeNode> Needs(long earlier, long later) => NodesRead.By(read => Make(earlier, later, read));

    /// <summary>Whether <paramref name="proof"/> leads to both roots, with no hash to spare.</summary>
    /// <remarks>Every tree continues the empty one, if its root is that of the empty tree. A tree never continues a larger one.</remarks>
    public static bool Verify(TreeHead earlier, TreeHead later, ReadOnlySpan<TreeHash> proof)
    {
        if (earlier.Size < 0 || earlier.Size > later.Size) return false;
        if (earlier.Size == later.Size) return proof.IsEmpty && earlier.Root == later.Root;
        if (earlier.Size == 0) return proof.IsEmpty && earlier.Root == MerkleTree.EmptyRoot;

        var (own, last) = (earlier.Size - 1, later.Size - 1);
        var complete = BitOperations.TrailingZeroCount(earlier.Size);
        own >>= complete;
        last >>= complete;
        TreeHash earlierRoot;
        if (own == 0)
        {
            // The earlier tree is one complete subtree of the later one: its root is where the way begins.
            earlierRoot = earlier.Root;
        }
        else if (proof.IsEmpty)
        {
            return false;
        }
        else
        {
            earlierRoot = proof[0];
            proof = proof[1..];
        }

        var laterRoot = earlierRoot;
        foreach (ref readonly var beside in proof)
        {
            if (last == 0) return false;
            if ((own & 1) == 1 || own == last)
            {
                earlierRoot = MerkleTree.Node(beside, earlierRoot);
                laterRoot = MerkleTree.Node(beside, laterRoot);
                Levels.SkipLone(ref own, ref last);
            }
            else
            {
                laterRoot = MerkleTree.Node(laterRoot, beside);
            }

            own >>= 1;
            last >>= 1;
        }

        return last == 0 && earlierRoot == earlier.Root && laterRoot == later.Root;
    }
}
