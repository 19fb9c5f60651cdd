using ClientPortal.Domain;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Bench;

/// <summary>The use cases and reads over the bench's database, in this process, as the application's login.</summary>
internal sealed class Domain : IAsyncDisposable
{
    private readonly BenchDatabase _database;

    private readonly ServiceProvider _provider;

    public Domain(BenchDatabase database)
    {
        _database = database;
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        services.AddPortalDomain(database.As(DatabaseRoles.Application));
        _provider = services.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public async Task<PersonId> PersonAsync(string email) => PersonId.Of(await _database.ScalarAsync<Guid>($"SELECT id FROM portal.person WHERE email = '{email}'"));

    public async Task<ClientId> ClientAsync() => ClientId.Of(await _database.ScalarAsync<Guid>($"SELECT id FROM portal.client WHERE name = '{BenchDatabase.Client}'"));

    /// <summary>What a use case answers that has to go well.</summary>
    public static T Done<T>(Outcome<T> outcome) => outcome is Outcome<T>.Done done ? done.Value : throw new InvalidOperationException($"It ended as {outcome}.");

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
