using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Data;

/// <summary>The one way to read: a context that tracks nothing and sees only what the actor may see.</summary>
public sealed class PortalReads(IDbContextFactory<PortalDb> contexts)
{
    /// <summary>Runs one read and answers its record.</summary>
    public Task<T> RunAsync<T>(Actor actor, Func<PortalDb, Task<T>> read, CancellationToken cancellation) => RunAsync(actor.Person, read, cancellation);

    /// <summary>Runs a read for which it is enough to know the person, such as that of their own notices.</summary>
    public Task<T> RunAsync<T>(PersonId person, Func<PortalDb, Task<T>> read, CancellationToken cancellation) => RunAsync(read, person, cancellation);

    /// <summary>Runs a read for somebody who is not signed in: row security shows what is everybody's.</summary>
    public Task<T> RunForAnyoneAsync<T>(Func<PortalDb, Task<T>> read, CancellationToken cancellation) => RunAsync(read, person: null, cancellation);

    private async Task<T> RunAsync<T>(Func<PortalDb, Task<T>> read, PersonId? person, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ActingFor = person;
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        // Opened once, so that the actor is told to the database once however many queries the read has.
        await db.Database.OpenConnectionAsync(cancellation);
        return await read(db);
    }
}
