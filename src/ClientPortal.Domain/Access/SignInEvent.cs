namespace ClientPortal.Domain.Access;

/// <summary>What can happen around a sign-in.</summary>
public enum SignInEventKind
{
    /// <summary>The person is in.</summary>
    SignedIn,

    /// <summary>The password was wrong.</summary>
    PasswordWrong,

    /// <summary>The code of the second factor, or the recovery code, was wrong.</summary>
    CodeWrong,

    /// <summary>The account was locked for a while after too many failures.</summary>
    LockedOut,

    /// <summary>The person left.</summary>
    SignedOut,

    /// <summary>A session was ended from another place.</summary>
    SessionEnded,

    /// <summary>The password was changed by the person.</summary>
    PasswordChanged,

    /// <summary>The password was set anew through a mailed link.</summary>
    PasswordReset,

    /// <summary>An authenticator was set up.</summary>
    AuthenticatorAdded,

    /// <summary>An authenticator was removed.</summary>
    AuthenticatorRemoved,

    /// <summary>A passkey was added.</summary>
    PasskeyAdded,

    /// <summary>A passkey was removed.</summary>
    PasskeyRemoved,

    /// <summary>New recovery codes were made; the old ones are void.</summary>
    RecoveryCodesMade,

    /// <summary>An administrator took the second factor away so that a new one can be set up.</summary>
    SecondFactorReset,

    /// <summary>The person accepted the invitation.</summary>
    Joined,
}

/// <summary>One thing that happened around the sign-in of a person: kept, shown to that person and to administrators, never changed.</summary>
public sealed class SignInEvent
{
    private SignInEvent()
    {
    }

    /// <summary>Its identifier; later events have larger ones.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose sign-in.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>What happened.</summary>
    public SignInEventKind Kind { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>From where, as the server saw it.</summary>
    public required string Address { get; init; }

    /// <summary>What the browser says it is, cut to 300 characters.</summary>
    public required string Device { get; init; }

    /// <summary>An event of this moment.</summary>
    public static SignInEvent Of(PersonId person, SignInEventKind kind, string address, string device, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(),
        PersonId = person,
        Kind = kind,
        At = at,
        Address = address.Length > 64 ? address[..64] : address,
        Device = device.Length > 300 ? device[..300] : device,
    };
}
