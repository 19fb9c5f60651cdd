using Npgsql;

namespace ClientPortal.LocalPostgres.Tests;

public sealed class SharingTests
{
    [Fact]
    public async Task Processes_that_start_at_once_share_one_server_made_once()
    {
        await using var folder = new TestFolder();
        await using var one = UserProcess.Launch(folder.Path);
        await using var two = UserProcess.Launch(folder.Path);
        await using var three = UserProcess.Launch(folder.Path);
        await Task.WhenAll(one.ReadyAsync(), two.ReadyAsync(), three.ReadyAsync());

        Assert.Equal([one.Port, one.Port], [two.Port, three.Port]);
        Assert.Equal(
            ["CreatingCluster", "JoiningServer", "JoiningServer", "StartingServer"],
            one.Steps.Concat(two.Steps).Concat(three.Steps).Order(StringComparer.Ordinal));
        await Task.WhenAll(one.LeaveAsync(), two.LeaveAsync(), three.LeaveAsync());
        Assert.Single(one.Steps.Concat(two.Steps).Concat(three.Steps), "StoppingServer");
    }

    [Fact]
    public async Task The_server_runs_until_the_last_user_leaves()
    {
        await using var folder = new TestFolder();
        var first = await folder.StartAsync();
        await using var other = await UserProcess.Launch(folder.Path).ReadyAsync();
        var second = await folder.StartAsync();

        await first.DisposeAsync();
        await first.DisposeAsync();
        await other.LeaveAsync();
        Assert.DoesNotContain("StoppingServer", other.Steps);
        Assert.Equal("1", await second.AskAsync("select 1"));

        await second.DisposeAsync();
        await Assert.ThrowsAsync<NpgsqlException>(() => second.AskAsync("select 1"));
    }

    [Fact]
    public async Task A_server_left_by_a_killed_process_is_joined_and_the_dead_do_not_count()
    {
        await using var folder = new TestFolder();
        await using var killed = await UserProcess.Launch(folder.Path).ReadyAsync();
        await killed.KillAsync();
        var steps = new List<PrivatePostgresStep>();
        var heir = await folder.StartAsync(steps);

        Assert.Equal(killed.Port, heir.Port);
        Assert.Equal("1", await heir.AskAsync("select 1"));
        await heir.DisposeAsync();
        Assert.Equal([PrivatePostgresStep.JoiningServer, PrivatePostgresStep.StoppingServer], steps);
        Assert.False(File.Exists(Path.Combine(folder.Cluster, "postmaster.pid")));
    }

    [Fact]
    public async Task A_process_killed_while_it_starts_leaves_a_folder_that_starts()
    {
        await using var folder = new TestFolder();
        await using (var killed = UserProcess.Launch(folder.Path))
        {
            await killed.StepAsync(PrivatePostgresStep.CreatingCluster);
            await killed.KillAsync();
        }

        await using var server = await folder.StartAsync();
        Assert.Equal("1", await server.AskAsync("select 1"));
    }

    [Fact]
    public async Task A_server_asked_to_stay_stays()
    {
        await using var folder = new TestFolder();
        var options = new PrivatePostgresOptions { DataFolder = folder.Path, Durability = Durability.Fast, StopWhenLastUserLeaves = false };
        var server = await PrivatePostgres.StartAsync(options, TestContext.Current.CancellationToken);
        await server.DisposeAsync();

        Assert.Equal("1", await server.AskAsync("select 1"));
    }

    [Fact]
    public async Task A_folder_in_use_is_not_removed_and_one_left_is_removed_whole()
    {
        await using var folder = new TestFolder();
        string home;
        await using (await folder.StartAsync())
        {
            home = folder.Home;
            await Assert.ThrowsAsync<PrivatePostgresException>(
                () => PrivatePostgres.RemoveAsync(folder.Path, TestContext.Current.CancellationToken));
        }

        await PrivatePostgres.RemoveAsync(folder.Path, TestContext.Current.CancellationToken);
        Assert.False(Directory.Exists(home));
        Assert.False(Directory.Exists(folder.Path));
        await PrivatePostgres.RemoveAsync(folder.Path, TestContext.Current.CancellationToken);
    }
}
