using ClientPortal.LocalPostgres.Server;

namespace ClientPortal.LocalPostgres.Tests;

public sealed class MemoryTests
{
    [Fact]
    public async Task A_throw_away_cluster_that_may_lie_in_memory_does_where_there_is_room_and_goes_when_its_data_folder_went()
    {
        var memory = await MemoryFolder.ForAsync(await Account.FindAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        string home;
        await using (var gone = new TestFolder())
        {
            await using (var server = await gone.StartAsync(inMemory: true)) Assert.Equal("1", await server.AskAsync("select 1::text"));
            home = gone.Home;
            Directory.Delete(gone.Path, recursive: true);
        }

        Assert.True(memory is null || Path.GetDirectoryName(home) == memory, $"It lies in {home}.");
        await using var next = new TestFolder();
        await using var another = await next.StartAsync();
        Assert.False(Directory.Exists(home));
    }

    [Fact]
    public async Task A_cluster_in_memory_that_is_gone_is_made_anew()
    {
        await using var folder = new TestFolder();
        await using (var server = await folder.StartAsync(inMemory: true)) await server.AskAsync("create table kept (); select ''");
        Directory.Delete(folder.Home == folder.Path ? folder.Cluster : folder.Home, recursive: true);

        await using var anew = await folder.StartAsync(inMemory: true);
        Assert.Equal("", await anew.AskAsync("select to_regclass('kept')::text"));
    }

    [Fact]
    public async Task A_durable_cluster_lies_on_the_disk_whatever_is_asked()
    {
        await using var folder = new TestFolder();
        await using var server = await folder.StartAsync(durability: Durability.Durable, inMemory: true);
        Assert.False(folder.Home.StartsWith(MemoryFolder.Root(await Account.FindAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal));
    }
}
