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
        Assert.Equal("on", await server.AskAsync("show fsync"));
        Assert.Equal("on", await server.AskAsync("show full_page_writes"));
        Assert.Equal("on", await server.AskAsync("show data_checksums"));
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
    [InlineData("a-folder-in-which-no-unix-socket-could-stand-because-the-path-of-a-socket-has-at-most-a-hundred-and-seven-bytes")]
    public async Task Any_folder_name_will_do(string name)
    {
        await using var folder = new TestFolder(name);
        await using var server = await folder.StartAsync();

        Assert.Equal("1", await server.AskAsync("select 1"));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10_001)]
    public void Connections_out_of_bounds_are_refused(int connections) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrivatePostgresOptions { DataFolder = "x", MaxConnections = connections });
}
