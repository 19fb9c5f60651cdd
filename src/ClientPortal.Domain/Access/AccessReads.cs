using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Access;

/// <summary>What the pages of people and of one's own account show.</summary>
public sealed class AccessReads(PortalReads reads)
{
    private const int PageSize = 50;
    private const int RecentEvents = 20;

    /// <summary>One row of the list of people.</summary>
    /// <param name="Id">The person.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Email">Their sign-in name.</param>
    /// <param name="Roles">What they are here, with the client's name where it is for one.</param>
    /// <param name="JoinedAt">When they accepted; null while invited.</param>
    /// <param name="DisabledAt">When they were shut out; null while welcome.</param>
    /// <param name="SeenAt">When they were last here; null when never.</param>
    public sealed record PersonRow(PersonId Id, string Name, string Email, IReadOnlyList<HeldRole> Roles, DateTimeOffset? JoinedAt, DateTimeOffset? DisabledAt, DateTimeOffset? SeenAt);

    /// <summary>A role somebody holds.</summary>
    /// <param name="Id">The grant.</param>
    /// <param name="Role">Which role.</param>
    /// <param name="Client">For which client.</param>
    /// <param name="ClientName">The client's name; null when the role is for all or for the portal.</param>
    /// <param name="GrantedAt">Since when.</param>
    /// <param name="GrantedBy">The name of who granted it; null for the first administrator.</param>
    public sealed record HeldRole(GrantId Id, Role Role, ClientId? Client, string? ClientName, DateTimeOffset GrantedAt, string? GrantedBy);

    /// <summary>A right somebody holds.</summary>
    public sealed record HeldRight(GrantId Id, Right Right, DateTimeOffset GrantedAt, string GrantedBy);

    /// <summary>The list of people.</summary>
    /// <param name="Rows">This page of it, by name.</param>
    /// <param name="Next">The key of the next page; null on the last.</param>
    public sealed record PeoplePage(IReadOnlyList<PersonRow> Rows, string? Next);

    /// <summary>One person, as an administrator sees them.</summary>
    public sealed record PersonPage(
        PersonId Id, int Revision, string Name, string Email, Language Language, string Zone,
        DateTimeOffset InvitedAt, string? InvitedBy, DateTimeOffset? JoinedAt, DateTimeOffset? DisabledAt, string? DisabledBy,
        bool HasSecondFactor, DateTimeOffset? LockedUntil,
        IReadOnlyList<HeldRole> Roles, IReadOnlyList<HeldRight> Rights, IReadOnlyList<EventRow> Events, IReadOnlyList<ClientChoice> Clients);

    /// <summary>A client to choose.</summary>
    public sealed record ClientChoice(ClientId Id, string Name);

    /// <summary>Something that happened around a sign-in.</summary>
    public sealed record EventRow(SignInEventKind Kind, DateTimeOffset At, string Address, string Device);

    /// <summary>A session that lasts.</summary>
    public sealed record SessionRow(SessionId Id, SignInMethod Method, DateTimeOffset StartedAt, DateTimeOffset SeenAt, string Address, string Device);

    /// <summary>A passkey.</summary>
    public sealed record PasskeyRow(byte[] Id, string? Name, DateTimeOffset AddedAt);

    /// <summary>One's own account.</summary>
    public sealed record AccountPage(
        int Revision, string Name, string Email, Language Language, string Zone, bool HasAuthenticator,
        IReadOnlyList<PasskeyRow> Passkeys, IReadOnlyList<SessionRow> Sessions, IReadOnlyList<EventRow> Events, IReadOnlyList<HeldRole> Roles, IReadOnlyList<HeldRight> Rights);

