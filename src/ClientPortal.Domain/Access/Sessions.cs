using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClientPortal.Domain.Access;

/// <summary>Who is signed in, as a request finds them.</summary>
/// <param name="Actor">The person with their roles and rights.</param>
/// <param name="Session">The session the cookie names.</param>
/// <param name="Method">How they signed in.</param>
/// <param name="Language">The language they read.</param>
/// <param name="Zone">The IANA zone they read times in.</param>
/// <param name="Unseen">How many notices they have not seen, for the bell on every page.</param>
public sealed record SignedIn(Actor Actor, SessionId Session, SignInMethod Method, Language Language, string Zone, int Unseen)
{
    /// <summary>Whether the person's roles ask for a second factor that this session does not have.</summary>
    public bool OwesSecondFactor => Actor.NeedsSecondFactor && Method == SignInMethod.Password;
}

/// <summary>Begins, resumes and ends sessions. Sign-in stands before use cases: nobody acts yet, so nothing here runs as one.</summary>
public sealed class Sessions(IDbContextFactory<PortalDb> contexts, NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>Begins a session and notes the sign-in.</summary>
    public async Task<SessionId> BeginAsync(PersonId person, SignInMethod method, Whence whence, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        var session = Session.Begin(person, method, whence.Address, whence.Device, now);
        db.Add(session);
        db.Add(SignInEvent.Of(person, SignInEventKind.SignedIn, whence.Address, whence.Device, now));
        await db.SaveChangesAsync(cancellation);
        return session.Id;
    }

    /// <summary>Who the cookie's session belongs to now; null when it is over, or the person is not welcome any more.</summary>
    public async Task<SignedIn?> ResumeAsync(SessionId id, PersonId person, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await SessionQuery.AskAsync(source, id, person, cancellation) is not { } found || !found.Times.LastAt(now)) return null;
        if (found.Times.IsWorthNoting(now)) await SeeAsync(id, now, cancellation);
        return found.SignedIn;
    }

    /// <summary>Ends the session the person leaves.</summary>
    public async Task EndAsync(SessionId id, PersonId person, Whence whence, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<Session>().SingleOrDefaultAsync(s => s.Id == id && s.PersonId == person, cancellation) is not { } session) return;
        var now = clock.GetUtcNow();
        session.End(now);
        db.Add(SignInEvent.Of(person, SignInEventKind.SignedOut, whence.Address, whence.Device, now));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Raises a session to a method with a second factor, given again in it.</summary>
    public async Task RaiseAsync(SessionId id, PersonId person, SignInMethod method, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var session = await db.Set<Session>().SingleAsync(s => s.Id == id && s.PersonId == person, cancellation);
        session.RaiseTo(method);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Notes something that happened around a sign-in.</summary>
    public async Task NoteAsync(PersonId person, SignInEventKind kind, Whence whence, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Add(SignInEvent.Of(person, kind, whence.Address, whence.Device, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellation);
    }

    private async Task SeeAsync(SessionId id, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var session = await db.Set<Session>().SingleAsync(s => s.Id == id, cancellation);
        if (session.See(now)) await db.SaveChangesAsync(cancellation);
    }
}
