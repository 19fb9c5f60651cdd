using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace ClientPortal.Audit.Attesting;

/// <summary>A token of a timestamp authority (RFC 3161): it says that something with this hash was there at that moment.</summary>
/// <param name="At">The authority's time, to the microsecond, which is what the database keeps.</param>
/// <param name="Authority">What its certificate calls it.</param>
/// <param name="Nonce">The number of the request it answers; null where it says none.</param>
public sealed record TimestampToken(DateTimeOffset At, string Authority, ReadOnlyMemory<byte>? Nonce)
{
    /// <summary>The longest name of an authority that is kept, in characters.</summary>
    public const int LongestName = 300;

    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <summary>Reads a token and verifies it: what it stamps, the signature, and that its certificate is good for timestamps and leads to who is trusted.</summary>
    /// <param name="bytes">The token alone (CMS), without the status of an answer around it.</param>
    /// <param name="hash">The SHA-256 of what it must stamp.</param>
    /// <param name="trusted">Who is trusted.</param>
    /// <param name="token">What it says, if the answer is <see cref="TokenVerdict.Fits"/>.</param>
    public static TokenVerdict Verify(ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> hash, TrustedCertificates trusted, out TimestampToken? token)
    {
        ArgumentNullException.ThrowIfNull(trusted);
        token = null;
        try
        {
            if (!Rfc3161TimestampToken.TryDecode(bytes, out var read, out var length) || length != bytes.Length)
            {
                // What can be read as far as that fails by its signature, or by its certificate.
                new SignedCms().Decode(bytes.Span);
                return TokenVerdict.Forged;
            }

            var said = read.TokenInfo;
            if (said.HashAlgorithmId.Value != Sha256 || !said.GetMessageHash().Span.SequenceEqual(hash)) return TokenVerdict.OtherContent;
            var sent = read.AsSignedCms().Certificates;
            if (!read.VerifySignatureForHash(hash, HashAlgorithmName.SHA256, out var signer, sent)) return TokenVerdict.Forged;
            if (!trusted.LedTo(signer, sent, said.Timestamp)) return TokenVerdict.NotTrusted;
            token = new TimestampToken(said.Timestamp.AddTicks(-(said.Timestamp.Ticks % TimeSpan.TicksPerMicrosecond)), Cut(TrustedCertificates.NameOf(signer)), said.GetNonce());
            return TokenVerdict.Fits;
        }
        catch (CryptographicException)
        {
            return TokenVerdict.Unreadable;
        }
    }

    private static string Cut(string name) => name.Length <= LongestName ? name : name[..LongestName];
}

/// <summary>What verifying a token came to.</summary>
public enum TokenVerdict
{
    /// <summary>It is no token.</summary>
    Unreadable,

    /// <summary>It stamps something else.</summary>
    OtherContent,

    /// <summary>Its signature is wrong, or of a certificate that is not for timestamps.</summary>
    Forged,

    /// <summary>Its certificate does not lead to who is trusted.</summary>
    NotTrusted,

    /// <summary>Everything fits.</summary>
    Fits,
}
