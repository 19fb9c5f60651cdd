using System.Security.Cryptography;

namespace ClientPortal.Audit.Trees;

/// <summary>
/// The key that never lies in the database and seals those that do, so that who has the database, or its back-up, can sign nothing.
/// </summary>
/// <remarks>AES-256-GCM (NIST SP 800-38D): 12 bytes of nonce, the sealed bytes, 16 bytes of tag. What a secret is for is sealed with it as associated data.</remarks>
public sealed class MasterKey : IDisposable
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _key;

    /// <summary>A key from its 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are not 32.</exception>
    public MasterKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length) throw new ArgumentException($"A master key has {Length} bytes, not {key.Length}.", nameof(key));
        _key = key.ToArray();
    }

    /// <summary>Seals a secret for a purpose.</summary>
    public byte[] Seal(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> purpose)
    {
        var box = new byte[NonceLength + secret.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Encrypt(box.AsSpan(0, NonceLength), secret, box.AsSpan(NonceLength, secret.Length), box.AsSpan(NonceLength + secret.Length), purpose);
        return box;
    }

    /// <summary>Opens what was sealed for this purpose.</summary>
    /// <exception cref="CryptographicException">Another key sealed it, it was sealed for something else, or it was changed.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, ReadOnlySpan<byte> purpose)
    {
        if (box.Length < NonceLength + TagLength) throw new CryptographicException("Too short to have been sealed.");
        var secret = new byte[box.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Decrypt(box[..NonceLength], box[NonceLength..^TagLength], box[^TagLength..], secret, purpose);
        return secret;
    }

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_key);
}
