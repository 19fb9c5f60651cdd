using ClientPortal.Domain;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClientPortal.Testing;

/// <summary>
/// The domain over a database of its own, connected as the application's login: as owner, isolation would pass for nothing.
/// A class fixture gives one to a test class; the clock stands still until a test moves it.
/// </summary>
public class TestPortal : IAsyncDisposable
{
    private string? _database;
    private ServiceProvider? _services;

    /// <summary>The first administrator, once invited.</summary>
    internal PersonId? Administrator { get; set; }

    /// <summary>The portal's clock.</summary>
    public FakeClock Clock { get; } = new();

    /// <summary>A use case, a read or a service.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The services of the domain.</summary>
    public IServiceProvider Services => _services ?? throw new InvalidOperationException($"Call {nameof(StartAsync)} first.");

    /// <summary>Clones a database and wires the domain to it; further calls change nothing.</summary>
    /// <param name="like">What <see cref="KeepAsync"/> kept of another portal; null for a portal with nobody in it.</param>
    /// <param name="administrator">The first administrator of what is cloned.</param>
    public async Task StartAsync(string? like = null, PersonId? administrator = null)
    {
        if (_services is not null)
        {
            if (like is not null) throw new InvalidOperationException("It began with nobody in it already.");
            return;
        }

        Administrator = administrator;
        _database = await TestServer.CloneAsync(like);
        _services = Wire(await ConnectionStringAsync(DatabaseRoles.Application));
    }

    /// <summary>Ends this portal, whose database is left for others to begin with.</summary>
    /// <returns>What to hand to <see cref="StartAsync"/>.</returns>
    public async Task<string> KeepAsync()
    {
        var database = Database;
        _database = null;
        await DisposeAsync();
        return await TestServer.KeepAsync(database);
    }

    /// <summary>The connection string of one of the three logins.</summary>
    public Task<string> ConnectionStringAsync(string role) => TestServer.ConnectionStringAsync(Database, role);

    /// <summary>A bare connection as one of the three logins, acting for nobody.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(string role)
    {
        var connection = new NpgsqlConnection(await ConnectionStringAsync(role));
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>A bare connection as the superuser, past every guard.</summary>
    public async Task<NpgsqlConnection> ConnectAsAdministratorAsync()
    {
        var connection = new NpgsqlConnection(await TestServer.AdministratorAsync(Database));
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Adds what a test project's areas need beyond the domain, such as a stand-in for the outside world.</summary>
    protected virtual void AddServices(IServiceCollection services)
    {
    }

    /// <summary>The same services over another login, for what does not run as the application.</summary>
    internal ServiceProvider Wire(string connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging(log => log.SetMinimumLevel(LogLevel.Warning));
        services.AddPortalDomain(connectionString);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        QuickPasswords.Add(services);
        AddServices(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_services is not null) await _services.DisposeAsync();
        if (_database is not null) await TestServer.DropAsync(_database);
    }

    private string Database => _database ?? throw new InvalidOperationException($"Call {nameof(StartAsync)} first.");
}

/// <summary>Reading outcomes in tests.</summary>
public static class Outcomes
{
    /// <summary>The answer of something that must have been done.</summary>
    public static async Task<T> Done<T>(this Task<Outcome<T>> run) => await run is Outcome<T>.Done done
        ? done.Value
        : throw new InvalidOperationException($"Expected it done, but: {Describe(await run)}");

    /// <summary>The refusals of something that must have been refused.</summary>
    public static async Task<IReadOnlyList<Refusal>> Refused<T>(this Task<Outcome<T>> run) => await run is Outcome<T>.Refused refused
        ? refused.Refusals
        : throw new InvalidOperationException($"Expected it refused, but: {Describe(await run)}");

    private static string Describe<T>(Outcome<T> outcome) =>
        outcome is Outcome<T>.Refused refused ? string.Join(", ", refused.Refusals.Select(r => $"{r.Rule} ({r.Field ?? "form"})")) : outcome.ToString();
}
