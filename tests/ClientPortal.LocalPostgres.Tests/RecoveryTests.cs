using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ClientPortal.LocalPostgres.Server;
using static ClientPortal.LocalPostgres.PrivatePostgresStep;

namespace ClientPortal.LocalPostgres.Tests;

public sealed class RecoveryTests
{
    [Fact]
    public async Task A_killed_server_comes_back_with_all_that_was_committed()
    {
        await using var folder = new TestFolder();
        await using var before = await folder.StartAsync(durability: Durability.Durable);
        await before.AskAsync("create table kept as select 42 as answer");
        await KillServerAsync(folder);

        var steps = new List<PrivatePostgresStep>();
        await using var after = await folder.StartAsync(steps, Durability.Durable);

        Assert.Equal([StartingServer], steps);
        Assert.Equal("42", await after.AskAsync("select answer from kept"));
    }

    [Fact]
    public async Task A_killed_server_whose_children_still_work_comes_back_when_they_are_done()
    {
        await using var folder = new TestFolder();
        await using var before = await folder.StartAsync(durability: Durability.Durable);
        // Busy on the processor, a child does not look whether its server lives.
        var working = before.AskAsync("select 'working', count(*) from generate_series(1, 4000) a, generate_series(1, 10000) b");
        const string IsAtWork = "select count(*) from pg_stat_activity where query like 'select ''working%' and state = 'active'";
        while (await before.AskAsync(IsAtWork) != "1")
            Assert.False(working.IsCompleted);
        await KillServerAsync(folder);

        var steps = new List<PrivatePostgresStep>();
        await using var after = await folder.StartAsync(steps, Durability.Durable);

        Assert.Equal([StartingServer], steps);
        Assert.Equal("1", await after.AskAsync("select 1"));
        await Record.ExceptionAsync(() => working);
    }

