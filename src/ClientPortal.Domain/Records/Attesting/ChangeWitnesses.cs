using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using ClientPortal.TransparencyLog;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records.Attesting;

/// <summary>An administrator says which witnesses cosign the logs, and why.</summary>
public sealed class ChangeWitnesses(PortalWork work, OutsideAddress addresses)
{
    /// <summary>The form.</summary>
    public sealed record Input
    {
        /// <summary>What the witness calls its submission prefix.</summary>
        public string? Address { get; init; }

        /// <summary>Its verifier key.</summary>
        public string? Key { get; init; }

        /// <summary>Why.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Brings in a witness.</summary>
    public Task<Outcome<WitnessId>> AddAsync(PersonId actor, CommandId command, Input input, CancellationToken cancellation) => work.RunAsync(actor, command, async work =>
    {
        NotYours.Unless(work.Actor.Is(Role.Administrator));
        var rules = new FormRules();
        var address = addresses.OfWitness(rules, input.Address, nameof(input.Address));
        var key = Key(rules, input.Key);
        var reason = rules.Text(input.Reason, nameof(input.Reason), ReasonInput.LongestReason);
        rules.ThrowIfBroken();
        if (await work.Db.Set<Witness>().CountAsync(w => w.RemovedAt == null, cancellation) >= Witness.Most) throw new RuleBroken(Rule.WitnessesEnough, null, Witness.Most);
        var witness = Witness.Add(address, key, actor, work.Now);
        work.Db.Add(witness);
        work.Record(AttestingFacts.WitnessAdded(witness, reason));
        return witness.Id;
    }, cancellation);

    /// <summary>Removes one. What it cosigned stays cosigned.</summary>
    public Task<Outcome<WitnessId>> RemoveAsync(PersonId actor, CommandId command, WitnessId id, ReasonInput input, CancellationToken cancellation) => work.RunAsync(actor, command, async work =>
    {
        NotYours.Unless(work.Actor.Is(Role.Administrator));
        var witness = await work.Db.Set<Witness>().SingleOrDefaultAsync(w => w.Id == id, cancellation) ?? throw new NotYours();
        witness.ExpectRevision(input.Revision);
        var reason = input.Checked();
        witness.Remove(actor, work.Now);
        work.Record(AttestingFacts.WitnessRemoved(witness, reason));
        return id;
    }, cancellation);

    private static string Key(FormRules rules, string? text)
    {
        var key = rules.Line(text, nameof(Input.Key), Witness.LongestKey);
        if (key.Length == 0) return key;
        try
        {
            if (VerifierKey.Parse(key).Kind == SignatureKind.Cosignature) return key;
        }
        catch (MalformedLogException)
        {
            // Said below, like a key of another kind.
        }

        rules.Refuse(Rule.NotAWitnessKey, nameof(Input.Key));
        return string.Empty;
    }
}
