using ClientPortal.TransparencyLog.Tests.Merkle;

namespace ClientPortal.TransparencyLog.Tests.Tiles;

public sealed class TileReaderTests
{
    private static readonly Log Log = Log.Of(70_000);

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_536)]
    [InlineData(70_000)]
    public void Proofs_from_tiles_are_those_from_the_whole_tree(int size)
    {
        foreach (var index in new[] { 0, size / 2, size - 1 })
        {
            Assert.Equal(InclusionProof.Make(index, size, Log.Read), InclusionProof.Make(index, size, new TileReader(size, Tile).Read));
            Assert.Equal(ConsistencyProof.Make(index + 1, size, Log.Read), ConsistencyProof.Make(index + 1, size, new TileReader(size, Tile).Read));
        }
    }

    [Fact]
    public void A_proof_in_a_large_tree_takes_few_tiles()
    {
        var paths = new List<TilePath>();

        InclusionProof.Make(12_345, 70_000, new TileReader(70_000, path =>
        {
            paths.Add(path);
            return Tile(path);
        }).Read);

        Assert.InRange(paths.Count, 3, 5);
        Assert.Equal(paths.Distinct(), paths);
    }

    [Fact]
    public void A_proof_from_a_tile_in_which_a_byte_was_altered_does_not_verify()
    {
        const int size = 300;
        const int index = 170;
        var (leaf, head) = (MerkleTree.Leaf(Log.Entries[index]), Log.HeadAt(size));
        for (var altered = 0; altered < size; altered++)
        {
            var reader = new TileReader(size, path =>
            {
                var tile = Tile(path).ToArray();
                var at = altered - (path.Index * TilePath.FullWidth);
                if (path.Level == 0 && at >= 0 && at < path.Width) tile[(at * TreeHash.Length) + (altered % TreeHash.Length)] ^= 1;
                return tile;
            });

            // The leaf's own hash is not taken from the tile, but from the entry.
            Assert.Equal(altered == index, InclusionProof.Verify(leaf, index, head, InclusionProof.Make(index, size, reader.Read)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(8192)]
    public void A_tile_of_another_width_is_refused_and_named(int length)
    {
        var error = Assert.Throws<MalformedLogException>(() => new TileReader(300, _ => new byte[length]).Read(0, 299));

        Assert.Equal((LogFault.BadTile, "tile/0/001.p/44"), (error.Fault, error.Path));
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(1, 150)]
    [InlineData(8, 1)]
    [InlineData(9, 0)]
    [InlineData(63, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void A_subtree_that_is_not_complete_cannot_be_asked_for(int level, long index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TileReader(300, Tile).Read(level, index));

    private static ReadOnlyMemory<byte> Tile(TilePath path)
    {
        var bytes = new byte[path.Width * TreeHash.Length];
        for (var i = 0; i < path.Width; i++)
            Log.Read(path.Level * TilePath.Height, (path.Index * TilePath.FullWidth) + i).CopyTo(bytes.AsSpan(i * TreeHash.Length));
        return bytes;
    }
}
