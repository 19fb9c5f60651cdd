using System.Formats.Asn1;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using ClientPortal.Audit.Attesting;

namespace ClientPortal.Domain.Records.Attesting;

/// <summary>Asks a timestamp authority (RFC 3161, over HTTP as its section 3.4 says).</summary>
internal sealed class TimestampClient(OutsideClient outside)
{
    private const string RequestType = "application/timestamp-query";
    private const int NonceLength = 8;

    /// <summary>Has a checkpoint stamped.</summary>
    /// <param name="address">Where the authority takes requests.</param>
    /// <param name="trusted">What its certificate must lead to.</param>
    /// <param name="note">The checkpoint's bytes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The token as it came, and what it says.</returns>
    /// <exception cref="AttestationException">It answered nothing that counts.</exception>
    public async Task<(byte[] Bytes, TimestampToken Token)> StampAsync(string address, TrustedCertificates trusted, byte[] note, CancellationToken cancellation)
    {
        var hash = SHA256.HashData(note);
        var nonce = Nonce();
        var request = Rfc3161TimestampRequest.CreateFromHash(hash, HashAlgorithmName.SHA256, nonce: nonce, requestSignerCertificates: true);
        var answer = await outside.PostAsync(address, request.Encode(), RequestType, cancellation);
        if (answer.Status != HttpStatusCode.OK) throw new AttestationException(AttestationFault.WrongStatus, ((int)answer.Status).ToString(CultureInfo.InvariantCulture));
        var bytes = TokenIn(answer.Body);
        switch (TimestampToken.Verify(bytes, hash, trusted, out var token))
        {
            case TokenVerdict.Unreadable: throw new AttestationException(AttestationFault.Unreadable);
            case TokenVerdict.OtherContent: throw new AttestationException(AttestationFault.OtherContent);
            case TokenVerdict.Forged: throw new AttestationException(AttestationFault.Forged);
            case TokenVerdict.NotTrusted: throw new AttestationException(AttestationFault.NotTrusted);
            default: break;
        }

        // An old answer, kept and sent once more, stamps the same and has another number.
        return token!.Nonce is { } said && said.Span.SequenceEqual(nonce) ? (bytes, token) : throw new AttestationException(AttestationFault.OtherContent);
    }

    // A positive number that begins with no zero is written as it is.
    private static byte[] Nonce()
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        nonce[0] = (byte)((nonce[0] & 0x3F) | 0x40);
        return nonce;
    }

    // TimeStampResp: a status, and the token where the status is "granted" (0) or "granted with modifications" (1).
    private static byte[] TokenIn(byte[] answer)
    {
        try
        {
            var response = new AsnReader(answer, AsnEncodingRules.BER).ReadSequence();
            var status = response.ReadSequence().ReadInteger();
            if (status > 1) throw new AttestationException(AttestationFault.Refused, status.ToString(CultureInfo.InvariantCulture));
            return response.ReadEncodedValue().ToArray();
        }
        catch (AsnContentException)
        {
            throw new AttestationException(AttestationFault.Unreadable);
        }
    }
}
