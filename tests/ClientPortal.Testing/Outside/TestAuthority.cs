using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace ClientPortal.Testing.Outside;

/// <summary>A timestamp authority (RFC 3161) with a root of its own, which can do it wrongly.</summary>
/// <param name="clock">Its clock.</param>
public sealed class TestAuthority(TimeProvider clock) : OutsideServer
{
    private const string TokenType = "1.2.840.113549.1.9.16.1.4";
    private const string SigningCertificate = "1.2.840.113549.1.9.16.2.47";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Policy = "1.3.6.1.4.1.99999.1";
    private const string Timestamping = "1.3.6.1.5.5.7.3.8";

    private readonly X509Certificate2 _root = MakeRoot();

    private long _serial;

    /// <summary>What its certificate calls it.</summary>
    public const string Name = "Clockwork Stamps";

    /// <summary>Its root in PEM.</summary>
    public string Root => _root.ExportCertificatePem();

    /// <summary>Whether it gives another number back than it was sent.</summary>
    public bool OtherNonce { get; set; }

    /// <summary>Whether it stamps something else.</summary>
    public bool OtherImprint { get; set; }

    /// <summary>Whether its certificate is one for servers.</summary>
    public bool NotForTimestamps { get; set; }

    /// <summary>Whether it changes the token after it signed it.</summary>
    public bool Forges { get; set; }

    /// <summary>The status it answers with: 0 is granted.</summary>
    public int Status { get; set; }

    /// <summary>How far its clock is off.</summary>
    public TimeSpan Off { get; set; }

    /// <inheritdoc/>
    protected override async Task AnswerAsync(HttpContext context, byte[] body)
    {
        if (context.Request.ContentType != "application/timestamp-query" || !Rfc3161TimestampRequest.TryDecode(body, out var request, out _))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        context.Response.ContentType = "application/timestamp-reply";
        await context.Response.Body.WriteAsync(Answer(request));
    }

    private byte[] Answer(Rfc3161TimestampRequest request)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence()) writer.WriteInteger(Status);
            if (Status <= 1) writer.WriteEncodedValue(Token(request));
        }

        return writer.Encode();
    }

    private byte[] Token(Rfc3161TimestampRequest request)
    {
        using var certificate = MakeCertificate();
        var cms = new SignedCms(new ContentInfo(new Oid(TokenType), Content(request)));
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate) { IncludeOption = X509IncludeOption.EndCertOnly, DigestAlgorithm = new Oid(Sha256) };
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificate), Meant(certificate)));
        cms.ComputeSignature(signer);
        var token = cms.Encode();
        // The last byte of the signature.
        if (Forges) token[^1] ^= 1;
        return token;
    }

    private byte[] Content(Rfc3161TimestampRequest request)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier(Policy);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Sha256);
                    writer.WriteNull();
                }

                writer.WriteOctetString(OtherImprint ? SHA256.HashData("something else"u8) : request.GetMessageHash().Span);
            }

            writer.WriteInteger(Interlocked.Increment(ref _serial));
            writer.WriteGeneralizedTime(clock.GetUtcNow() + Off, omitFractionalSeconds: true);
            var nonce = request.GetNonce()!.Value.ToArray();
            if (OtherNonce) nonce[^1] ^= 1;
            writer.WriteInteger(nonce);
        }

        return writer.Encode();
    }

    // ESSCertIDv2: which certificate the signature is meant to be of.
    private static byte[] Meant(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence()) writer.WriteOctetString(certificate.GetCertHash(HashAlgorithmName.SHA256));
        return writer.Encode();
    }

    private static X509Certificate2 MakeRoot()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Clockwork Root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request.CreateSelfSigned(FakeClock.Start.AddYears(-1), FakeClock.Start.AddYears(20));
    }

    private X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(NotForTimestamps ? "1.3.6.1.5.5.7.3.1" : Timestamping)], critical: true));
        using var certificate = request.Create(_root, FakeClock.Start.AddYears(-1), FakeClock.Start.AddYears(19), BitConverter.GetBytes(Interlocked.Increment(ref _serial)));
        return certificate.CopyWithPrivateKey(key);
    }
}
