namespace ClientPortal.TransparencyLog.Tests.Merkle;

public sealed class TreeBuilderTests
{
    [Fact]
    public void Given_the_right_edge_alone_a_tree_goes_on_as_if_it_had_never_stopped()
    {
        var log = Log.Of(200);
        for (var size = 0; size <= 130; size++)
        {
            var edge = MerkleTree.Edge(size).ToDictionary(node => node, node => log.Read(node.Level, node.Index));
            var tree = new TreeBuilder(size, (level, index) => edge[new(level, index)]);
            Assert.Equal(log.HeadAt(size), tree.Head);
            for (var next = size; next < 200; next++) tree.Append(MerkleTree.Leaf(log.Entries[next]));
            Assert.Equal(log.Head, tree.Head);
        }
    }

    [Fact]
    public void Each_complete_subtree_is_handed_out_once()
    {
        var (tree, nodes) = (new TreeBuilder(), new List<(TreeNode Node, TreeHash Hash)>());
        var entries = Log.Of(37).Entries;
        foreach (var entry in entries) tree.Append(MerkleTree.Leaf(entry), (node, hash) => nodes.Add((node, hash)));

        Assert.Equal(37 + 18 + 9 + 4 + 2 + 1, nodes.Count);
        Assert.Equal(nodes.Count, nodes.Select(node => node.Node).Distinct().Count());
        Assert.All(nodes, node => Assert.Equal(NaiveTree.Reader(entries)(node.Node.Level, node.Node.Index), node.Hash));
    }

    [Fact]
    public void A_full_tree_takes_no_more_leaves()
    {
        var tree = new TreeBuilder(long.MaxValue, (_, _) => default);

        Assert.Throws<InvalidOperationException>(() => tree.Append(default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1022)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(65_535)]
    [InlineData(1_000_000)]
    public void An_entry_of_any_length_is_hashed_behind_a_null_byte(int length)
    {
        var entry = new byte[length];
        Array.Fill(entry, (byte)7);

        Assert.Equal(NaiveTree.Root([entry]), MerkleTree.Leaf(entry));
    }

    [Fact]
    public void Appending_allocates_nothing()
    {
        var (tree, entry) = (new TreeBuilder(), new byte[600]);
        tree.Append(MerkleTree.Leaf(entry));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++) tree.Append(MerkleTree.Leaf(entry));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