    [Fact]
    public async Task A_pid_file_that_names_a_living_foreign_process_is_survived()
    {
        await using var folder = new TestFolder();
        var pidFile = await StopAndKeepPidFileAsync(folder);
        // Of the server's own user: others PostgreSQL itself knows not to be meant.
        var account = await Account.FindAsync(TestContext.Current.CancellationToken);
        string[] line = [.. account.Launcher, "sh", "-c", "echo $$; exec cat"];
        using var foreign = Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var said = await foreign.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        await NameProcessAsync(pidFile, int.Parse(said!, CultureInfo.InvariantCulture));

        var steps = new List<PrivatePostgresStep>();
        await using (var server = await folder.StartAsync(steps)) Assert.Equal("1", await server.AskAsync("select 1"));

        Assert.Equal([StartingServer, StoppingServer], steps);
        Assert.False(foreign.HasExited);
        foreign.StandardInput.Close();
        await foreign.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_pid_file_that_names_a_server_of_another_cluster_is_survived()
    {
        await using var other = new TestFolder();
        await using var otherServer = await other.StartAsync();
        await using var folder = new TestFolder();
        var pidFile = await StopAndKeepPidFileAsync(folder);
        await NameProcessAsync(pidFile, other.ServerProcess);

        var steps = new List<PrivatePostgresStep>();
        await using var server = await folder.StartAsync(steps);

        Assert.Equal([StartingServer], steps);
        Assert.NotEqual(otherServer.Port, server.Port);
        Assert.Equal("1", await otherServer.AskAsync("select 1"));
        Assert.Equal("1", await server.AskAsync("select 1"));
    }

    [Fact]
    public async Task A_pid_file_of_a_dead_process_is_survived()
    {
        await using var folder = new TestFolder();
        var pidFile = await StopAndKeepPidFileAsync(folder);
        await NameProcessAsync(pidFile, 2147483600);

        var steps = new List<PrivatePostgresStep>();
        await using var server = await folder.StartAsync(steps);
        Assert.Equal([StartingServer], steps);
        Assert.Equal("1", await server.AskAsync("select 1"));
    }

    [Fact]
    public async Task A_port_taken_meanwhile_is_given_up_for_another()
    {
        await using var folder = new TestFolder();
        int port;
        await using (var server = await folder.StartAsync()) port = server.Port;
        using var taker = new TcpListener(IPAddress.Loopback, port);
        taker.Start();

        var steps = new List<PrivatePostgresStep>();
        await using var moved = await folder.StartAsync(steps);

        Assert.Equal([StartingServer], steps);
        Assert.NotEqual(port, moved.Port);
        Assert.Equal("1", await moved.AskAsync("select 1"));
    }

    [Fact]
    public async Task A_fast_cluster_with_damaged_files_is_made_anew()
    {
        await using var folder = new TestFolder();
        await using (await folder.StartAsync()) { }
        File.Delete(Path.Combine(folder.Cluster, "global", "pg_control"));

        var steps = new List<PrivatePostgresStep>();
        await using var server = await folder.StartAsync(steps);

        Assert.Equal([StartingServer, DiscardingCluster, CreatingCluster, StartingServer], steps);
        Assert.Equal("1", await server.AskAsync("select 1"));
    }

    [Fact]
    public async Task A_durable_cluster_with_damaged_files_is_left_alone_and_the_server_s_words_are_told()
    {
        await using var folder = new TestFolder();
        await using (await folder.StartAsync(durability: Durability.Durable)) { }
        File.Delete(Path.Combine(folder.Cluster, "global", "pg_control"));

        var error = await Assert.ThrowsAsync<PrivatePostgresException>(() => folder.StartAsync(durability: Durability.Durable));

        Assert.Contains("pg_control", error.Message, StringComparison.Ordinal);
        Assert.True(Directory.Exists(folder.Cluster));
    }

    [Fact]
    public async Task A_durable_cluster_of_a_version_that_is_gone_is_refused_and_a_fast_one_made_anew()
    {
        await using var kept = new TestFolder();
        await using (await kept.StartAsync(durability: Durability.Durable)) { }
        await File.WriteAllTextAsync(Path.Combine(kept.Cluster, "PG_VERSION"), "9\n", TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<PrivatePostgresException>(() => kept.StartAsync(durability: Durability.Durable));
        Assert.Contains("made by PostgreSQL 9", error.Message, StringComparison.Ordinal);

        await using var thrown = new TestFolder();
        await using (await thrown.StartAsync()) { }
        await File.WriteAllTextAsync(Path.Combine(thrown.Cluster, "PG_VERSION"), "9\n", TestContext.Current.CancellationToken);
        var steps = new List<PrivatePostgresStep>();
        await using var server = await thrown.StartAsync(steps);
        Assert.Equal([DiscardingCluster, CreatingCluster, StartingServer], steps);
    }

    [Fact]
    public async Task A_lost_password_is_told_for_a_durable_cluster_and_made_anew_for_a_fast_one()
    {
        await using var kept = new TestFolder();
        await using (await kept.StartAsync(durability: Durability.Durable)) { }
        File.Delete(Path.Combine(kept.Path, "password"));
        var error = await Assert.ThrowsAsync<PrivatePostgresException>(() => kept.StartAsync(durability: Durability.Durable));
        Assert.Contains("password is missing", error.Message, StringComparison.Ordinal);

        await using var thrown = new TestFolder();
        await using (await thrown.StartAsync()) { }
        File.Delete(Path.Combine(thrown.Path, "password"));
        await using var server = await thrown.StartAsync();
        Assert.Equal("1", await server.AskAsync("select 1"));
    }

    [Fact]
    public async Task A_folder_keeps_the_durability_it_was_made_with()
    {
        await using var folder = new TestFolder();
        await using var server = await folder.StartAsync(durability: Durability.Durable);

        var error = await Assert.ThrowsAsync<PrivatePostgresException>(() => folder.StartAsync(durability: Durability.Fast));

        Assert.Contains("made as Durable", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", await server.AskAsync("select 1"));
    }

    private static async Task KillServerAsync(TestFolder folder)
    {
        using var process = Process.GetProcessById(folder.ServerProcess);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> StopAndKeepPidFileAsync(TestFolder folder)
    {
        string pidFile, left;
        await using (await folder.StartAsync())
        {
            pidFile = Path.Combine(folder.Cluster, "postmaster.pid");
            left = await File.ReadAllTextAsync(pidFile, TestContext.Current.CancellationToken);
        }

        await File.WriteAllTextAsync(pidFile, left, TestContext.Current.CancellationToken);
        await (await Account.FindAsync(TestContext.Current.CancellationToken)).GiveAsync(pidFile, TestContext.Current.CancellationToken);
        return pidFile;
    }

    private static async Task NameProcessAsync(string pidFile, int process)
    {
        var lines = await File.ReadAllLinesAsync(pidFile, TestContext.Current.CancellationToken);
        lines[0] = process.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(pidFile, string.Join('\n', lines), TestContext.Current.CancellationToken);
    }
}
