using ClientPortal.Domain.Access;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Signing;

/// <summary>A signature as it is shown beside and inside its document.</summary>
/// <param name="Side">For which side.</param>
/// <param name="Person">Who signed.</param>
/// <param name="Name">Their name as it was then.</param>
/// <param name="SignedAt">When.</param>
/// <param name="DocumentHash">The SHA-256 of what was signed, in hexadecimal.</param>
/// <param name="Method">How they signed in again.</param>
/// <param name="AuthenticatedAt">When they signed in again.</param>
/// <param name="Address">From where.</param>
/// <param name="Device">With what.</param>
/// <param name="ConsentText">The words agreed to.</param>
public sealed record SignatureShown(
    Side Side, PersonId Person, string Name, DateTimeOffset SignedAt, string DocumentHash, SignInMethod Method, DateTimeOffset AuthenticatedAt,
    string Address, string Device, string ConsentText)
{
    internal static SignatureShown Of(Signature signature) => new(
        signature.Side, signature.PersonId, signature.PersonName, signature.SignedAt, signature.DocumentHash.Hex, signature.Method,
        signature.AuthenticatedAt, signature.Address, signature.Device, signature.ConsentText);
}
