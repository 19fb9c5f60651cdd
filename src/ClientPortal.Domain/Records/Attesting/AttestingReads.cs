using ClientPortal.Audit.Attesting;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records.Attesting;

/// <summary>Who vouches for the logs, as an administrator reads it.</summary>
/// <param name="Authority">The timestamp authority that is set; null while none is.</param>
/// <param name="AuthorityNumber">The number of the newest setting, which forms carry as their revision; 0 before the first.</param>
/// <param name="Witnesses">The witnesses that are asked, in the order they came.</param>
public sealed record Attestors(AuthorityRow? Authority, int AuthorityNumber, IReadOnlyList<WitnessRow> Witnesses);

/// <summary>The authority that is set.</summary>
/// <param name="Address">Where requests are posted.</param>
/// <param name="Certificates">What its tokens must lead to, in PEM.</param>
/// <param name="CertificateNames">Whom those certificates name.</param>
/// <param name="Minutes">How often at most a log is stamped.</param>
/// <param name="SetAt">Since when it is asked.</param>
/// <param name="StampedAt">When it stamped a checkpoint last; null before the first.</param>
/// <param name="Trouble">What goes wrong; null while nothing does.</param>
public sealed record AuthorityRow(
    string Address, string Certificates, IReadOnlyList<string> CertificateNames, int Minutes, DateTimeOffset SetAt, DateTimeOffset? StampedAt, TroubleRow? Trouble);

/// <summary>A witness that is asked.</summary>
/// <param name="Id">Which.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Name">The name of its key.</param>
/// <param name="Address">What paths of requests begin with.</param>
/// <param name="Key">Its verifier key.</param>
/// <param name="AddedAt">Since when it is asked.</param>
/// <param name="CosignedAt">When it cosigned a checkpoint last; null before the first.</param>
/// <param name="Trouble">What goes wrong; null while nothing does.</param>
public sealed record WitnessRow(WitnessId Id, int Revision, string Name, string Address, string Key, DateTimeOffset AddedAt, DateTimeOffset? CosignedAt, TroubleRow? Trouble);

/// <summary>What goes wrong with an authority or a witness.</summary>
/// <param name="Fault">What, the last time.</param>
/// <param name="Detail">A status, a size or a time that was answered; empty where there is none.</param>
/// <param name="Log">The name of the log it was asked about.</param>
/// <param name="Logs">With how many logs something goes wrong.</param>
/// <param name="Since">Since when.</param>
/// <param name="NextAttemptAt">When it is tried next.</param>
public sealed record TroubleRow(AttestationFault Fault, string Detail, string Log, int Logs, DateTimeOffset Since, DateTimeOffset NextAttemptAt);

/// <summary>What is read of those who vouch.</summary>
internal static class AttestingReads
{
    /// <summary>The newest setting of the authority; null before the first.</summary>
    public static Task<TimestampAuthority?> NewestAuthorityAsync(this PortalDb db, CancellationToken cancellation) =>
        db.Set<TimestampAuthority>().OrderByDescending(a => a.Number).FirstOrDefaultAsync(cancellation);

    /// <summary>Who is set and how it goes with them.</summary>
    public static async Task<Attestors> AttestorsAsync(this PortalDb db, CancellationToken cancellation)
    {
        var authority = await db.NewestAuthorityAsync(cancellation);
        var witnesses = await db.Set<Witness>().Where(w => w.RemovedAt == null).OrderBy(w => w.AddedAt).ThenBy(w => w.Id)
            .Select(w => new { Witness = w, CosignedAt = db.Set<CheckpointCosignature>().Where(s => s.WitnessId == w.Id).Max(s => (DateTimeOffset?)s.ReceivedAt) })
            .ToListAsync(cancellation);
        var troubles = await TroublesAsync(db, cancellation);
        return new Attestors(
            authority is { Address: not null } ? await RowAsync(db, authority, troubles.GetValueOrDefault(authority.Id.Value), cancellation) : null,
            authority?.Number ?? 0,
            [.. witnesses.Select(row => new WitnessRow(
                row.Witness.Id, row.Witness.Revision, row.Witness.Name, row.Witness.Address, row.Witness.Key, row.Witness.AddedAt, row.CosignedAt, troubles.GetValueOrDefault(row.Witness.Id.Value)))]);
    }

    private static async Task<AuthorityRow> RowAsync(PortalDb db, TimestampAuthority authority, TroubleRow? trouble, CancellationToken cancellation)
    {
        var stampedAt = await db.Set<CheckpointTimestamp>().Where(t => t.AuthorityId == authority.Id).MaxAsync(t => (DateTimeOffset?)t.ReceivedAt, cancellation);
        using var trusted = TrustedCertificates.Read(authority.Certificates!);
        return new AuthorityRow(authority.Address!, authority.Certificates!, trusted?.Names ?? [], authority.Minutes!.Value, authority.SetAt, stampedAt, trouble);
    }

    private static async Task<Dictionary<Guid, TroubleRow>> TroublesAsync(PortalDb db, CancellationToken cancellation)
    {
        var troubles = await (
            from trouble in db.Set<AttestationTrouble>()
            join log in db.Set<RecordLog>() on trouble.LogId equals log.Id
            select new { Trouble = trouble, log.Name }).ToListAsync(cancellation);
        return troubles.GroupBy(row => row.Trouble.AskedId).ToDictionary(group => group.Key, group =>
        {
            // What is alarming comes first, else what was tried last.
            var worst = group.OrderByDescending(row => row.Trouble.Fault.IsAlarming()).ThenByDescending(row => row.Trouble.NextAttemptAt).First();
            return new TroubleRow(
                worst.Trouble.Fault, worst.Trouble.Detail, worst.Name, group.Count(), group.Min(row => row.Trouble.Since), group.Min(row => row.Trouble.NextAttemptAt));
        });
    }
}
