using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Notices;

/// <summary>What the bell and the list of notices show.</summary>
public sealed class NoticeReads(PortalReads reads)
{
    private const int PageSize = 30;

    /// <summary>One notice in the person's own list.</summary>
    /// <param name="Id">The notice, which its link names.</param>
    /// <param name="At">When it happened.</param>
    /// <param name="SeenAt">When the person opened it; null while unseen.</param>
    /// <param name="Telling">What it tells of.</param>
    public sealed record NoticeRow(NoticeId Id, DateTimeOffset At, DateTimeOffset? SeenAt, Telling Telling);

    /// <summary>A page of the person's own notices, newest first.</summary>
    /// <param name="Rows">The notices.</param>
    /// <param name="Unseen">How many are unseen in all.</param>
    /// <param name="Next">The key of the next page; null on the last.</param>
    public sealed record NoticesPage(IReadOnlyList<NoticeRow> Rows, int Unseen, string? Next);

    /// <summary>How many notices the person has not seen; null when they are not welcome any more.</summary>
    public Task<int?> UnseenAsync(PersonId person, CancellationToken cancellation) => reads.RunAsync(person, db =>
        db.Users.Where(p => p.Id == person && p.JoinedAt != null && p.DisabledAt == null)
            .Select(p => (int?)db.Set<Notice>().Count(n => n.PersonId == p.Id && n.SeenAt == null))
            .SingleOrDefaultAsync(cancellation), cancellation);

    /// <summary>The person's own notices, newest first.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="after">The key a page before ended with; null for the first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<NoticesPage> PageAsync(PersonId person, string? after, CancellationToken cancellation) => reads.RunAsync(person, async db =>
    {
        var own = db.Set<Notice>().Where(n => n.PersonId == person);
        var unseen = await own.CountAsync(n => n.SeenAt == null, cancellation);
        if (MomentKey.Parse(after) is { } key && Guid.TryParse(key.Name, out var last))
            own = own.Where(n => EF.Functions.LessThan(ValueTuple.Create(n.At, n.Id), ValueTuple.Create(key.At, NoticeId.Of(last))));
        var rows = await own.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(PageSize + 1)
            .Select(n => new { n.Id, n.EntryId, n.At, n.SeenAt }).ToListAsync(cancellation);
        var page = rows.Take(PageSize).ToList();
        var tellings = await db.TellAsync([.. page.Select(n => n.EntryId).Distinct()], cancellation);
        return new NoticesPage(
            [.. page.Select(n => new NoticeRow(n.Id, n.At, n.SeenAt, tellings[n.EntryId]))],
            unseen,
            rows.Count > PageSize ? new MomentKey(page[^1].At, page[^1].Id.ToString()).ToString() : null);
    }, cancellation);
}
