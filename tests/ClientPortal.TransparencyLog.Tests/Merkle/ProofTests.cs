using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.TransparencyLog.Tests.Merkle;

public sealed class ProofTests
{
    private const int Small = 70;
    private static readonly Log Long = Log.Of(5000);

    [Fact]
    public void Roots_and_proofs_are_those_of_the_RFC_for_every_small_tree()
    {
        var log = Log.Of(Small);
        for (var size = 0; size <= Small; size++)
        {
            var entries = log.Entries.AsSpan(0, size);
            var head = new TreeHead(size, NaiveTree.Root(entries));
            Assert.Equal(head, log.HeadAt(size));
            for (var index = 0; index < size; index++)
            {
                var proof = InclusionProof.Make(index, size, log.Read);
                Assert.Equal(NaiveTree.Path(index, entries), proof);
                Assert.True(InclusionProof.Verify(MerkleTree.Leaf(entries[index]), index, head, proof));
            }

            for (var earlier = 0; earlier <= size; earlier++)
            {
                var proof = ConsistencyProof.Make(earlier, size, log.Read);
                if (earlier > 0) Assert.Equal(NaiveTree.Proof(earlier, entries), proof);
                Assert.True(ConsistencyProof.Verify(log.HeadAt(earlier), head, proof));
            }
        }
    }

