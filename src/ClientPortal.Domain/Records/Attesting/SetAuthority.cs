using ClientPortal.Audit.Attesting;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records.Attesting;

/// <summary>An administrator says which timestamp authority stamps the logs, or that none does, and why.</summary>
public sealed class SetAuthority(PortalWork work)
{
    private const long Lock = 7163805;

    /// <summary>The form.</summary>
    public sealed record Input
    {
        /// <summary>The number of the setting the form was rendered from; 0 when there was none.</summary>
        public int Revision { get; init; }

        /// <summary>Where the authority takes requests.</summary>
        public string? Address { get; init; }

        /// <summary>The certificates its tokens must lead to, in PEM.</summary>
        public string? Certificates { get; init; }

        /// <summary>How often at most each log is stamped, in minutes.</summary>
        public int? Minutes { get; init; }

        /// <summary>Why.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Uses an authority, in place of the one before.</summary>
    public Task<Outcome<AuthorityId>> UseAsync(PersonId actor, CommandId command, Input input, CancellationToken cancellation) => work.RunAsync(actor, command, async work =>
    {
        var before = await BeforeAsync(work, input.Revision, cancellation);
        var rules = new FormRules();
        var address = OutsideAddress.OfAuthority(rules, input.Address, nameof(input.Address));
        using var trusted = Trusted(rules, input.Certificates);
        var minutes = rules.OneOf(input.Minutes, nameof(input.Minutes), TimestampAuthority.Paces);
        var reason = rules.Text(input.Reason, nameof(input.Reason), ReasonInput.LongestReason);
        rules.ThrowIfBroken();
        var authority = TimestampAuthority.Use(before?.Number ?? 0, address, trusted!.ToString(), minutes, actor, work.Now);
        if (before is not null && (before.Address, before.Certificates, before.Minutes) == (authority.Address, authority.Certificates, authority.Minutes)) return before.Id;
        work.Db.Add(authority);
        work.Record(AttestingFacts.AuthoritySet(authority, trusted, reason));
        return authority.Id;
    }, cancellation);

    /// <summary>Uses none from now on. What was stamped stays stamped.</summary>
    public Task<Outcome<AuthorityId>> StopAsync(PersonId actor, CommandId command, ReasonInput input, CancellationToken cancellation) => work.RunAsync(actor, command, async work =>
    {
        if (await BeforeAsync(work, input.Revision, cancellation) is not { Address: not null } before) throw new NotYours();
        var reason = input.Checked();
        var stop = before.Stop(actor, work.Now);
        work.Db.Add(stop);
        work.Record(AttestingFacts.AuthorityStopped(stop, before, reason));
        return stop.Id;
    }, cancellation);

    private static async Task<TimestampAuthority?> BeforeAsync(Work work, int revision, CancellationToken cancellation)
    {
        NotYours.Unless(work.Actor.Is(Role.Administrator));
        // Two who set one at the same moment: the second sees what the first has set.
        await work.Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellation);
        var before = await work.Db.NewestAuthorityAsync(cancellation);
        return (before?.Number ?? 0) == revision ? before : throw new StaleRevision();
    }

    // What is kept is what was read, not what was typed: a key that was pasted along would stand in the record.
    private static TrustedCertificates? Trusted(FormRules rules, string? certificates)
    {
        var pem = rules.Text(certificates, nameof(Input.Certificates), TimestampAuthority.LongestCertificates);
        if (pem.Length == 0) return null;
        var trusted = TrustedCertificates.Read(pem);
        if (trusted is null) rules.Refuse(Rule.NoRootCertificate, nameof(Input.Certificates));
        return trusted;
    }
}
