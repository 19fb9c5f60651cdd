using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.TransparencyLog.Tests.Tiles;

public sealed class TilePathTests
{
    // The index is the example of c2sp.org/tlog-tiles.
    [Fact]
    public void A_path_is_written_as_the_specification_says()
    {
        Assert.Equal("tile/0/x001/x234/067", TilePath.Hashes(0, 1_234_067).ToString());
        Assert.Equal("tile/3/000.p/255", TilePath.Hashes(3, 0, 255).ToString());
        Assert.Equal("tile/entries/x001/000.p/1", TilePath.Entries(1000, 1).ToString());
        Assert.Equal("tile/63/999", TilePath.Hashes(63, 999).ToString());
    }

    // c2sp.org/tlog-tiles counts the tiles of these two trees.
    [Fact]
    public void The_tiles_of_a_tree_are_those_the_specification_counts()
    {
        var tiles = TilePath.AllHashes(70_000).ToList();

        Assert.Equal(273, tiles.Count(tile => tile is { Level: 0, Width: 256 }));
        Assert.Equal(["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"], tiles.Skip(273).Select(tile => tile.ToString()));
        Assert.Equal(["tile/0/000", "tile/1/000.p/1"], TilePath.AllHashes(256).Select(tile => tile.ToString()));
        Assert.Empty(TilePath.AllHashes(0));
        Assert.Equal(["tile/entries/000", "tile/entries/001.p/44"], TilePath.AllEntries(300).Select(tile => tile.ToString()));
    }

    [Fact]
    public void A_log_has_its_own_tiles_and_what_they_hold_and_no_wider_ones()
    {
        foreach (var size in new[] { 1L, 255, 256, 257, 70_000, 16_777_216 + 1, long.MaxValue })
        {
            foreach (var tile in TilePath.AllHashes(size).Take(300).Concat(TilePath.AllEntries(size).Take(300)))
            {
                Assert.True(tile.IsWithin(size));
                Assert.All(tile.Nodes, node => Assert.True(node.Index < size >> node.Level));
                Assert.Equal(tile.Width, tile.Nodes.Distinct().Count());
                if (tile.Width < TilePath.FullWidth)
                    Assert.False((tile.IsEntries ? TilePath.Entries(tile.Index, tile.Width + 1) : TilePath.Hashes(tile.Level, tile.Index, tile.Width + 1)).IsWithin(size));
            }

            Assert.False(TilePath.Hashes(8, 0, 1).IsWithin(size));
            Assert.False(TilePath.Hashes(63, 0, 1).IsWithin(size));
            Assert.False(TilePath.Entries(long.MaxValue, 1).IsWithin(size));
        }

        Assert.False(TilePath.Entries(0, 1).IsWithin(0));
        Assert.Equal([new TreeNode(8, 256), new TreeNode(8, 257)], TilePath.Hashes(1, 1, 2).Nodes);
    }

    [Fact]
    public void A_path_that_was_written_is_read_again() =>
        Prop.ForAll(
            (from level in Gen.Choose(-1, 63)
             from high in Gen.Choose(0, int.MaxValue)
             from low in Gen.Choose(0, int.MaxValue)
             from shift in Gen.Choose(0, 62)
             from width in Gen.Choose(1, 256)
             let index = (((long)high << 31) | (uint)low) >> shift
             select level < 0 ? TilePath.Entries(index, width) : TilePath.Hashes(level, index, width)).ToArbitrary(),
            tile => TilePath.Parse(tile.ToString()) == tile).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile/0/0")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/+1/000")]
    [InlineData("tile/0/000/")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/001")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/xx01/001")]
    [InlineData("tile/0/1000")]
    [InlineData("tile/0/٠٠٠")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/1\0")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/1/000")]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/808")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/entries")]
    [InlineData("tile/entries/../000")]
    [InlineData("/tile/0/000")]
    [InlineData("tile//000")]
    public void Another_way_to_write_a_path_is_refused(string path) =>
        Assert.Equal(LogFault.BadTilePath, Assert.Throws<MalformedLogException>(() => TilePath.Parse(path)).Fault);
}
