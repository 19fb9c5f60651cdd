using System.Security.Cryptography;
using System.Text;
using ClientPortal.TransparencyLog;

namespace ClientPortal.Audit.Trees;

/// <summary>Makes the keys that sign logs, and opens them again with the master key.</summary>
/// <remarks>Ed25519 where an OpenSSL is there that knows it, ECDSA on P-256 otherwise; which, stands in the verifier key and in the sealed bytes.</remarks>
internal sealed class LogKeys(MasterKey master)
{
    private const byte Ed25519Seed = 1;
    private const byte EcdsaPkcs8 = 2;

    /// <summary>A new key for a log of this name.</summary>
    public (string VerifierKey, byte[] Sealed) Make(string name)
    {
        var secret = NewSecret();
        try
        {
            using var key = From(name, secret);
            var verifier = key.VerifierKey.ToString();
            return (verifier, master.Seal(secret, Purpose(verifier)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>The key behind a verifier key. The caller disposes of it.</summary>
    /// <exception cref="CryptographicException">The master key is another one, or the sealed bytes belong to another key.</exception>
    public SigningKey Open(LogKey key)
    {
        var secret = master.Open(key.Sealed, Purpose(key.VerifierKey));
        try
        {
            return From(VerifierKey.Parse(key.VerifierKey).Name, secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static byte[] NewSecret()
    {
        if (Ed25519.IsSupported) return [Ed25519Seed, .. RandomNumberGenerator.GetBytes(Ed25519.KeyLength)];
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return [EcdsaPkcs8, .. key.ExportPkcs8PrivateKey()];
    }

    private static SigningKey From(string name, ReadOnlySpan<byte> secret)
    {
        if (secret[0] == Ed25519Seed) return SigningKey.FromEd25519(name, secret[1..]);
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(secret[1..], out _);
        return SigningKey.FromEcdsa(name, key);
    }

    private static byte[] Purpose(string verifierKey) => Encoding.UTF8.GetBytes($"clientportal.log-key.v1\n{verifierKey}");
}
