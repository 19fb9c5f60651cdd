namespace ClientPortal.Domain.Access;

/// <summary>One sign-in on one device.</summary>
public readonly record struct SessionId(Guid Value) : ITypedId<SessionId>
{
    /// <inheritdoc/>
    public static SessionId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static SessionId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>How somebody showed who they are.</summary>
public enum SignInMethod
{
    /// <summary>A password alone.</summary>
    Password,

    /// <summary>A password and a one-time code of an authenticator (RFC 6238).</summary>
    PasswordAndCode,

    /// <summary>A password and one of the recovery codes.</summary>
    PasswordAndRecoveryCode,

    /// <summary>A passkey that verified its user (WebAuthn), which is two factors in one.</summary>
    Passkey,
}

/// <summary>The moments that decide whether a session lasts.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Seen">When it was last used.</param>
/// <param name="Ended">When it was ended; null while it may last.</param>
internal readonly record struct SessionTimes(DateTimeOffset Started, DateTimeOffset Seen, DateTimeOffset? Ended)
{
    // Written at most this often: one small write a minute and person.
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(1);

    /// <summary>Whether it lasts at this moment.</summary>
    public bool LastAt(DateTimeOffset now) => Ended is null && now - Seen < Session.Idle && now - Started < Session.Longest;

    /// <summary>Whether that it is used is worth writing down.</summary>
    public bool IsWorthNoting(DateTimeOffset now) => now - Seen >= SeenStep;
}

/// <summary>A sign-in that lasts: the cookie carries its id, and ending it here ends it everywhere within a request.</summary>
public sealed class Session
{
    /// <summary>A session that is not used for this long is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>However busy, a session is over after this long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    private Session()
    {
    }

    /// <summary>Its identifier.</summary>
    public SessionId Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>How the person signed in.</summary>
    public SignInMethod Method { get; private set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>When it was last used, within a minute.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>From where, as the server saw it.</summary>
    public required string Address { get; init; }

    /// <summary>What the browser says it is, cut to 300 characters.</summary>
    public required string Device { get; init; }

    /// <summary>When it was ended; null while it may last.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Whether a second factor was given in it.</summary>
    public bool HasSecondFactor => Method != SignInMethod.Password;

    /// <summary>Begins a session.</summary>
    public static Session Begin(PersonId person, SignInMethod method, string address, string device, DateTimeOffset at) => new()
    {
        Id = SessionId.New(),
        PersonId = person,
        Method = method,
        StartedAt = at,
        SeenAt = at,
        Address = address.Length > 64 ? address[..64] : address,
        Device = device.Length > 300 ? device[..300] : device,
    };

    /// <summary>Whether it lasts at this moment.</summary>
    public bool LastsAt(DateTimeOffset now) => Times.LastAt(now);

    /// <summary>Notes that it is used; answers whether that is worth writing down.</summary>
    public bool See(DateTimeOffset now)
    {
        if (!Times.IsWorthNoting(now)) return false;
        SeenAt = now;
        return true;
    }

    /// <summary>The person gave a second factor in a session that began with a password alone.</summary>
    public void RaiseTo(SignInMethod method) => Method = method;

    /// <summary>Ends it; ending an ended session changes nothing.</summary>
    public void End(DateTimeOffset at) => EndedAt ??= at;

    private SessionTimes Times => new(StartedAt, SeenAt, EndedAt);
}
