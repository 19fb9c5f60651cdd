using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Clients;

/// <summary>What the pages of clients show. Row security leaves out whom the actor may not see.</summary>
public sealed class ClientReads(PortalReads reads)
{
    private const int PageSize = 50;

    /// <summary>One row of the list.</summary>
    public sealed record Row(ClientId Id, string Name, string LegalName, int People, DateTimeOffset OpenedAt);

    /// <summary>The list of clients.</summary>
    /// <param name="Rows">This page of it, by name.</param>
    /// <param name="Next">The key the next page starts after; null on the last.</param>
    public sealed record ListPage(IReadOnlyList<Row> Rows, string? Next);

    /// <summary>Somebody who has to do with a client.</summary>
    /// <param name="Id">Who.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Role">What they are.</param>
    /// <param name="Since">Since when.</param>
    /// <param name="Joined">Whether they have accepted the invitation.</param>
    public sealed record PersonRow(PersonId Id, string Name, Role Role, DateTimeOffset Since, bool Joined);

    /// <summary>One client's page.</summary>
    public sealed record Page(ClientId Id, int Revision, ClientDetails Details, DateTimeOffset OpenedAt, string OpenedBy, IReadOnlyList<PersonRow> People);

    /// <summary>Clients by name.</summary>
    public Task<ListPage> ListAsync(Actor actor, string? search, string? after, CancellationToken cancellation) => reads.RunAsync(actor, async db =>
    {
        var clients = Visible(db, actor);
        if (Contains.Pattern(search) is { } pattern)
            clients = clients.Where(c => EF.Functions.ILike(c.Name, pattern, Contains.Escape) || EF.Functions.ILike(c.LegalName, pattern, Contains.Escape));
        if (NameKey.Parse(after) is { } key)
            clients = clients.Where(c => EF.Functions.GreaterThan(ValueTuple.Create(c.Name, c.Id), ValueTuple.Create(key.Name, ClientId.Of(key.Id))));
        var rows = await clients.OrderBy(c => c.Name).ThenBy(c => c.Id).Take(PageSize + 1)
            .Select(c => new Row(c.Id, c.Name, c.LegalName, db.Set<Membership>().Where(m => m.ClientId == c.Id && m.EndedAt == null && (m.Role == Role.ClientViewer || m.Role == Role.ClientSignatory)).Select(m => m.PersonId).Distinct().Count(), c.OpenedAt))
            .ToListAsync(cancellation);
        var page = rows.Take(PageSize).ToList();
        return new ListPage(page, rows.Count > PageSize ? new NameKey(page[^1].Name, page[^1].Id.Value).ToString() : null);
    }, cancellation);

    /// <summary>One client; null when there is none or the actor may not see it.</summary>
    public Task<Page?> PageAsync(Actor actor, ClientId id, CancellationToken cancellation) => reads.RunAsync(actor, async db =>
    {
        var client = await Visible(db, actor).Where(c => c.Id == id)
            .Select(c => new
            {
                c.Revision,
                Details = new ClientDetails(c.Name, c.LegalName, c.Registration, c.PostalAddress, c.Language, c.Zone),
                c.OpenedAt,
                OpenedBy = db.Users.Where(p => p.Id == c.OpenedBy).Select(p => p.Name).First(),
                People = (from m in db.Set<Membership>()
                          join p in db.Users on m.PersonId equals p.Id
                          where m.ClientId == c.Id && m.EndedAt == null && p.DisabledAt == null
                          orderby p.Name
                          select new PersonRow(p.Id, p.Name, m.Role, m.GrantedAt, p.JoinedAt != null)).ToList(),
            })
            .AsSingleQuery().SingleOrDefaultAsync(cancellation);
        return client is null ? null : new Page(id, client.Revision, client.Details, client.OpenedAt, client.OpenedBy, client.People);
    }, cancellation);

    // An administrator's row security shows names of clients for granting roles; their pages are not for administrators.
    private static IQueryable<Client> Visible(PortalDb db, Actor actor)
    {
        if (actor.Roles.Any(held => held.IsForAllClients)) return db.Set<Client>();
        var mine = actor.Roles.Where(held => held.Client is not null).Select(held => held.Client!.Value).ToList();
        return db.Set<Client>().Where(c => mine.Contains(c.Id));
    }
}
