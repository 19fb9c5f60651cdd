using System.Security.Cryptography;

namespace ClientPortal.TransparencyLog;

/// <summary>A private key with a name, which signs notes.</summary>
public abstract class SigningKey : IDisposable
{
    private protected SigningKey(VerifierKey verifierKey) => VerifierKey = verifierKey;

    /// <summary>The public half, to be printed where people verify.</summary>
    public VerifierKey VerifierKey { get; }

    /// <summary>An Ed25519 key from its 32 secret bytes.</summary>
    /// <exception cref="MalformedLogException">The name cannot be a key's, or the seed is not 32 bytes.</exception>
    /// <exception cref="PlatformNotSupportedException">No OpenSSL is there: <see cref="Ed25519.IsSupported"/>.</exception>
    public static SigningKey FromEd25519(string name, ReadOnlySpan<byte> seed)
    {
        if (seed.Length != Ed25519.KeyLength) throw new MalformedLogException(LogFault.BadKey);
        return new Ed25519SigningKey(VerifierKey.Create(name, SignatureKind.Ed25519, Ed25519.PublicKey(seed)), seed.ToArray());
    }

    /// <summary>An ECDSA key on P-256, which may lie in a hardware module.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="key">The key; it stays the caller's, who disposes of it.</param>
    /// <exception cref="MalformedLogException">The name cannot be a key's, or the curve is another one.</exception>
    public static SigningKey FromEcdsa(string name, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new EcdsaSigningKey(VerifierKey.Create(name, SignatureKind.EcdsaP256, key.ExportSubjectPublicKeyInfo()), key);
    }

    /// <summary>Signs the text of a note.</summary>
    /// <param name="message">The text in UTF-8, its last newline included.</param>
    public abstract byte[] Sign(ReadOnlySpan<byte> message);

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        GC.SuppressFinalize(this);
    }

    /// <summary>Overwrites what is secret.</summary>
    private protected virtual void Forget()
    {
    }

    private sealed class Ed25519SigningKey(VerifierKey verifierKey, byte[] seed) : SigningKey(verifierKey)
    {
        public override byte[] Sign(ReadOnlySpan<byte> message) => Ed25519.Sign(seed, message);

        private protected override void Forget() => CryptographicOperations.ZeroMemory(seed);
    }

    private sealed class EcdsaSigningKey(VerifierKey verifierKey, ECDsa key) : SigningKey(verifierKey)
    {
        public override byte[] Sign(ReadOnlySpan<byte> message) =>
            key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
