using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>An amendment with everything that decides what can be done with it.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Head">The amendment.</param>
/// <param name="Latest">Its latest revision.</param>
/// <param name="Base">The version the latest revision changes.</param>
/// <param name="BaseTerms">That version's terms.</param>
/// <param name="Newest">The newest version both have signed.</param>
/// <param name="NewestTerms">That version's terms.</param>
/// <param name="Waivers">The waivers of notice there are.</param>
/// <param name="People">The people of both sides.</param>
/// <param name="DeliveredAt">When the latest revision reached the client; null while that is not known.</param>
internal sealed record AmendmentAtHand(
    Contract Contract, Amendment Head, AmendmentRevision Latest, TermsVersion Base, Terms BaseTerms, TermsVersion Newest, Terms NewestTerms,
    IReadOnlyList<NoticeWaiver> Waivers, ContractPeople People, DateTimeOffset? DeliveredAt)
{
    /// <summary>How the notice of the latest revision is reckoned at a moment.</summary>
    public NoticeReckoning NoticeAt(DateTimeOffset now) =>
        NoticeReckoning.Of(Contract.DayOf(Base), BaseTerms, Latest.Changes, Head.ProviderProposed, IsWaived(Latest.ChangesHash), DeliveredAt, now);

    /// <summary>Whether the client waived the period for these changes.</summary>
    public bool IsWaived(ContentHash changes) => Waivers.Any(waiver => waiver.ChangesHash == changes);

    /// <summary>The waivers as they are shown.</summary>
    public async Task<IReadOnlyList<WaiverShown>> WaiversShownAsync(PortalDb db, CancellationToken cancellation)
    {
        var names = await db.NamesAsync([.. Waivers.Select(waiver => waiver.PersonId)], cancellation);
        return [.. Waivers.Select(w => new WaiverShown(w.PersonId, names[w.PersonId], w.At, w.Reason, w.RevisionNumber, w.ChangesHash == Latest.ChangesHash))];
    }

    /// <summary>Loads it for a use case, the contract held until the transaction ends.</summary>
    /// <exception cref="NotYours">It is not there, or not for the actor.</exception>
    public static async Task<AmendmentAtHand> HoldAsync(Work work, AmendmentId id, CancellationToken cancellation)
    {
        var contract = await work.Db.Set<Amendment>().AsNoTracking().Where(a => a.Id == id).Select(a => (ContractId?)a.ContractId).SingleOrDefaultAsync(cancellation)
            ?? throw new NotYours();
        var held = await work.HoldContractAsync(contract, cancellation);
        return await FindAsync(work.Db, held, id, cancellation);
    }

    /// <summary>Loads it to be read.</summary>
    /// <exception cref="NotYours">It is not there, or not for the actor.</exception>
    public static async Task<AmendmentAtHand> FindAsync(PortalDb db, AmendmentId id, CancellationToken cancellation)
    {
        var contract = await db.Set<Contract>().AsNoTracking().SingleOrDefaultAsync(c => db.Set<Amendment>().Any(a => a.Id == id && a.ContractId == c.Id), cancellation)
            ?? throw new NotYours();
        return await FindAsync(db, contract, id, cancellation);
    }

    /// <summary>Loads it.</summary>
    public static async Task<AmendmentAtHand> FindAsync(PortalDb db, Contract contract, AmendmentId id, CancellationToken cancellation)
    {
        var head = await db.Set<Amendment>().SingleAsync(a => a.Id == id, cancellation);
        var latest = await db.Set<AmendmentRevision>().SingleAsync(r => r.AmendmentId == id && r.Number == head.LatestRevision, cancellation);
        var newest = await db.NewestVersionAsync(contract, cancellation);
        var changed = newest.Id == latest.BaseVersionId ? newest : await db.VersionAsync(latest.BaseVersionId, cancellation);
        var waivers = await db.Set<NoticeWaiver>().Where(w => w.AmendmentId == id).OrderBy(w => w.At).ToListAsync(cancellation);
        var people = await ContractPeople.FindAsync(db, contract.ClientId, cancellation);
        var terms = changed.ToTerms();
        var delivered = await DeliveredAsync(db, head, latest, terms, people, cancellation);
        return new AmendmentAtHand(contract, head, latest, changed, terms, newest, newest == changed ? terms : newest.ToTerms(), waivers, people, delivered);
    }

    // What the client wrote itself it knows. What the provider sent has arrived when the mail server of one of those who speak for
    // the client took the mail about it, or one of them opened the notice or the page: the first of them, whichever way.
    private static async Task<DateTimeOffset?> DeliveredAsync(
        PortalDb db, Amendment head, AmendmentRevision latest, Terms terms, ContractPeople people, CancellationToken cancellation)
    {
        if (latest.SentFor == Side.Client) return latest.SentAt;
        var sent = db.Set<Entry>().Where(e => e.SubjectKind == AmendmentFacts.Kind && e.SubjectId == head.Id.Value
            && (e.Code == AmendmentFacts.ProposedCode || e.Code == AmendmentFacts.CounteredCode) && e.At >= latest.SentAt).Select(e => (EntryId?)e.Id);
        var mails = await db.Set<Delivery>().Where(d => d.SentAt != null && sent.Contains(d.EntryId))
            .Select(d => new { d.PersonId, At = d.SentAt!.Value }).ToListAsync(cancellation);
        var opened = await db.Set<Notice>().Where(n => n.SeenAt != null && sent.Contains(n.EntryId))
            .Select(n => new { n.PersonId, At = n.SeenAt!.Value }).ToListAsync(cancellation);
        var looks = await db.Set<Look>()
            .Where(l => l.SubjectKind == AmendmentFacts.Kind && l.SubjectId == head.Id.Value && l.At >= latest.SentAt)
            .GroupBy(l => l.PersonId).Select(group => new { PersonId = group.Key, At = group.Min(l => l.At) }).ToListAsync(cancellation);
        var first = mails.Concat(opened).Concat(looks).Where(arrival => people.SpeaksForClient(arrival.PersonId, terms)).Select(arrival => (DateTimeOffset?)arrival.At).Min();
        // Agreeing to it shows that it has arrived, even where neither mail nor page says so.
        return head is { AgreedAt: { } agreed } && !(first < agreed) ? agreed : first;
    }
}
