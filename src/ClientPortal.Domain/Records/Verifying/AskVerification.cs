using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records.Verifying;

/// <summary>An auditor or an administrator asks for the verification of the whole record. While one waits or runs, it is the answer.</summary>
public sealed class AskVerification(PortalWork work)
{
    private const long Lock = 7163804;

    /// <summary>Asks; a server begins at once.</summary>
    /// <returns>The run that is to be awaited.</returns>
    public Task<Outcome<VerificationId>> RunAsync(PersonId actor, CommandId command, CancellationToken cancellation) => work.RunAsync(actor, command, async work =>
    {
        NotYours.Unless(VerificationReads.MayRead(work.Actor));
        // Two who ask at the same moment ask for one.
        await work.Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellation);
        var pending = await work.Db.Set<Verification>().AsNoTracking()
            .Where(v => v.State == VerificationState.Asked || v.State == VerificationState.Running).OrderBy(v => v.AskedAt).FirstOrDefaultAsync(cancellation);
        if (pending is not null) return pending.Id;
        var run = Verification.AskedFor(actor, work.Now);
        work.Db.Add(run);
        return run.Id;
    }, cancellation);
}
