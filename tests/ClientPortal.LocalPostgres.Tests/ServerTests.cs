using Npgsql;

namespace ClientPortal.LocalPostgres.Tests;

/// <summary>What can be asked of a running server; all ask the same one.</summary>
public sealed class ServerTests(ServerTests.Running running) : IClassFixture<ServerTests.Running>
{
    private PrivatePostgres Server => running.Server;

    [Fact]
    public async Task A_fast_cluster_does_not_wait_for_the_disk()
    {
        Assert.Equal(
            ["off", "off", "off", "200"], await SettingsAsync("fsync", "synchronous_commit", "full_page_writes", "max_connections"));
    }

    [Fact]
    public async Task The_server_is_reached_from_this_machine_only_and_with_its_password_only()
    {
        Assert.Equal(["127.0.0.1", ""], await SettingsAsync("listen_addresses", "unix_socket_directories"));
        Assert.Equal("0", await Server.AskAsync("select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"));
        var guess = Server.ConnectionString("postgres", Server.AdminUser, Server.AdminPassword + "x");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Sql.AskAsync(guess, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Server.DataFolder, "password")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Server.DataFolder));
    }

    [Fact]
    public async Task Case_is_Unicode_s_and_order_is_by_code_point_in_every_version()
    {
        Assert.Equal("ёлка", await Server.AskAsync("select lower('ЁЛКА')"));
        Assert.Equal("Z", await Server.AskAsync("select min(x) from (values ('a'), ('Z')) v(x)"));
        Assert.Equal("UTC", await Server.AskAsync("show timezone"));
    }

    [Theory]
    [InlineData("simple")]
    [InlineData("semi;colon=equals 'single' \"double\"")]
    [InlineData(" пробелы ")]
    public void Connection_strings_carry_any_password(string password)
    {
        var read = new NpgsqlConnectionStringBuilder(Server.ConnectionString("my db", "o'neil", password));

        Assert.Equal(
            (Server.Host, Server.Port, "my db", "o'neil", password),
            (read.Host, read.Port, read.Database, read.Username, read.Password));
    }

    private async Task<string[]> SettingsAsync(params string[] names)
    {
        var values = new List<string>();
        foreach (var name in names) values.Add(await Server.AskAsync("show " + name));
        return [.. values];
    }

    public sealed class Running : IAsyncLifetime
    {
        private readonly TestFolder _folder = new();

        internal PrivatePostgres Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await _folder.StartAsync();

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await _folder.DisposeAsync();
        }
    }
}