    [Fact]
    public void In_a_small_tree_a_proof_is_good_for_one_place_in_one_size_alone()
    {
        const int most = 20;
        var log = Log.Of(most);
        for (var size = 1; size <= most; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var (leaf, proof) = (MerkleTree.Leaf(log.Entries[index]), InclusionProof.Make(index, size, log.Read));
                for (var claimed = -1; claimed <= most; claimed++)
                {
                    if (claimed != index) Assert.False(InclusionProof.Verify(leaf, claimed, log.HeadAt(size), proof));
                    if (claimed >= 0 && claimed != size) Assert.False(InclusionProof.Verify(leaf, index, log.HeadAt(claimed), proof));
                }
            }
        }
    }

    [Fact]
    public void A_proof_that_ends_below_the_root_of_the_size_claimed_is_refused()
    {
        for (var later = 2; later <= 16; later++)
        {
            var claimed = new TreeHead(64, Long.HeadAt(later).Root);
            for (var earlier = 1; earlier < later; earlier++)
                Assert.False(ConsistencyProof.Verify(Long.HeadAt(earlier), claimed, ConsistencyProof.Make(earlier, later, Long.Read)));
            for (var index = 0; index < later; index++)
                Assert.False(InclusionProof.Verify(MerkleTree.Leaf(Long.Entries[index]), index, claimed, InclusionProof.Make(index, later, Long.Read)));
        }
    }

    [Fact]
    public void A_proof_in_any_tree_holds_and_does_not_with_one_bit_another_hash_or_one_hash_less() =>
        Prop.ForAll(Places(), place =>
        {
            var (index, size, chosen) = place;
            var (leaf, head) = (MerkleTree.Leaf(Long.Entries[index]), Long.HeadAt(size));
            var proof = InclusionProof.Make(index, size, Long.Read);
            return InclusionProof.Verify(leaf, index, head, proof)
                && !InclusionProof.Verify(MerkleTree.Leaf(Long.Entries[(index + 1) % Long.Entries.Length]), index, head, proof)
                && Spoiled(proof, chosen).All(bad => !InclusionProof.Verify(leaf, index, head, bad));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Consistency_between_any_two_trees_holds_and_does_not_with_one_bit_another_hash_or_one_hash_less() =>
        Prop.ForAll(Places(), place =>
        {
            var (earlier, later) = (Long.HeadAt(place.Index + 1), Long.HeadAt(place.Size));
            var proof = ConsistencyProof.Make(earlier.Size, later.Size, Long.Read);
            return ConsistencyProof.Verify(earlier, later, proof)
                && !ConsistencyProof.Verify(earlier with { Root = Flipped(earlier.Root, place.Chosen) }, later, proof)
                && !ConsistencyProof.Verify(earlier, later with { Root = Flipped(later.Root, place.Chosen) }, proof)
                && (earlier == later || !ConsistencyProof.Verify(later, earlier, proof))
                && Spoiled(proof, place.Chosen).All(bad => !ConsistencyProof.Verify(earlier, later, bad));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_tree_continues_the_empty_one_and_nothing_that_claims_to_be_it()
    {
        Assert.True(ConsistencyProof.Verify(new(0, MerkleTree.EmptyRoot), Long.Head, []));
        Assert.False(ConsistencyProof.Verify(new(0, default), Long.Head, []));
        Assert.False(ConsistencyProof.Verify(new(0, MerkleTree.EmptyRoot), Long.Head, [default]));
        Assert.False(ConsistencyProof.Verify(new(-1, MerkleTree.EmptyRoot), Long.Head, []));
    }

    [Theory]
    [InlineData(1L << 62)]
    [InlineData(long.MaxValue)]
    public void The_largest_trees_are_proved_too(long size)
    {
        // Every complete subtree of one height has the same hash: a tree of equal leaves.
        var equal = new TreeHash[63];
        equal[0] = MerkleTree.Leaf("same"u8);
        for (var level = 1; level < equal.Length; level++) equal[level] = MerkleTree.Node(equal[level - 1], equal[level - 1]);
        TreeHash Read(int level, long index) => equal[level];
        var head = new TreeHead(size, MerkleTree.Root(size, Read));

        foreach (var index in new[] { 0, size / 3, size - 2, size - 1 })
        {
            var proof = InclusionProof.Make(index, size, Read);
            Assert.InRange(proof.Length, 62, 63);
            Assert.True(InclusionProof.Verify(equal[0], index, head, proof));
            var (earlier, way) = (new TreeHead(index + 1, MerkleTree.Root(index + 1, Read)), ConsistencyProof.Make(index + 1, size, Read));
            Assert.InRange(way.Length, 0, 64);
            Assert.True(ConsistencyProof.Verify(earlier, head, way));
        }
    }

    [Fact]
    public void What_a_proof_needs_can_be_fetched_beforehand()
    {
        foreach (var (index, size) in new[] { (0L, 1L), (17L, 5000L), (4999L, 5000L) })
        {
            var fetched = InclusionProof.Needs(index, size).ToDictionary(node => node, node => Long.Read(node.Level, node.Index));
            Assert.Equal(InclusionProof.Make(index, size, Long.Read), InclusionProof.Make(index, size, (level, at) => fetched[new(level, at)]));
            var other = ConsistencyProof.Needs(index, size).ToDictionary(node => node, node => Long.Read(node.Level, node.Index));
            Assert.Equal(ConsistencyProof.Make(index, size, Long.Read), ConsistencyProof.Make(index, size, (level, at) => other[new(level, at)]));
            Assert.InRange(fetched.Count, 0, 2 * BitOperations.Log2((ulong)size) + 1);
        }
    }

    [Fact]
    public void What_no_tree_has_cannot_be_asked_for()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Make(1, 1, Long.Read));
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Make(-1, 1, Long.Read));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConsistencyProof.Make(2, 1, Long.Read));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.Root(-1, Long.Read));
    }

    private static Arbitrary<(int Index, int Size, int Chosen)> Places() =>
    (
        from size in Gen.Choose(1, 5000)
        from index in Gen.Choose(0, size - 1)
        from chosen in Gen.Choose(0, int.MaxValue)
        select (index, size, chosen)).ToArbitrary();

    private static IEnumerable<TreeHash[]> Spoiled(TreeHash[] proof, int chosen)
    {
        yield return [.. proof, default];
        yield return [default, .. proof];
        if (proof.Length == 0) yield break;
        var at = chosen % proof.Length;
        yield return [.. proof[..at], .. proof[(at + 1)..]];
        yield return [.. proof[..at], Flipped(proof[at], chosen), .. proof[(at + 1)..]];
        if (proof.Length > 1) yield return [.. proof[1..], proof[0]];
    }

    private static TreeHash Flipped(TreeHash hash, int bit)
    {
        var bytes = hash.ToArray();
        bytes[bit / 8 % bytes.Length] ^= (byte)(1 << (bit % 8));
        return new TreeHash(bytes);
    }
}
