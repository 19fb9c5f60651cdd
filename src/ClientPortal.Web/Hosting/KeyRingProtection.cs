using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace ClientPortal.Web.Hosting;

/// <summary>Encrypts the keys of cookies and mailed links where they lie, so that a copy of the database opens no session.</summary>
internal static class KeyRingProtection
{
    /// <exception cref="InvalidOperationException">The certificate that is named cannot be read, or has no private key.</exception>
    public static void AddKeyRingProtection(this WebApplicationBuilder builder)
    {
        var portal = builder.Configuration.GetSection(PortalOptions.Section);
        if (portal[nameof(PortalOptions.KeyRingCertificate)] is not { Length: > 0 } file) return;
        builder.Services.AddDataProtection().ProtectKeysWithCertificate(Read(file, portal[nameof(PortalOptions.KeyRingPassword)]));
    }

    private static X509Certificate2 Read(string file, string? password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            return certificate.HasPrivateKey ? certificate : throw new CryptographicException("It has no private key.");
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{PortalOptions.Section}:{nameof(PortalOptions.KeyRingCertificate)} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
