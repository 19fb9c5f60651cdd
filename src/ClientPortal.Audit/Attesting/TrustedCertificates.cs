using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ClientPortal.Audit.Attesting;

/// <summary>The certificates that answers of a timestamp authority must lead to: the machine's own store is never asked.</summary>
public sealed class TrustedCertificates : IDisposable
{
    private const string Timestamping = "1.3.6.1.5.5.7.3.8";

    private readonly X509Certificate2Collection _all;

    private TrustedCertificates(X509Certificate2Collection all) => _all = all;

    /// <summary>Reads certificates in PEM. What else stands in the text, such as a key, is not kept.</summary>
    /// <returns>Null when none can be read, or none of them is a root, one that is its own issuer.</returns>
    public static TrustedCertificates? Read(string pem)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return null;
        }

        return all.Any(IsRoot) ? new TrustedCertificates(all) : null;
    }

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>Whom they name, for people.</summary>
    public IReadOnlyList<string> Names => [.. _all.Select(NameOf)];

    /// <summary>The SHA-256 of each.</summary>
    public IReadOnlyList<byte[]> Fingerprints => [.. _all.Select(one => one.GetCertHash(HashAlgorithmName.SHA256))];

    /// <summary>The certificates in PEM, and nothing else.</summary>
    public override string ToString() => _all.ExportCertificatePems() + "\n";

    /// <summary>Whether a certificate is good for timestamps and led to one of these roots at that moment.</summary>
    /// <remarks>Revocation is not asked about: that would take the network, and a different answer each time.</remarks>
    internal bool LedTo(X509Certificate2 signer, X509Certificate2Collection sent, DateTimeOffset at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_all.Where(IsRoot).ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(_all);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(Timestamping));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        return chain.Build(signer);
    }

    /// <summary>What a certificate calls its holder.</summary>
    internal static string NameOf(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var one in _all) one.Dispose();
    }

    private static bool IsRoot(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
