using Npgsql;
using static ClientPortal.LocalPostgres.PrivatePostgresStep;

namespace ClientPortal.LocalPostgres.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task The_first_start_makes_a_durable_cluster_that_answers_its_admin()
    {
        await using var folder = new TestFolder();
        var steps = new List<PrivatePostgresStep>();
        await using var server = await folder.StartAsync(steps, Durability.Durable);

        Assert.Equal([CreatingCluster, StartingServer], steps);
        Assert.Equal(server.MajorVersion.ToString(provider: null), (await server.AskAsync("show server_version")).Split('.')[0]);
        Assert.Equal("local_admin", await server.AskAsync("select current_user"));
        Assert.Equal(["on", "on", "on"], await SettingsAsync(server, "fsync", "full_page_writes", "data_checksums"));
    }

    [Fact]
    public async Task A_fast_cluster_does_not_wait_for_the_disk()
    {
        await using var folder = new TestFolder();
        await using var server = await folder.StartAsync();

        Assert.Equal(
            ["off", "off", "off", "200"], await SettingsAsync(server, "fsync", "synchronous_commit", "full_page_writes", "max_connections"));
    }

    [Fact]
    public async Task The_server_is_reached_from_this_machine_only_and_with_its_password_only()
    {
        await using var folder = new TestFolder();
        await using var server = await folder.StartAsync();

        Assert.Equal(["127.0.0.1", ""], await SettingsAsync(server, "listen_addresses", "unix_socket_directories"));
        Assert.Equal("0", await server.AskAsync("select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"));
        var guess = server.ConnectionString("postgres", server.AdminUser, server.AdminPassword + "x");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Sql.AskAsync(guess, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "password")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
    }

    [Fact]
    public async Task Case_is_Unicode_s_and_order_is_by_code_point_in_every_version()
    {
        await using var folder = new TestFolder();
        await using var server = await folder.StartAsync();

        Assert.Equal("ёлка", await server.AskAsync("select lower('ЁЛКА')"));
        Assert.Equal("Z", await server.AskAsync("select min(x) from (values ('a'), ('Z')) v(x)"));
        Assert.Equal("UTC", await server.AskAsync("show timezone"));
    }

    [Fact]
    public async Task A_restart_keeps_the_data_the_password_and_the_port()
    {
        await using var folder = new TestFolder();
        string before;
        await using (var first = await folder.StartAsync())
        {
            await first.AskAsync("create table kept as select 42 as answer");
            before = first.AdminConnectionString();
        }

        var steps = new List<PrivatePostgresStep>();
        await using var second = await folder.StartAsync(steps);

        Assert.Equal([StartingServer], steps);
        Assert.Equal(before, second.AdminConnectionString());
        Assert.Equal("42", await second.AskAsync("select answer from kept"));
    }

    [Theory]
    [InlineData("Папка с пробелами и буквой ё")]
    [InlineData("it's $HOME `and` \"quotes\" & 100%")]
    [InlineData("a-folder-name-of-which-no-unix-socket-could-ever-stand-because-a-socket-path-has-at-most-a-hundred-and-seven-bytes-on-linux")]
    public async Task Any_folder_name_will_do(string name)
    {
        await using var folder = new TestFolder(name);
        await using var server = await folder.StartAsync();

        Assert.Equal("1", await server.AskAsync("select 1"));
    }

    [Fact]
    public async Task A_shell_s_settings_for_another_server_are_not_heard()
    {
        await using var folder = new TestFolder();
        Environment.SetEnvironmentVariable("PGDATA", "/nowhere");
        Environment.SetEnvironmentVariable("PGPORT", "1");
        try
        {
            await using var server = await folder.StartAsync();
            Assert.NotEqual("1", await server.AskAsync("show port"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PGDATA", null);
            Environment.SetEnvironmentVariable("PGPORT", null);
        }
    }

    [Theory]
    [InlineData("simple")]
    [InlineData("semi;colon=equals 'single' \"double\"")]
    [InlineData(" пробелы ")]
    public async Task Connection_strings_carry_any_password(string password)
    {
        await using var folder = new TestFolder();
        await using var server = await folder.StartAsync();

        var read = new NpgsqlConnectionStringBuilder(server.ConnectionString("my db", "o'neil", password));

        Assert.Equal((server.Host, server.Port, "my db", "o'neil", password), (read.Host, read.Port, read.Database, read.Username, read.Password));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10_001)]
    public void Connections_out_of_bounds_are_refused(int connections) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrivatePostgresOptions { DataFolder = "x", MaxConnections = connections });

    private static async Task<string[]> SettingsAsync(PrivatePostgres server, params string[] names)
    {
        var values = new List<string>();
        foreach (var name in names) values.Add(await server.AskAsync("show " + name));
        return [.. values];
    }
}
