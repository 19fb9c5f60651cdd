using ClientPortal.Audit.Entries;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Home;

/// <summary>What others did to terms and prices since a moment.</summary>
/// <param name="Since">The moment: the end of the visit before this one, or <see cref="ChangesSince.FirstVisitLooksBack"/> ago.</param>
/// <param name="IsFirstVisit">Whether there was no visit before this one.</param>
/// <param name="Rows">The newest first.</param>
/// <param name="HasMore">Whether there are more than are shown.</param>
public sealed record ChangesSeen(DateTimeOffset Since, bool IsFirstVisit, IReadOnlyList<ChangedRow> Rows, bool HasMore);

/// <summary>One thing that happened.</summary>
/// <param name="At">When.</param>
/// <param name="Telling">What is needed to say it in a sentence.</param>
/// <param name="Title">The title of the contract or quote it is about.</param>
/// <param name="Revision">For an amendment both signed, the revision that holds old, new and why; null for anything else.</param>
public sealed record ChangedRow(DateTimeOffset At, Telling Telling, string? Title, Telling? Revision);

/// <summary>Finds what changed while somebody was away.</summary>
internal static class ChangesSince
{
    /// <summary>How far back a first visit looks.</summary>
    public static readonly TimeSpan FirstVisitLooksBack = TimeSpan.FromDays(30);

    /// <summary>The most that are shown.</summary>
    public const int Most = 12;

    private const string SignedByBoth = "amendment.signed-by-both";

    // What binds, or is about to. Who opened, commented or signed first is told by the bell and stands in the record.
    private static readonly string[] Codes =
    [
        "contract.offered", "contract.withdrawn", "contract.declined", "contract.in-force", "contract.completed", "contract.terminated",
        AmendmentFacts.ProposedCode, AmendmentFacts.CounteredCode, "amendment.agreed", "amendment.declined", "amendment.withdrawn", "amendment.notice-waived",
        SignedByBoth, AmendmentFacts.LapsedCode, AmendmentFacts.InForceCode,
        ReportFacts.PublishedCode, ReportFacts.CorrectedCode, "stage.accepted", "stage.not-accepted",
        "quote.issued", "quote.accepted", "quote.declined", "quote.superseded", "quote.lapsed",
    ];

    /// <summary>What others did about these clients since the person's visit before this one.</summary>
    /// <param name="db">A context that acts for the reader.</param>
    /// <param name="actor">The reader, whose own doing is left out.</param>
    /// <param name="session">The visit of now; null when it is not known.</param>
    /// <param name="scope">Which clients.</param>
    /// <param name="now">The moment of asking.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<ChangesSeen> FindAsync(
        PortalDb db, Actor actor, SessionId? session, ClientScope scope, DateTimeOffset now, CancellationToken cancellation)
    {
        var last = await LastVisitAsync(db, actor.Person, session, cancellation);
        var since = last ?? now - FirstVisitLooksBack;
        var entries = db.Set<Entry>().Where(e => e.ClientId != null && e.At > since && Codes.Contains(e.Code) && (e.ActorId == null || e.ActorId != actor.Person));
        if (scope.Clients is { } only) entries = entries.Where(e => only.Contains(e.ClientId!.Value));
        var found = await entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(Most + 1)
            .Select(e => new { e.Id, e.At, e.Code, e.SubjectKind, e.SubjectId }).ToListAsync(cancellation);
        var shown = found.Take(Most).ToList();
        var signed = shown.Where(e => e.Code == SignedByBoth).Select(e => e.SubjectId).ToList();
        var sent = await LatestSentAsync(db, signed, cancellation);
        var tellings = await db.TellAsync([.. shown.Select(e => e.Id), .. sent.Values], cancellation);
        var titles = await Titles.FindAsync(db, shown.Select(e => e.SubjectId), cancellation);
        return new ChangesSeen(since, last is null,
        [
            // The protocol both signed holds what its last revision said, and why.
            .. shown.Select(e => new ChangedRow(
                e.At, tellings[e.Id], titles.GetValueOrDefault(e.SubjectId), e.Code == SignedByBoth && sent.TryGetValue(e.SubjectId, out var revision) ? tellings[revision] : null)),
        ], found.Count > Most);
    }

    // A session is over after twelve quiet hours, so that one session is one visit. What goes on beside it, on another device, is none before it.
    private static async Task<DateTimeOffset?> LastVisitAsync(PortalDb db, PersonId person, SessionId? session, CancellationToken cancellation)
    {
        var began = await db.Set<Session>().Where(s => s.Id == session && s.PersonId == person).Select(s => (DateTimeOffset?)s.StartedAt).SingleOrDefaultAsync(cancellation);
        if (began is not { } start) return null;
        return await db.Set<Session>().Where(s => s.PersonId == person && s.Id != session && s.SeenAt <= start).MaxAsync(s => (DateTimeOffset?)s.SeenAt, cancellation);
    }

    private static async Task<Dictionary<Guid, EntryId>> LatestSentAsync(PortalDb db, List<Guid> amendments, CancellationToken cancellation)
    {
        if (amendments.Count == 0) return [];
        var sent = await db.Set<Entry>()
            .Where(e => e.SubjectKind == AmendmentFacts.Kind && amendments.Contains(e.SubjectId) && (e.Code == AmendmentFacts.ProposedCode || e.Code == AmendmentFacts.CounteredCode))
            .OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => new { e.SubjectId, e.Id }).ToListAsync(cancellation);
        return sent.GroupBy(e => e.SubjectId).ToDictionary(group => group.Key, group => group.Last().Id);
    }
}
