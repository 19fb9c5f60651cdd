using ClientPortal.Domain.Access;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Signing;

/// <summary>How the person who signs showed who they are, as the server saw it.</summary>
/// <param name="Method">With what they signed in again.</param>
/// <param name="AuthenticatedAt">When they signed in again.</param>
/// <param name="Address">The network address the signature came from.</param>
/// <param name="Device">What the browser says it is.</param>
/// <param name="Session">The session it was given in.</param>
public sealed record SigningEvidence(SignInMethod Method, DateTimeOffset AuthenticatedAt, string Address, string Device, SessionId Session)
{
    /// <summary>A sign-in older than this does not carry a signature.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    /// <summary>Refuses evidence that is too weak or too old.</summary>
    /// <exception cref="RuleBroken">No second factor, a recovery code in place of one, or signed in too long ago.</exception>
    public void Ensure(DateTimeOffset now)
    {
        // A recovery code opens the door to set up a new second factor; it binds nobody to a contract.
        if (Method is not (SignInMethod.PasswordAndCode or SignInMethod.Passkey)) throw new RuleBroken(Rule.SigningNeedsSecondFactor);
        if (AuthenticatedAt > now || now - AuthenticatedAt > Freshness) throw new RuleBroken(Rule.SignInTooOld, null, (int)Freshness.TotalMinutes);
    }
}
