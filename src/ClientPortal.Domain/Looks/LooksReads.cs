using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Looks;

/// <summary>Who looked at what of a client.</summary>
public sealed class LooksReads(PortalReads reads)
{
    /// <summary>Rows on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Looks at a client's data, newest first: all of them, or those at one thing.</summary>
    /// <param name="actor">Who asks; sees this only for clients that are theirs.</param>
    /// <param name="client">Whose data.</param>
    /// <param name="filter">Which looks.</param>
    /// <param name="after">The <see cref="LooksPage.Next"/> of the page before; null or nonsense for the first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<LooksPage?> LooksOfAsync(Actor actor, ClientId client, LooksFilter filter, string? after, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db =>
        {
            if (!actor.Sees(client)) return null;
            var looks = db.Set<Look>().Where(l => l.ClientId == client);
            if (MomentKey.Parse(after) is { } key && Guid.TryParse(key.Name, out var last))
                looks = looks.Where(l => EF.Functions.LessThan(ValueTuple.Create(l.At, l.Id), ValueTuple.Create(key.At, LookId.Of(last))));
            if (filter.SubjectId is { } thing) looks = looks.Where(l => l.SubjectId == thing);
            if (filter.Subjects is { } things) looks = looks.Where(l => things.Contains(l.SubjectId));
            if (filter.Person is { } person) looks = looks.Where(l => l.PersonId == person);
            if (filter.OnlyProvider)
                looks = looks.Where(l => !db.Set<Membership>().Any(m => m.PersonId == l.PersonId && m.ClientId == client && (m.Role == Role.ClientViewer || m.Role == Role.ClientSignatory)));
            var rows = await looks.OrderByDescending(l => l.At).ThenByDescending(l => l.Id).Take(PageSize + 1)
                .Select(l => new LookRow(l.Id, l.PersonId, db.Users.Where(p => p.Id == l.PersonId).Select(p => p.Name).First(), l.At, l.SubjectKind, l.SubjectId, null, l.Kind, l.Address))
                .ToListAsync(cancellation);
            var names = await LookedThings.FindAsync(db, rows.Select(row => row.SubjectId), cancellation);
            var page = rows.Take(PageSize).Select(row => row with { Thing = names.GetValueOrDefault(row.SubjectId) }).ToList();
            return new LooksPage(page, rows.Count > PageSize ? new MomentKey(page[^1].At, page[^1].Id.ToString()).ToString() : null);
        }, cancellation);
}

/// <summary>Which looks a page shows.</summary>
public sealed record LooksFilter
{
    /// <summary>Those at one thing; null for everything.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>Those at any of several things, such as a contract with its amendments and documents; null for everything.</summary>
    public IReadOnlyList<Guid>? Subjects { get; init; }

    /// <summary>Those of one person; null for everybody.</summary>
    public PersonId? Person { get; init; }

    /// <summary>Only those of people who never stood on the client's side.</summary>
    public bool OnlyProvider { get; init; }
}

/// <summary>A page of looks.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record LooksPage(IReadOnlyList<LookRow> Rows, string? Next);

/// <summary>One look.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Person">Who looked.</param>
/// <param name="Name">Their name now.</param>
/// <param name="At">When.</param>
/// <param name="SubjectKind">What kind of thing.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="Thing">What it is called; null when the reader may not see it.</param>
/// <param name="Kind">How.</param>
/// <param name="Address">From where.</param>
public sealed record LookRow(LookId Id, PersonId Person, string Name, DateTimeOffset At, string SubjectKind, Guid SubjectId, LookedThing? Thing, LookKind Kind, string Address);
