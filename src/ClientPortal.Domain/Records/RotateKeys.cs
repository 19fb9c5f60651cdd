using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Records;

/// <summary>An administrator has every log sign with a new key. What the old keys signed stays verifiable.</summary>
public sealed class RotateKeys(PortalWork work)
{
    /// <summary>Notes the wish; the sequencer makes the keys in its next round.</summary>
    public Task<Outcome<bool>> RunAsync(PersonId actor, CommandId command, CancellationToken cancellation) => work.RunAsync(actor, command, work =>
    {
        NotYours.Unless(work.Actor.Is(Role.Administrator));
        work.Db.Add(new KeyRotation { AskedBy = actor, AskedAt = work.Now });
        work.Record(KeyFacts.RotationAsked());
        return Task.FromResult(true);
    }, cancellation);
}
