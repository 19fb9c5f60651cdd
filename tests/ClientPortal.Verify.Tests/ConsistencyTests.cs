using System.Text.Json;
using ClientPortal.TransparencyLog;

namespace ClientPortal.Verify.Tests;

public sealed class ConsistencyTests(SampleFiles files) : IClassFixture<SampleFiles>
{
    [Fact]
    public async Task Two_checkpoints_of_one_log_are_true_in_either_order_and_twice_the_same()
    {
        var said = await AskAsync(files.Old, files.Checkpoint);

        Assert.Equal((0, "Nothing was rewritten: both checkpoints are of the log log.example/клиент. Entries under the older one: 300; they are the first of those under the newer one: 700."), (said.Exit, said.Output));
        Assert.Equal(0, (await AskAsync(files.Checkpoint, files.Old)).Exit);
        Assert.Equal(0, (await AskAsync(files.Old, files.Old)).Exit);
    }

    [Fact]
    public async Task A_tree_rebuilt_after_a_change_is_caught_by_the_checkpoint_that_the_client_holds()
    {
        byte[][] rewritten = [.. SampleFiles.Entries[..100], [.. SampleFiles.Entries[100], 0], .. SampleFiles.Entries[101..]];
        var tree = new TreeBuilder();
        foreach (var entry in rewritten) tree.Append(MerkleTree.Leaf(entry));
        var note = files.Signed(tree.Head);
        var log = await files.WriteLogAsync("rewritten.zip", rewritten, note);
        var newer = await files.WriteAsync("newer", note.Bytes.ToArray());

        Assert.Equal(0, (await Asking.AskAsync("log", log, "--key", files.Key)).Exit);
        var said = await Asking.AskAsync("consistency", files.Old, newer, "--log", log, "--key", files.Key, "--json");
        using var json = JsonDocument.Parse(said.Output);
        Assert.Equal((1, 300), (said.Exit, json.RootElement.GetProperty("brokenSize").GetInt64()));
    }

    [Fact]
    public async Task A_checkpoint_beyond_the_log_does_not_fit_and_is_not_called_a_rewriting()
    {
        var later = await files.WriteAsync("later", files.Signed(new TreeHead(701, MerkleTree.EmptyRoot)).Bytes.ToArray());
        var said = await AskAsync(files.Old, later);

        Assert.Equal(1, said.Exit);
        Assert.StartsWith("The log you have holds fewer entries (700) than the newer checkpoint covers (701).", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_that_another_key_signed_is_not_held_against_the_log() =>
        Assert.Equal(1, (await Asking.AskAsync("consistency", files.Old, files.Checkpoint, "--log", files.Log, "--key", files.StrangersKey)).Exit);

    private Task<Asking.Said> AskAsync(string old, string newer) => Asking.AskAsync("consistency", old, newer, "--log", files.Log, "--key", files.Key);
}
