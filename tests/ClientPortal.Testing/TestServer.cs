using ClientPortal.Domain.Data;
using ClientPortal.LocalPostgres;
using Npgsql;

namespace ClientPortal.Testing;

/// <summary>
/// A private PostgreSQL for each test program of a checkout, with a migrated template to clone databases from: programs that run side by side, or were not
/// built together, have nothing of one another's.
/// </summary>
internal static class TestServer
{
    /// <summary>Serialises the making of the template among processes of one program.</summary>
    private const long TemplateLock = 7163802;

    private const string Password = "for tests alone";

    private static readonly Lazy<Task<PrivatePostgres>> Server = new(StartAsync);

    /// <summary>The template's name: the schema of this build, so that a stale one is never cloned.</summary>
    private static readonly string Template = $"template_{typeof(PortalDb).Assembly.ManifestModule.ModuleVersionId:n}";

    public static async Task<string> AdministratorAsync(string database = "postgres") => (await Server.Value).AdminConnectionString(database);

    public static async Task<string> ConnectionStringAsync(string database, string role) =>
        // Each class has a database and so a pool of its own: pools stay small. A connection that is new has to plan everything anew, so idle ones stay a while.
        (await Server.Value).ConnectionString(database, role, Password) + ";Maximum Pool Size=20;Connection Idle Lifetime=60";

    /// <summary>A new database cloned from the template, or from another database nobody uses any more.</summary>
    public static async Task<string> CloneAsync(string? like)
    {
        await Migrated.Value;
        var name = $"test_{Guid.CreateVersion7():n}";
        await using var administrator = await OpenAsync();
        // A template that another process is cloning cannot be cloned at the same moment.
        await ExecuteAsync(administrator, $"SELECT pg_advisory_lock({TemplateLock})");
        // Nor can one that pools still hold connections to.
        if (like is not null) await ExecuteAsync(administrator, $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{like}'");
        await ExecuteAsync(administrator, $"CREATE DATABASE {name} TEMPLATE {like ?? Template} OWNER {DatabaseRoles.Owner} STRATEGY file_copy");
        await ExecuteAsync(administrator, $"REVOKE ALL ON DATABASE {name} FROM PUBLIC; GRANT CONNECT ON DATABASE {name} TO {DatabaseRoles.Application}, {DatabaseRoles.Worker}");
        return name;
    }

    /// <summary>Makes a database one to clone from, which the next run of the program drops.</summary>
    public static async Task<string> KeepAsync(string database)
    {
        await using var administrator = await OpenAsync();
        var kept = $"template_{database}";
        await ExecuteAsync(administrator, $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{database}'");
        await ExecuteAsync(administrator, $"ALTER DATABASE {database} RENAME TO {kept}");
        return kept;
    }

    public static async Task DropAsync(string database)
    {
        await using var administrator = await OpenAsync();
        await ExecuteAsync(administrator, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
    }

    private static readonly Lazy<Task> Migrated = new(MigrateAsync);

    private static async Task MigrateAsync()
    {
        await using var administrator = await OpenAsync();
        await ExecuteAsync(administrator, $"SELECT pg_advisory_lock({TemplateLock})");
        await DatabaseRoles.EnsureAsync(administrator, _ => Password, CancellationToken.None);
        await DropStaleTemplatesAsync(administrator);
        await DatabaseRoles.EnsureDatabaseAsync(administrator, Template, CancellationToken.None);
        await MigrateDatabase.RunAsync(await ConnectionStringAsync(Template, DatabaseRoles.Owner) + ";Pooling=false", TimeProvider.System, CancellationToken.None);
    }

    private static async Task DropStaleTemplatesAsync(NpgsqlConnection administrator)
    {
        var stale = new List<string>();
        await using (var find = new NpgsqlCommand("SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%' AND datname <> $1", administrator))
        {
            find.Parameters.Add(new NpgsqlParameter { Value = Template });
            await using var names = await find.ExecuteReaderAsync();
            while (await names.ReadAsync()) stale.Add(names.GetString(0));
        }

        foreach (var name in stale) await ExecuteAsync(administrator, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static Task<PrivatePostgres> StartAsync() => PrivatePostgres.StartAsync(new PrivatePostgresOptions
    {
        DataFolder = Path.Combine(Repository.Root, ".data", "tests", AppDomain.CurrentDomain.FriendlyName),
        Durability = Durability.Fast,
        InMemory = true,
        MaxConnections = 500,
        // Who writes tests starts them again within seconds: the server is left to the next time.
        StopWhenLastUserLeaves = false,
    });

    private static async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(await AdministratorAsync() + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
