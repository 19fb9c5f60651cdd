using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

/// <summary>What several use cases and reads of contracts load in the same way.</summary>
internal static class ContractData
{
    /// <summary>
    /// The contract, held until the transaction ends: two who sign at once come one after the other. Row security shows it
    /// so only to who may change it.
    /// </summary>
    /// <exception cref="NotYours">There is none, or not for the actor.</exception>
    public static async Task<Contract> HoldContractAsync(this Work work, ContractId id, CancellationToken cancellation) =>
        await work.Db.Set<Contract>().FromSql($"SELECT * FROM portal.contract WHERE id = {id.Value} FOR UPDATE").SingleOrDefaultAsync(cancellation)
            ?? throw new NotYours();

    /// <summary>A version with its clauses and stages.</summary>
    public static Task<TermsVersion> VersionAsync(this PortalDb db, TermsVersionId id, CancellationToken cancellation) =>
        db.Versions().SingleAsync(v => v.Id == id, cancellation);

    /// <summary>Some versions with their clauses and stages.</summary>
    public static async Task<IReadOnlyList<TermsVersion>> VersionsAsync(this PortalDb db, IReadOnlyCollection<TermsVersionId> ids, CancellationToken cancellation) =>
        ids.Count == 0 ? [] : await db.Versions().Where(v => ids.Contains(v.Id)).ToListAsync(cancellation);

    /// <summary>The version that applies on a day; before the first day of the contract, the one that will. Only of a contract both have signed.</summary>
    public static async Task<TermsVersion> VersionOnAsync(this PortalDb db, Contract contract, DateOnly day, CancellationToken cancellation)
    {
        var days = await db.VersionDaysAsync(contract, cancellation);
        return await db.VersionAsync((days.On(day) ?? days[0]).Id, cancellation);
    }

    /// <summary>The newest version both have signed.</summary>
    public static Task<TermsVersion> NewestVersionAsync(this PortalDb db, Contract contract, CancellationToken cancellation) =>
        db.Versions().Where(v => v.ContractId == contract.Id && (v.Number > 1 || v.Id == contract.OfferedVersionId))
            .OrderByDescending(v => v.Number).FirstAsync(cancellation);

    /// <summary>From which day each signed version applies, oldest first; empty while the contract is not in force.</summary>
    public static async Task<IReadOnlyList<VersionDay>> VersionDaysAsync(this PortalDb db, Contract contract, CancellationToken cancellation) =>
        contract.AppliesFrom is null ? [] : contract.DaysOf(await db.Set<TermsVersion>().Where(v => v.ContractId == contract.Id && v.Number > 1)
            .Select(v => new VersionDay(v.Number, v.Id, v.EffectiveOn!.Value)).ToListAsync(cancellation));

    /// <summary>The same from the days of the later versions, read in any order.</summary>
    public static IReadOnlyList<VersionDay> DaysOf(this Contract contract, IEnumerable<VersionDay> later) =>
        contract.AppliesFrom is { } first ? [new VersionDay(1, contract.OfferedVersionId!.Value, first), .. later.OrderBy(v => v.Number)] : [];

    /// <summary>The signed versions after the first whose day is still to come, the next first; none of a contract that is over by then.</summary>
    public static IReadOnlyList<VersionDay> Coming(this Contract contract, IEnumerable<VersionDay> days, DateOnly today) =>
        contract.State is ContractState.InForce or ContractState.Terminated
            ? [.. days.Where(v => v.Number > 1 && v.From > today && !(contract.TerminatedFrom <= v.From)).OrderBy(v => v.Number)]
            : [];

    /// <summary>The names and addresses of the people a document speaks of.</summary>
    public static async Task<IReadOnlyDictionary<PersonId, PersonToRender>> PeopleInAsync(this PortalDb db, IEnumerable<Terms> terms, CancellationToken cancellation)
    {
        var ids = terms.SelectMany(PeopleIn).Distinct().ToList();
        return await db.Users.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, Rendered = new PersonToRender(p.Name, p.Email!) }).ToDictionaryAsync(p => p.Id, p => p.Rendered, cancellation);
    }

    /// <summary>Everybody who answers for something in these terms.</summary>
    public static IEnumerable<PersonId> PeopleIn(Terms terms) =>
        terms.Stages.SelectMany(stage => new[] { stage.ResponsibleStaff, stage.ResponsibleClient }).OfType<PersonId>()
            .Append(terms.ResponsibleStaff).Append(terms.ResponsibleClient);

    /// <summary>Who the client is.</summary>
    public static async Task<ClientDetails> ClientAsync(this PortalDb db, ClientId id, CancellationToken cancellation) =>
        (await db.Set<Client>().AsNoTracking().SingleAsync(c => c.Id == id, cancellation)).Details;

    /// <summary>The document that shows an offered version.</summary>
    public static Task<ContractDocument> DocumentAsync(this PortalDb db, TermsVersionId version, ContractDocumentKind kind, CancellationToken cancellation) =>
        db.Set<ContractDocument>().SingleAsync(d => d.VersionId == version && d.Kind == kind, cancellation);

    /// <summary>The signatures under an offered version, in the order they were given.</summary>
    public static Task<List<Signature>> SignaturesAsync(this PortalDb db, TermsVersionId version, CancellationToken cancellation) =>
        db.Set<Signature>().Where(s => s.VersionId == version).OrderBy(s => s.SignedAt).ThenBy(s => s.Id).ToListAsync(cancellation);

    /// <summary>The signatures that bind a version, in the order they were given: a later version was signed as the protocol of its amendment.</summary>
    public static Task<List<Signature>> SignaturesAsync(this PortalDb db, TermsVersion version, CancellationToken cancellation) =>
        version.AmendmentId is not { } amendment
            ? db.SignaturesAsync(version.Id, cancellation)
            : db.Set<Signature>().Where(s => db.Set<AmendmentRevision>().Any(r => r.Id == s.RevisionId && r.AmendmentId == amendment
                && db.Set<Amendment>().Any(a => a.Id == amendment && a.LatestRevision == r.Number))).OrderBy(s => s.SignedAt).ThenBy(s => s.Id).ToListAsync(cancellation);

    /// <summary>From which day a signed version applies. Only of a contract both have signed.</summary>
    public static VersionDay DayOf(this Contract contract, TermsVersion version) => new(version.Number, version.Id, version.EffectiveOn ?? contract.AppliesFrom!.Value);

    private static IQueryable<TermsVersion> Versions(this PortalDb db) => db.Set<TermsVersion>().Include(v => v.Clauses).Include(v => v.Stages).AsSplitQuery();
}
