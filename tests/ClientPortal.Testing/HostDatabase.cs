using ClientPortal.Domain.Data;

namespace ClientPortal.Testing;

/// <summary>A database for a web host under test, with the configuration that leads the host to it.</summary>
public sealed class HostDatabase : IAsyncDisposable
{
    private readonly string _name;

    private HostDatabase(string name, IReadOnlyDictionary<string, string> settings) => (_name, Settings) = (name, settings);

    /// <summary>The configuration's keys and values.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Clones a database.</summary>
    /// <param name="like">Another host's database that no host uses any more; null for an empty one.</param>
    public static async Task<HostDatabase> CreateAsync(HostDatabase? like = null)
    {
        var name = await TestServer.CloneAsync(like?._name);
        return new HostDatabase(name, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Portal"] = await TestServer.ConnectionStringAsync(name, DatabaseRoles.Application),
            ["ConnectionStrings:Worker"] = await TestServer.ConnectionStringAsync(name, DatabaseRoles.Worker),
            ["ConnectionStrings:Owner"] = await TestServer.ConnectionStringAsync(name, DatabaseRoles.Owner),
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await TestServer.DropAsync(_name);
}
