namespace ClientPortal.TransparencyLog;

/// <summary>Ed25519 (RFC 8032), which .NET does not have: signing by OpenSSL's libcrypto, verifying by it or, where there is none, by arithmetic here.</summary>
public static class Ed25519
{
    /// <summary>How many bytes a public key and a private seed have.</summary>
    public const int KeyLength = 32;

    /// <summary>How many bytes a signature has.</summary>
    public const int SignatureLength = 64;

    /// <summary>Whether libcrypto was found, so that signing works. Verifying always does.</summary>
    public static bool IsSupported => LibCrypto.IsThere;

    /// <summary>The public key of a seed.</summary>
    /// <exception cref="PlatformNotSupportedException">No libcrypto was found.</exception>
    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, KeyLength, nameof(seed));
        RequireLibCrypto();
        return LibCrypto.PublicKey(seed);
    }

    /// <summary>Signs a message.</summary>
    /// <exception cref="PlatformNotSupportedException">No libcrypto was found.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, KeyLength, nameof(seed));
        RequireLibCrypto();
        return LibCrypto.Sign(seed, message);
    }

    /// <summary>Whether a signature is that of this key over this message; keys and signatures of other lengths verify nothing.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != KeyLength || signature.Length != SignatureLength) return false;
        return IsSupported ? LibCrypto.Verify(publicKey, message, signature) : EdwardsCurve.Verify(publicKey, message, signature);
    }

    private static void RequireLibCrypto()
    {
        if (!IsSupported) throw new PlatformNotSupportedException("Ed25519 signatures need OpenSSL's libcrypto, version 1.1.1 or later. ECDSA P-256 needs nothing.");
    }
}