    /// <summary>People by name, those with <paramref name="search"/> in name or address; administrators only.</summary>
    /// <exception cref="NotYours">The actor is no administrator.</exception>
    public Task<PeoplePage> PeopleAsync(Actor actor, string? search, string? after, CancellationToken cancellation)
    {
        NotYours.Unless(actor.Is(Role.Administrator));
        return reads.RunAsync(actor, async db =>
        {
            var people = db.Users.AsQueryable();
            if (Contains.Pattern(search) is { } pattern)
                people = people.Where(p => EF.Functions.ILike(p.Name, pattern, Contains.Escape) || EF.Functions.ILike(p.Email!, pattern, Contains.Escape));
            if (NameKey.Parse(after) is { } key)
                people = people.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.Name, p.Id), ValueTuple.Create(key.Name, PersonId.Of(key.Id))));
            var rows = await people.OrderBy(p => p.Name).ThenBy(p => p.Id).Take(PageSize + 1)
                .Select(p => new PersonRow(
                    p.Id, p.Name, p.Email!,
                    db.Set<Membership>().Where(m => m.PersonId == p.Id && m.EndedAt == null).OrderBy(m => m.GrantedAt)
                        .Select(m => new HeldRole(m.Id, m.Role, m.ClientId, db.Set<Client>().Where(c => c.Id == m.ClientId).Select(c => c.Name).FirstOrDefault(), m.GrantedAt, null)).ToList(),
                    p.JoinedAt, p.DisabledAt,
                    db.Set<Session>().Where(s => s.PersonId == p.Id).Max(s => (DateTimeOffset?)s.SeenAt)))
                .AsSingleQuery().ToListAsync(cancellation);
            var page = rows.Take(PageSize).ToList();
            return new PeoplePage(page, rows.Count > PageSize ? new NameKey(page[^1].Name, page[^1].Id.Value).ToString() : null);
        }, cancellation);
    }

    /// <summary>Clients a role can be for; administrators only.</summary>
    /// <exception cref="NotYours">The actor is no administrator.</exception>
    public Task<List<ClientChoice>> ClientChoicesAsync(Actor actor, CancellationToken cancellation)
    {
        NotYours.Unless(actor.Is(Role.Administrator));
        return reads.RunAsync(actor, db => ChoicesAsync(db, cancellation), cancellation);
    }

    /// <summary>One person; null when there is none, or the actor is no administrator.</summary>
    public Task<PersonPage?> PersonAsync(Actor actor, PersonId id, CancellationToken cancellation)
    {
        if (!actor.Is(Role.Administrator)) return Task.FromResult<PersonPage?>(null);
        return reads.RunAsync(actor, async db =>
        {
            var person = await db.Users.Where(p => p.Id == id).Select(p => new
            {
                p.Revision,
                p.Name,
                p.Email,
                p.Language,
                p.Zone,
                p.InvitedAt,
                p.JoinedAt,
                p.DisabledAt,
                p.LockoutEnd,
                p.TwoFactorEnabled,
                InvitedBy = db.Users.Where(o => o.Id == p.InvitedBy).Select(o => o.Name).FirstOrDefault(),
                DisabledBy = db.Users.Where(o => o.Id == p.DisabledBy).Select(o => o.Name).FirstOrDefault(),
                HasPasskey = db.UserPasskeys.Any(k => k.UserId == p.Id),
            }).SingleOrDefaultAsync(cancellation);
            if (person is null) return null;
            return new PersonPage(
                id, person.Revision, person.Name, person.Email!, person.Language, person.Zone,
                person.InvitedAt, person.InvitedBy, person.JoinedAt, person.DisabledAt, person.DisabledBy,
                person.TwoFactorEnabled || person.HasPasskey, person.LockoutEnd,
                await RolesAsync(db, id, cancellation), await RightsAsync(db, id, cancellation), await EventsAsync(db, id, cancellation), await ChoicesAsync(db, cancellation));
        }, cancellation);
    }

    /// <summary>The actor's own account.</summary>
    public Task<AccountPage> AccountAsync(Actor actor, DateTimeOffset now, CancellationToken cancellation) => reads.RunAsync(actor, async db =>
    {
        var id = actor.Person;
        var person = await db.Users.Where(p => p.Id == id).Select(p => new { p.Revision, p.Name, p.Email, p.Language, p.Zone, p.TwoFactorEnabled }).SingleAsync(cancellation);
        var passkeys = await db.UserPasskeys.Where(k => k.UserId == id).ToListAsync(cancellation);
        var sessions = await db.Set<Session>()
            .Where(s => s.PersonId == id && s.EndedAt == null && s.SeenAt > now - Session.Idle && s.StartedAt > now - Session.Longest)
            .OrderByDescending(s => s.SeenAt)
            .Select(s => new SessionRow(s.Id, s.Method, s.StartedAt, s.SeenAt, s.Address, s.Device)).ToListAsync(cancellation);
        return new AccountPage(
            person.Revision, person.Name, person.Email!, person.Language, person.Zone, person.TwoFactorEnabled,
            [.. passkeys.Select(k => new PasskeyRow(k.CredentialId, k.Data.Name, k.Data.CreatedAt)).OrderBy(k => k.AddedAt)],
            sessions, await EventsAsync(db, id, cancellation), await RolesAsync(db, id, cancellation), await RightsAsync(db, id, cancellation));
    }, cancellation);

    private static Task<List<HeldRole>> RolesAsync(PortalDb db, PersonId id, CancellationToken cancellation) =>
        db.Set<Membership>().Where(m => m.PersonId == id && m.EndedAt == null).OrderBy(m => m.GrantedAt)
            .Select(m => new HeldRole(
                m.Id, m.Role, m.ClientId, db.Set<Client>().Where(c => c.Id == m.ClientId).Select(c => c.Name).FirstOrDefault(),
                m.GrantedAt, db.Users.Where(p => p.Id == m.GrantedBy).Select(p => p.Name).FirstOrDefault()))
            .ToListAsync(cancellation);

    private static Task<List<HeldRight>> RightsAsync(PortalDb db, PersonId id, CancellationToken cancellation) =>
        db.Set<RightGrant>().Where(g => g.PersonId == id && g.RevokedAt == null)
            .Select(g => new HeldRight(g.Id, g.Right, g.GrantedAt, db.Users.Where(p => p.Id == g.GrantedBy).Select(p => p.Name).First()))
            .ToListAsync(cancellation);

    private static Task<List<EventRow>> EventsAsync(PortalDb db, PersonId id, CancellationToken cancellation) =>
        db.Set<SignInEvent>().Where(e => e.PersonId == id).OrderByDescending(e => e.Id).Take(RecentEvents)
            .Select(e => new EventRow(e.Kind, e.At, e.Address, e.Device)).ToListAsync(cancellation);

    private static Task<List<ClientChoice>> ChoicesAsync(PortalDb db, CancellationToken cancellation) =>
        db.Set<Client>().OrderBy(c => c.Name).Select(c => new ClientChoice(c.Id, c.Name)).ToListAsync(cancellation);
}
