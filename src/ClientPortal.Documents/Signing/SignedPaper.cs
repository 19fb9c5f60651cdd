using System.Globalization;

namespace ClientPortal.Documents.Signing;

/// <summary>How a signatory proved who they are when they signed.</summary>
public enum SignInMethod
{
    /// <summary>A passkey.</summary>
    Passkey,

    /// <summary>Password and one-time code.</summary>
    PasswordAndCode,

    /// <summary>Password and a recovery code.</summary>
    PasswordAndRecoveryCode,

    /// <summary>The company's single sign-on.</summary>
    SingleSignOn,
}

/// <summary>Evidence of one signature.</summary>
/// <param name="Signatory">Full name.</param>
/// <param name="Position">Position and what it rests on; may be empty.</param>
/// <param name="OnBehalfOf">The side signed for.</param>
/// <param name="SignedAt">The moment, with the offset of <paramref name="TimeZone"/> at that moment.</param>
/// <param name="TimeZone">Zone by its IANA name.</param>
/// <param name="Method">How the signatory signed in.</param>
/// <param name="Address">Network address the request came from.</param>
/// <param name="Device">Browser and system as the request named them.</param>
/// <param name="DocumentSha256">SHA-256 of the document that was shown, 64 hexadecimal digits.</param>
/// <param name="ConsentText">The words agreed to.</param>
public sealed record SignatureEvidence(
    string Signatory,
    string Position,
    string OnBehalfOf,
    DateTimeOffset SignedAt,
    string TimeZone,
    SignInMethod Method,
    string Address,
    string Device,
    string DocumentSha256,
    string ConsentText);

/// <summary>A document as offered and who signed it.</summary>
/// <param name="Language">Language of the evidence page: the document's binding language.</param>
/// <param name="Number">Number of the document.</param>
/// <param name="Title">Title of the document.</param>
/// <param name="Provider">Name of the provider, the author named in the file.</param>
/// <param name="Offered">The exact bytes that were offered: a PDF printed by this project.</param>
/// <param name="Signatures">At least one, in order of signing.</param>
public sealed record SignedPaper(
    CultureInfo Language,
    string Number,
    string Title,
    string Provider,
    ReadOnlyMemory<byte> Offered,
    IReadOnlyList<SignatureEvidence> Signatures);
