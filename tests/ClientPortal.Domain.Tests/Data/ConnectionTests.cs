using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientPortal.Domain.Tests.Data;

public sealed class ConnectionTests(TestPortal portal) : IClassFixture<TestPortal>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Host=localhost;No Reset On Close=true")]
    [InlineData("Host=localhost;Multiplexing=true")]
    public void A_connection_string_under_which_one_person_would_see_anothers_rows_is_refused(string connectionString)
    {
        using var services = new ServiceCollection().AddPortalDb(connectionString).BuildServiceProvider();

        Assert.Throws<InvalidOperationException>(services.GetRequiredService<NpgsqlDataSource>);
    }

    [Fact]
    public async Task A_pooled_connection_forgets_the_last_person()
    {
        var manager = await portal.PersonAsync(await portal.AdministratorAsync(), "Pooled Pia", Role.Manager);
        await portal.ClientAsync(manager, "Pooled");
        await using var services = new ServiceCollection()
            .AddPortalDb(await portal.ConnectionStringAsync(DatabaseRoles.Application) + ";Minimum Pool Size=1;Maximum Pool Size=1").BuildServiceProvider();
        var contexts = services.GetRequiredService<IDbContextFactory<PortalDb>>();

        var (backend, seen) = await LookAsync(contexts, manager);
        Assert.Equal(1, seen);
        foreach (var next in new PersonId?[] { null, PersonId.New(), null })
            Assert.Equal((backend, 0), await LookAsync(contexts, next));
        Assert.Equal((backend, 1), await LookAsync(contexts, manager));
    }

    [Fact]
    public async Task Opening_anew_within_one_context_tells_the_database_who_acts_again()
    {
        var manager = await portal.PersonAsync(await portal.AdministratorAsync(), "Opening Orla", Role.Manager);
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
        db.ActFor(manager);

        for (var i = 0; i < 2; i++)
            Assert.Equal(manager.Value, await db.Database.SqlQuery<Guid?>($"SELECT portal.actor_id() AS \"Value\"").SingleAsync(Cancellation));
    }

    private static async Task<(int Backend, int Seen)> LookAsync(IDbContextFactory<PortalDb> contexts, PersonId? person)
    {
        await using var db = await contexts.CreateDbContextAsync(Cancellation);
        if (person is { } acting) db.ActFor(acting);
        await db.Database.OpenConnectionAsync(Cancellation);
        return (((NpgsqlConnection)db.Database.GetDbConnection()).ProcessID, await db.Set<ClientPortal.Domain.Clients.Client>().CountAsync(Cancellation));
    }
}
