namespace ClientPortal.TransparencyLog.Tests.Merkle;

public sealed class TreeReplayTests
{
    private static readonly Log Log = Log.Of(100);

    [Fact]
    public void A_log_fits_every_head_it_ever_had()
    {
        Assert.Null(Broken([Log.HeadAt(0), Log.HeadAt(1), Log.HeadAt(7), Log.HeadAt(7), Log.HeadAt(64), Log.Head], Log.Entries));
        Assert.Null(Broken([], Log.Entries));
    }

    [Fact]
    public void The_first_head_that_does_not_fit_is_named()
    {
        var forged = new TreeHead(7, Log.HeadAt(8).Root);

        Assert.Equal(forged, Broken([Log.HeadAt(3), forged, new(9, default)], Log.Entries));
        Assert.Equal(new TreeHead(0, default), Broken([new(0, default)], Log.Entries));
        Assert.Equal(new TreeHead(-1, default), Broken([new(-1, default)], Log.Entries));
    }

    [Fact]
    public void A_head_larger_than_the_log_is_broken() => Assert.Equal(Log.Head, Broken([Log.HeadAt(50), Log.Head], Log.Entries[..99]));

    [Fact]
    public void A_head_out_of_order_is_not_passed_over() => Assert.Equal(Log.HeadAt(5), Broken([Log.HeadAt(6), Log.HeadAt(5)], Log.Entries));

    [Theory]
    [InlineData(0)]
    [InlineData(41)]
    [InlineData(98)]
    public void A_change_is_found_by_the_first_head_behind_it(int changed)
    {
        TreeHead[] heads = [Log.HeadAt(1), Log.HeadAt(40), Log.HeadAt(64), Log.Head];
        byte[][] entries = [.. Log.Entries[..changed], [.. Log.Entries[changed], 0], .. Log.Entries[(changed + 1)..]];
        byte[][] swapped = [.. Log.Entries[..changed], Log.Entries[changed + 1], Log.Entries[changed], .. Log.Entries[(changed + 2)..]];

        Assert.Equal(heads.First(head => head.Size > changed), Broken(heads, entries));
        Assert.Equal(heads.First(head => head.Size > changed), Broken(heads, swapped));
    }

    private static TreeHead? Broken(IEnumerable<TreeHead> heads, IEnumerable<byte[]> entries)
    {
        using var replay = new TreeReplay(heads);
        foreach (var entry in entries) replay.Append(entry);
        Assert.Equal(replay.Finish(), replay.Broken is null);
        return replay.Broken;
    }
}
