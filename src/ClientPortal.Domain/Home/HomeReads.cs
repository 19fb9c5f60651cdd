using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Home;

/// <summary>What the page shows that people begin with: one call, whatever they are here.</summary>
public sealed class HomeReads(PortalReads reads, TimeProvider clock)
{
    /// <summary>The reader's home.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="session">The visit of now, to tell it from the one before; null when it is not known.</param>
    /// <param name="client">The client an auditor narrows entries and looks down to; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<HomePage> PageAsync(Actor actor, SessionId? session, ClientId? client, CancellationToken cancellation) => reads.RunAsync(actor, async db =>
    {
        var now = clock.GetUtcNow();
        return new HomePage
        {
            Companies = actor.Is(Role.ClientViewer, Role.ClientSignatory) ? await CompaniesAsync(db, actor, session, now, cancellation) : [],
            Manager = actor.Is(Role.Manager) ? await ManagerHomes.FindAsync(db, actor, now, cancellation) : null,
            Finance = actor.Is(Role.Finance) ? await OfficeHomes.FinanceAsync(db, actor, now, cancellation) : null,
            Administrator = actor.Is(Role.Administrator) ? await OfficeHomes.AdministratorAsync(db, cancellation) : null,
            Auditor = actor.Is(Role.Auditor) ? await OfficeHomes.AuditorAsync(db, client, cancellation) : null,
            Administrators = actor.Roles.Length == 0 ? await AdministratorsAsync(db, cancellation) : [],
        };
    }, cancellation);

    // One set of queries for all of a group's clients, parted afterwards.
    private static async Task<IReadOnlyList<CompanyHome>> CompaniesAsync(PortalDb db, Actor actor, SessionId? session, DateTimeOffset now, CancellationToken cancellation)
    {
        var scope = ClientScope.Of(actor, Role.ClientViewer, Role.ClientSignatory);
        var ids = scope.Clients!;
        var clients = await db.Set<Client>().Where(c => ids.Contains(c.Id)).OrderBy(c => c.Name).Select(c => new { c.Id, c.Name }).ToListAsync(cancellation);
        var waiting = await WaitingThings.FindAsync(db, actor, scope, now, cancellation);
        var (agreed, days) = await AgreedContracts.FindAsync(db, scope, now, cancellation);
        var changes = await ChangesSince.FindAsync(db, actor, session, scope, now, cancellation);
        return clients.ConvertAll(client => new CompanyHome(
            client.Id, client.Name, actor.IsFor(client.Id, Role.ClientSignatory),
            [.. waiting.Where(one => one.Client == client.Id)],
            changes with { Rows = [.. changes.Rows.Where(row => row.Telling.Leaf.Client == client.Id)] },
            [.. agreed.Where(one => one.Client == client.Id)],
            [.. days.Concat(waiting.Where(one => one.Until is not null).DistinctBy(one => one.Id).Select(ManagerHomes.LastDay)).Where(day => day.Client == client.Id).OrderBy(day => day.Day).ThenBy(day => day.Kind)]));
    }

    private static Task<List<string>> AdministratorsAsync(PortalDb db, CancellationToken cancellation) =>
        db.Database.SqlQuery<string>($"SELECT name FROM portal.administrators()").ToListAsync(cancellation);
}
