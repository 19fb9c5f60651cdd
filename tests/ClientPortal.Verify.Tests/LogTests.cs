using System.Text.Json;

namespace ClientPortal.Verify.Tests;

public sealed class LogTests(SampleFiles files) : IClassFixture<SampleFiles>
{
    [Fact]
    public async Task A_whole_log_is_true()
    {
        var said = await AskAsync(files.Log);

        Assert.Equal((0, "The log log.example/клиент is whole. Entries: 700; all of them, in this order, lead to the signed checkpoint."), (said.Exit, said.Output));
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("swapped")]
    [InlineData("left out and another added")]
    public async Task An_entry_that_is_not_what_it_was_is_found(string what)
    {
        var entries = SampleFiles.Entries;
        byte[][] altered = what switch
        {
            "changed" => [.. entries[..500], [.. entries[500], (byte)' '], .. entries[501..]],
            "swapped" => [.. entries[..500], entries[501], entries[500], .. entries[502..]],
            _ => [.. entries[..500], .. entries[501..], entries[500]],
        };
        var said = await AskAsync(await files.WriteLogAsync("altered.zip", altered));

        Assert.Equal((1, "The entries do not lead to the signed checkpoint of 700: among those it covers, one at least was changed, moved, added or left out."), (said.Exit, said.Output));
    }

    [Fact]
    public async Task An_entry_removed_or_added_is_found()
    {
        var removed = await AskAsync(await files.WriteLogAsync("removed.zip", SampleFiles.Entries[..^1]));
        var added = await AskAsync(await files.WriteLogAsync("added.zip", [.. SampleFiles.Entries, [1]]));

        Assert.Equal((1, "The log is not what was signed: the log holds entries that the checkpoint does not cover, in tile/entries/002.p/187."), (removed.Exit, removed.Output));
        Assert.Equal((1, "The log is not what was signed: the log holds entries that the checkpoint does not cover, in tile/entries/002.p/189."), (added.Exit, added.Output));
    }

    [Fact]
    public async Task A_bundle_that_is_missing_or_cut_is_named()
    {
        var missing = await AskAsync(files.WithFile("missing.zip", "tile/entries/001", _ => null));
        var cut = await AskAsync(files.WithFile("cut.zip", "tile/entries/001", bytes => bytes[..^1]));
        using var json = JsonDocument.Parse((await AskAsync(files.WithFile("cut.zip", "tile/entries/001", bytes => bytes[..^1]), "--json")).Output);

        Assert.Equal((1, "The log is not what was signed: a file is missing, in tile/entries/001."), (missing.Exit, missing.Output));
        Assert.Equal((1, "The log is not what was signed: the bundle does not hold as many whole entries as its name says, entry 255 of the bundle, in tile/entries/001."), (cut.Exit, cut.Output));
        Assert.Equal("tile/entries/001", json.RootElement.GetProperty("path").GetString());
    }

    [Fact]
    public async Task A_file_that_is_no_log_is_no_answer()
    {
        Assert.Equal(2, (await AskAsync(files.Entry)).Exit);
        Assert.Equal(2, (await AskAsync(files.At("nothing"))).Exit);
        Assert.Equal(2, (await AskAsync(files.WithFile("bare.zip", "checkpoint", _ => null))).Exit);
    }

    private Task<Asking.Said> AskAsync(string log, params IEnumerable<string> more) => Asking.AskAsync(["log", log, "--key", files.Key, .. more]);
}
