using ClientPortal.LocalPostgres.Binaries;
using ClientPortal.LocalPostgres.Server;

namespace ClientPortal.LocalPostgres.Tests;

/// <summary>Who the server runs as and where its cluster then lies. Some rules hold for root alone and say so in an early return.</summary>
public sealed class AccountTests
{
    [Fact]
    public async Task Root_s_server_runs_as_another_user_on_a_cluster_outside_root_s_folders()
    {
        if (OperatingSystem.IsWindows() || !IsUnixRoot) return;
        await using var folder = new TestFolder();
        await using var server = await folder.StartAsync();

        Assert.StartsWith("/", folder.Home, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "cluster")));
        var status = await File.ReadAllLinesAsync($"/proc/{folder.ServerProcess}/status", TestContext.Current.CancellationToken);
        Assert.DoesNotContain(status, line => line.StartsWith("Uid:", StringComparison.Ordinal) && line.Split('\t').Contains("0"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Home));
    }

    [Fact]
    public async Task An_ordinary_user_s_cluster_lies_in_the_data_folder()
    {
        if (OperatingSystem.IsWindows()) return;
        var account = await Account.FindAsync(TestContext.Current.CancellationToken);
        await using var folder = new TestFolder();
        const UnixFileMode Passable = UnixFileMode.UserExecute | UnixFileMode.OtherExecute | UnixFileMode.UserWrite;
        File.SetUnixFileMode(Path.GetDirectoryName(folder.Path)!, Passable);
        Directory.CreateDirectory(folder.Path);
        await account.GiveAsync(folder.Path, TestContext.Current.CancellationToken);

        await using var user = await UserProcess.Launch(folder.Path, account.Launcher).ReadyAsync();
        Assert.True(File.Exists(Path.Combine(folder.Path, "cluster", "PG_VERSION")));
        await user.LeaveAsync();
        if (!IsUnixRoot) return;

        // Root does not begin a second, empty cluster beside it.
        var error = await Assert.ThrowsAsync<PrivatePostgresException>(() => folder.StartAsync());
        Assert.Contains("made by an ordinary user", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moved_data_folder_takes_its_cluster_along_and_a_copy_gets_its_own()
    {
        await using var folder = new TestFolder();
        await using (var server = await folder.StartAsync()) await server.AskAsync("create table kept as select 42 as answer");

        var moved = folder.Beside("moved");
        Directory.Move(folder.Path, moved);
        folder.Path = moved;
        await using var after = await folder.StartAsync();
        Assert.Equal("42", await after.AskAsync("select answer from kept"));
        if (!IsUnixRoot) return;

        await using var copy = new TestFolder();
        Directory.CreateDirectory(copy.Path);
        foreach (var file in new[] { "home", "password", "port" }) File.Copy(Path.Combine(moved, file), Path.Combine(copy.Path, file));
        await using var other = await copy.StartAsync();
        Assert.NotEqual(folder.Home, copy.Home);
        Assert.NotEqual(after.Port, other.Port);
        Assert.Equal("", await other.AskAsync("select to_regclass('kept')::text"));
    }

    [Fact]
    public async Task A_throw_away_cluster_elsewhere_goes_when_its_data_folder_went_and_a_durable_one_stays()
    {
        if (!IsUnixRoot) return;
        var homes = new List<string>();
        foreach (var durability in new[] { Durability.Fast, Durability.Durable })
        {
            await using var gone = new TestFolder();
            await using (await gone.StartAsync(durability: durability)) homes.Add(gone.Home);
            Directory.Delete(gone.Path, recursive: true);
        }

        try
        {
            await using var folder = new TestFolder();
            await using var server = await folder.StartAsync();
            Assert.Equal([false, true], homes.Select(Directory.Exists));
        }
        finally
        {
            Directory.Delete(homes[1], recursive: true);
        }
    }

    [Fact]
    public async Task Every_launcher_of_this_machine_starts_a_program_with_its_arguments_untouched()
    {
        if (!IsUnixRoot) return;
        var group = (await Command.RunAsync("id", ["-g", "nobody"], "/", TestContext.Current.CancellationToken)).Output.Trim();
        var machine = BinarySearch.OfThisMachine();
        var here = Account.Launchers("nobody", group).Where(account => machine.InPath(account.Launcher[0]) is not null);

        Assert.All(here, account =>
        {
            var result = account.RunAsync(
                "sh", ["-c", "id -un; printf '[%s]' \"$@\"", "sh", "a b", "$HOME", "\"'"], "/", TestContext.Current.CancellationToken);
            Assert.Equal("nobody\n[a b][$HOME][\"']", result.GetAwaiter().GetResult().Output);
        });
    }

    private static bool IsUnixRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;
}
