using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ClientPortal.Documents.Signing;

namespace ClientPortal.Web.Logs;

/// <summary>The seal of what the portal itself states.</summary>
/// <param name="Seal">With the certificate that was configured; null where none is.</param>
public sealed record PortalSeal(DocumentSeal? Seal)
{
    private const string Setting = $"{RecordOptions.Section}:{nameof(RecordOptions.SealFile)}";

    /// <summary>Opens a certificate with its key.</summary>
    /// <param name="path">A PKCS#12 file.</param>
    /// <param name="passwordFile">A file that holds its password; null for none.</param>
    /// <exception cref="InvalidOperationException">The files cannot be read, or hold no certificate with a key.</exception>
    internal static PortalSeal Read(string path, string? passwordFile)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, passwordFile is { Length: > 0 } ? File.ReadAllText(passwordFile).Trim() : null, X509KeyStorageFlags.EphemeralKeySet);
            return certificate.HasPrivateKey ? new PortalSeal(new DocumentSeal(certificate)) : throw new InvalidOperationException($"{Setting} holds a certificate without its key.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"{Setting} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>Opens the certificate of Development, and makes one where there is none.</summary>
    internal static PortalSeal ReadOrMake(string path, string name, TimeProvider clock)
    {
        OwnFile.Ensure(path, () => Make(name, clock.GetUtcNow()));
        return Read(path, passwordFile: null);
    }

    private static byte[] Make(string name, DateTimeOffset now)
    {
        using var key = RSA.Create(3072);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        return certificate.Export(X509ContentType.Pkcs12);
    }
}
