using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Records.Attesting;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records;

/// <summary>The record: who, when, what, old, new, why, and who was told. Row security leaves out what the reader may not see.</summary>
public sealed class RecordReads(PortalReads reads)
{
    /// <summary>Entries on one page.</summary>
    public const int PageSize = 40;

    private const string ContractKind = "contract";
    private const string AmendmentKind = "amendment";
    private const string ReportKind = "report";
    private const int MostChoices = 200;

    /// <summary>Entries that fit, newest first. Null is "not found", which is also "not yours": the client or contract that was asked for.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="after">The <see cref="RecordPage.Next"/> of the page before; null or nonsense for the first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<RecordPage?> PageAsync(Actor actor, RecordFilter filter, string? after, CancellationToken cancellation) => reads.RunAsync(actor, async db =>
    {
        if (await ScopeAsync(db, actor, filter, cancellation) is not { } scope) return null;
        var everything = Within(db, actor, scope);
        var entries = await Fitting(everything, filter, after)
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(PageSize + 1)
            .Select(e => new { e.Id, e.At, e.Code, e.ActorId, e.SubjectKind, e.SubjectId, e.ClientId }).ToListAsync(cancellation);
        var page = entries.Take(PageSize).ToList();
        var ids = page.ConvertAll(entry => entry.Id);
        var tellings = await db.TellAsync(ids, cancellation);
        var told = await db.ToldAsync(ids, cancellation);
        var places = await db.Set<LogLeaf>().Where(leaf => ids.Contains(leaf.EntryId)).ToDictionaryAsync(leaf => leaf.EntryId, leaf => new RecordPlace(leaf.LogId, leaf.Index), cancellation);
        var about = await ContractsOfAsync(db, page.Select(entry => (entry.SubjectKind, entry.SubjectId)), cancellation);
        return new RecordPage(
            scope.Client, scope.Contract,
            [.. page.Select(entry => new RecordRow(
                entry.Id, entry.At, entry.Code, entry.ActorId, entry.ClientId, tellings[entry.Id],
                about.GetValueOrDefault(entry.SubjectId), [.. told[entry.Id]], places.GetValueOrDefault(entry.Id)))],
            new RecordChoices(await PeopleAsync(db, scope, everything, cancellation), await ClientsAsync(db, actor, cancellation), await ContractsAsync(db, scope, cancellation)),
            entries.Count > PageSize ? new MomentKey(page[^1].At, page[^1].Id.ToString()).ToString() : null,
            scope.Client is { } client ? await SignedAsync(db, new LogId(client.Id), cancellation) : null,
            scope.Contract is null ? null : await VerifiedAsync(db, cancellation));
    }, cancellation);

    // One function answers this alone: what was found, and in whose log, is for auditors and administrators.
    private static async Task<LastVerification?> VerifiedAsync(PortalDb db, CancellationToken cancellation) =>
        (await db.Database.SqlQuery<LastVerification>($"SELECT ended_at, is_whole FROM portal.last_verification()").ToListAsync(cancellation)).SingleOrDefault();

    private static Task<SignedLog?> SignedAsync(PortalDb db, LogId id, CancellationToken cancellation) => (
        from log in db.Set<RecordLog>()
        join checkpoint in db.Set<LogCheckpoint>() on log.Id equals checkpoint.LogId
        where log.Id == id
        orderby checkpoint.Size descending
        select new SignedLog(
            id, log.Name, checkpoint.Size, checkpoint.SignedAt,
            db.Set<LogKey>().Where(key => key.LogId == id).OrderBy(key => key.Number).Select(key => key.VerifierKey).ToList(),
            db.Set<CheckpointCosignature>().Where(s => s.LogId == id && s.Size == checkpoint.Size).OrderBy(s => s.KeyName).Select(s => s.KeyName).ToList(),
            db.Set<CheckpointTimestamp>().Where(t => t.LogId == id).OrderByDescending(t => t.Size).Select(t => new LogStamp(t.Size, t.Authority, t.At)).FirstOrDefault()))
        .FirstOrDefaultAsync(cancellation);

    private static async Task<Scope?> ScopeAsync(PortalDb db, Actor actor, RecordFilter filter, CancellationToken cancellation)
    {
        RecordContract? contract = null;
        if (filter.Contract is { } id)
        {
            contract = await Contracts(db).Where(c => c.Id == id).SingleOrDefaultAsync(cancellation);
            if (contract is null || !actor.Sees(contract.Client)) return null;
        }

        // Who sees one client alone reads that client's record.
        if ((filter.Client ?? contract?.Client ?? OnlyClient(actor)) is not { } wanted) return new Scope(null, null, []);
        if (contract is not null && contract.Client != wanted) return null;
        var client = await db.Set<Client>().Where(c => c.Id == wanted).Select(c => new RecordChoice(c.Id.Value, c.Name)).SingleOrDefaultAsync(cancellation);
        if (client is null || !actor.Sees(wanted)) return null;
        if (contract is null) return new Scope(client, null, []);
        var amendments = await db.Set<Amendment>().Where(a => a.ContractId == contract.Id).Select(a => a.Id).ToListAsync(cancellation);
        var reports = await db.Set<Report>().Where(r => r.ContractId == contract.Id).Select(r => r.Id).ToListAsync(cancellation);
        return new Scope(client, contract, [contract.Id.Value, .. amendments.Select(amendment => amendment.Value), .. reports.Select(report => report.Value)]);
    }

    private static ClientId? OnlyClient(Actor actor)
    {
        var clients = actor.Roles.Select(role => role.Client).Distinct().ToList();
        return clients is [{ } only] ? only : null;
    }

    // Whom an entry concerns alone may be told of it, and reads that under notices; the record is for who may see the whole log.
    private static IQueryable<Entry> Within(PortalDb db, Actor actor, Scope scope)
    {
        var entries = db.Set<Entry>().AsQueryable();
        if (scope.Contract is not null)
            return entries.Where(e => (e.SubjectKind == ContractKind || e.SubjectKind == AmendmentKind || e.SubjectKind == ReportKind) && scope.Subjects.Contains(e.SubjectId));
        if (scope.Client is { } client) return entries.Where(e => e.ClientId == ClientId.Of(client.Id));
        var held = actor.Roles.Where(role => role.Role != Role.Administrator).Select(role => role.Client).ToList();
        var everyClient = held.Contains(null);
        var clients = held.OfType<ClientId>().Distinct().ToList();
        var installation = actor.Is(Role.Auditor, Role.Administrator);
        return entries.Where(e => (e.ClientId == null && installation) || (e.ClientId != null && (everyClient || clients.Contains(e.ClientId.Value))));
    }

    private static IQueryable<Entry> Fitting(IQueryable<Entry> entries, RecordFilter filter, string? after)
    {
        if (MomentKey.Parse(after) is { } key && Guid.TryParse(key.Name, out var last))
            entries = entries.Where(e => EF.Functions.LessThan(ValueTuple.Create(e.At, e.Id), ValueTuple.Create(key.At, EntryId.Of(last))));
        if (filter.Code is { Length: > 0 } code) entries = entries.Where(e => e.Code == code);
        else if (filter.WithoutAnchors) entries = entries.Where(e => e.Code != LogFacts.AnchoredCode);
        if (filter.Person is { } person) entries = entries.Where(e => e.ActorId == person);
        if (filter.From is { } from) entries = entries.Where(e => e.At >= from);
        if (filter.Until is { } until) entries = entries.Where(e => e.At < until);
        return entries;
    }

    private static async Task<Dictionary<Guid, RecordContract>> ContractsOfAsync(
        PortalDb db, IEnumerable<(string Kind, Guid Id)> subjects, CancellationToken cancellation)
    {
        var all = subjects.ToLookup(subject => subject.Kind, subject => subject.Id, StringComparer.Ordinal);
        var amended = all[AmendmentKind].Distinct().Select(AmendmentId.Of).ToList();
        var amendments = await db.Set<Amendment>().Where(a => amended.Contains(a.Id)).Select(a => new { a.Id, a.ContractId }).ToListAsync(cancellation);
        var reported = all[ReportKind].Distinct().Select(ReportId.Of).ToList();
        var reports = await db.Set<Report>().Where(r => reported.Contains(r.Id)).Select(r => new { r.Id, r.ContractId }).ToListAsync(cancellation);
        var parts = amendments.Select(a => (Id: a.Id.Value, a.ContractId)).Concat(reports.Select(r => (Id: r.Id.Value, r.ContractId))).ToList();
        var wanted = all[ContractKind].Select(ContractId.Of).Concat(parts.Select(part => part.ContractId)).Distinct().ToList();
        var contracts = await Contracts(db).Where(c => wanted.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        return contracts.Values.Select(contract => (contract.Id.Value, contract))
            .Concat(parts.Where(part => contracts.ContainsKey(part.ContractId)).Select(part => (part.Id, contracts[part.ContractId])))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2);
    }

    // In one log those who did something in it; over all of them that would be a walk through every entry, so there it is who holds a role.
    private static async Task<IReadOnlyList<RecordChoice>> PeopleAsync(PortalDb db, Scope scope, IQueryable<Entry> entries, CancellationToken cancellation)
    {
        var people = scope.Client is null
            ? db.Users.Where(p => db.Set<Membership>().Any(m => m.PersonId == p.Id))
            : db.Users.Where(p => entries.Select(e => e.ActorId).Contains(p.Id));
        return await people.OrderBy(p => p.Name).ThenBy(p => p.Id).Take(MostChoices).Select(p => new RecordChoice(p.Id.Value, p.Name)).ToListAsync(cancellation);
    }

    private static async Task<IReadOnlyList<RecordChoice>> ClientsAsync(PortalDb db, Actor actor, CancellationToken cancellation) =>
        [.. (await db.Set<Client>().OrderBy(c => c.Name).ThenBy(c => c.Id).Take(MostChoices).Select(c => new RecordChoice(c.Id.Value, c.Name)).ToListAsync(cancellation))
            .Where(client => actor.Sees(ClientId.Of(client.Id)))];

    private static async Task<IReadOnlyList<RecordContract>> ContractsAsync(PortalDb db, Scope scope, CancellationToken cancellation)
    {
        if (scope.Client is not { } client) return [];
        return await Contracts(db).Where(c => c.Client == ClientId.Of(client.Id)).OrderBy(c => c.Number).ThenBy(c => c.Id).Take(MostChoices).ToListAsync(cancellation);
    }

    private static IQueryable<RecordContract> Contracts(PortalDb db) =>
        db.Set<Contract>().Select(c => new RecordContract { Id = c.Id, Client = c.ClientId, Number = c.Number, Title = c.Title });

    private sealed record Scope(RecordChoice? Client, RecordContract? Contract, IReadOnlyList<Guid> Subjects);
}
