using ClientPortal.Domain.Data;
using ClientPortal.Testing;
using ClientPortal.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClientPortal.Web.Tests;

/// <summary>The whole portal on a real port with the demonstration company in it, people signing in as they do.</summary>
public class DemonstrationHost : WebApplicationFactory<PortalOptions>
{
    private readonly HostDatabase _database;

    public DemonstrationHost()
    {
        UseKestrel(0);
        // The factory asks for its settings in a constructor's time, so there is nothing to await on.
        _database = DemonstrationCopy.CreateAsync().GetAwaiter().GetResult();
    }

    internal LogLines Log { get; } = new();

    /// <summary>The configuration that leads to the host's database.</summary>
    internal IReadOnlyDictionary<string, string> Settings => _database.Settings;

    /// <summary>Leads one of the host's connections another way.</summary>
    protected virtual string Lead(string key, string connectionString) => connectionString;

    /// <summary>Somebody with a browser, not signed in.</summary>
    internal Walker Stranger()
    {
        StartServer();
        return new Walker(ClientOptions.BaseAddress);
    }

    /// <summary>Somebody of the demonstration company, signed in.</summary>
    internal async Task<Walker> SignInAsync(string email)
    {
        var walker = Stranger();
        await walker.SignInAsync(email);
        return walker;
    }

    /// <summary>The code somebody's authenticator shows now, as the sign-in page of the demonstration says it.</summary>
    internal async Task<string> CodeAsync(string email)
    {
        using var stranger = Stranger();
        return (await stranger.GetAsync("/sign-in")).Page.QuerySelectorAll(".demo li")
            .Single(person => person.TextContent.Contains(email, StringComparison.Ordinal)).QuerySelector(".demo-code code")!.TextContent;
    }

    /// <summary>Reads the first column of a query as the owner, who sees every row.</summary>
    internal async Task<List<T>> ReadAsync<T>(string query)
    {
        await using var connection = new NpgsqlConnection(_database.Settings["ConnectionStrings:Owner"]);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await rows.ReadAsync()) values.Add(rows.GetFieldValue<T>(0));
        return values;
    }

    /// <summary>The client's own id, and those of the oldest and the newest row in every table that has rows of the client.</summary>
    internal async Task<List<Guid>> IdsOfAsync(string client)
    {
        var owner = (await ReadAsync<Guid>($"SELECT id FROM {PortalDb.Schema}.client WHERE name = '{client}'")).Single();
        var tables = await ReadAsync<string>(
            """
            SELECT owned.table_name::text FROM information_schema.columns owned
            JOIN information_schema.columns id USING (table_schema, table_name)
            WHERE owned.table_schema = 'portal' AND owned.column_name = 'client_id' AND id.column_name = 'id' AND id.data_type = 'uuid'
            """);
        var ids = new List<Guid> { owner };
        foreach (var table in tables)
        {
            foreach (var order in (string[])["ASC", "DESC"])
                ids.AddRange(await ReadAsync<Guid>($"SELECT id FROM {PortalDb.Schema}.{table} WHERE client_id = '{owner}' ORDER BY id {order} LIMIT 1"));
        }

        return [.. ids.Distinct()];
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _database.Settings) builder.UseSetting(key, Lead(key, value));
        builder.UseEnvironment("Development").UseSetting("Portal:AttemptsPerMinute", "10000").ConfigureTestServices(QuickPasswords.Add).ConfigureLogging(logging => logging.AddProvider(Log));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
