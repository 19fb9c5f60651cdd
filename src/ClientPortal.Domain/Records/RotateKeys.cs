using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Records;

/// <summary>An administrator has every log sign with a new key, and says why. What the old keys signed stays verifiable.</summary>
public sealed class RotateKeys(PortalWork work)
{
    /// <summary>Notes the wish; the sequencer makes the keys in its next round.</summary>
    public Task<Outcome<bool>> RunAsync(PersonId actor, CommandId command, ReasonInput input, CancellationToken cancellation) => work.RunAsync(actor, command, work =>
    {
        NotYours.Unless(work.Actor.Is(Role.Administrator));
        var reason = input.Checked();
        work.Db.Add(new KeyRotation { AskedBy = actor, AskedAt = work.Now });
        work.Record(KeyFacts.RotationAsked(reason));
        return Task.FromResult(true);
    }, cancellation);
}
