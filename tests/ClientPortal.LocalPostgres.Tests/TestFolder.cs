namespace ClientPortal.LocalPostgres.Tests;

/// <summary>A data folder of one test, removed with its cluster.</summary>
internal sealed class TestFolder : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("portal-test-").FullName;

    public TestFolder(string name = "data")
    {
        Path = System.IO.Path.Combine(_root, name);
    }

    public string Path { get; set; }

    public string Beside(string name) => System.IO.Path.Combine(_root, name);

    /// <summary>Where the cluster really lies.</summary>
    public string Home => File.Exists(System.IO.Path.Combine(Path, "home")) ? File.ReadAllText(System.IO.Path.Combine(Path, "home")) : Path;

    public string Cluster => System.IO.Path.Combine(Home, "cluster");

    public int ServerProcess => int.Parse(File.ReadLines(System.IO.Path.Combine(Cluster, "postmaster.pid")).First(), provider: null);

    public Task<PrivatePostgres> StartAsync(List<PrivatePostgresStep>? steps = null, Durability durability = Durability.Fast, bool inMemory = false) =>
        PrivatePostgres.StartAsync(
            new PrivatePostgresOptions { DataFolder = Path, Durability = durability, InMemory = inMemory, OnStep = step => steps?.Add(step) },
            TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await PrivatePostgres.RemoveAsync(Path);
        Directory.Delete(_root, recursive: true);
    }
}
