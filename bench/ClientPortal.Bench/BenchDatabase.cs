using System.Globalization;
using ClientPortal.Domain.Data;
using ClientPortal.LocalPostgres;
using Npgsql;

namespace ClientPortal.Bench;

/// <summary>A durable private server with an empty database, made anew for each run.</summary>
internal sealed class BenchDatabase(PrivatePostgres server, string folder) : IAsyncDisposable
{
    /// <summary>The client whose contract is shown.</summary>
    public const string Client = "Harbour Books";

    /// <summary>Somebody of that client who signs in with a password alone.</summary>
    public const string Reader = "tom@harbourbooks.example";

    /// <summary>Who runs relationships with all clients.</summary>
    public const string Manager = "martin@northlight.example";

    private const string Name = "bench";
    private const string Password = "for measuring alone";

    public static async Task<BenchDatabase> StartAsync()
    {
        var folder = Path.Combine(Repository.Root, ".data", "bench", "postgres");
        var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions { DataFolder = folder });
        await using var administrator = new NpgsqlConnection(server.AdminConnectionString() + ";Pooling=false");
        await administrator.OpenAsync();
        await DatabaseRoles.EnsureAsync(administrator, _ => Password, CancellationToken.None);
        await using (var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", administrator)) await drop.ExecuteNonQueryAsync();
        await DatabaseRoles.EnsureDatabaseAsync(administrator, Name, CancellationToken.None);
        return new BenchDatabase(server, folder);
    }

    public static Task<Browser> SignInAsync(Server portal) => Browser.SignInAsync(portal.Address, Reader, "violet harbour 41");

    public string As(string role) => server.ConnectionString(Name, role, Password);

    /// <summary>The contract in force whose page is measured: the one with the most versions.</summary>
    public async Task<Guid> ContractAsync() => await ScalarAsync<Guid>(
        $"""
        SELECT k.id FROM portal.contract k JOIN portal.client c ON c.id = k.client_id WHERE c.name = '{Client}' AND k.state = 'InForce'
        ORDER BY (SELECT count(*) FROM portal.terms_version v WHERE v.contract_id = k.id) DESC, k.id LIMIT 1
        """);

    public async Task<T> ScalarAsync<T>(string query)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string statements)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(statements, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The server's processes at this moment.</summary>
    public IReadOnlyList<int> ServerProcesses()
    {
        // As root the cluster lies elsewhere, where an unprivileged user can reach it.
        var home = File.Exists(Path.Combine(folder, "home")) ? File.ReadAllText(Path.Combine(folder, "home")).Trim() : folder;
        return Processes.Family(int.Parse(File.ReadLines(Path.Combine(home, "cluster", "postmaster.pid")).First(), CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(As(DatabaseRoles.Owner) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}

internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "ClientPortal.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
