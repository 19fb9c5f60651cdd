using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientPortal.TransparencyLog;

/// <summary>The kinds of signature that are read, by the bytes that signed-note assigns to them.</summary>
public enum SignatureKind
{
    /// <summary>Ed25519 over the note's text.</summary>
    Ed25519 = 1,

    /// <summary>ECDSA on P-256 over the SHA-256 of the note's text, in ASN.1, as github.com/transparency-dev/formats has it.</summary>
    EcdsaP256 = 2,

    /// <summary>A witness's Ed25519 over a time and a checkpoint.</summary>
    Cosignature = 4,
}

/// <summary>A public key with its name, as it is printed: <c>name+hash+base64</c> (c2sp.org/signed-note, "Verifier keys").</summary>
public sealed class VerifierKey
{
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly byte[] _material;

    private VerifierKey(string name, SignatureKind kind, byte[] material)
    {
        (Name, Kind, _material) = (name, kind, material);
        // The number of an ECDSA key follows from the key alone, that of the others from name, kind and key.
        byte[] named = kind == SignatureKind.EcdsaP256 ? material : [.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)kind, .. material];
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(named));
    }

    /// <summary>The key's name, by advice that of the log.</summary>
    public string Name { get; }

    /// <summary>Which kind of signature the key verifies.</summary>
    public SignatureKind Kind { get; }

    /// <summary>The number that stands in signatures; it tells keys apart and proves nothing.</summary>
    public uint Id { get; }

    /// <summary>The public key: 32 bytes of Ed25519, or the SubjectPublicKeyInfo of an ECDSA key.</summary>
    public ReadOnlyMemory<byte> Material => _material;

    /// <summary>A key by its parts.</summary>
    /// <exception cref="MalformedLogException">The name cannot be a key's, the kind is not known, or the material is not a key of its kind.</exception>
    public static VerifierKey Create(string name, SignatureKind kind, ReadOnlySpan<byte> material)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!KeyName.IsOne(name)) throw new MalformedLogException(LogFault.BadKeyName);
        var isKey = kind switch
        {
            SignatureKind.Ed25519 or SignatureKind.Cosignature => material.Length == Ed25519.KeyLength,
            SignatureKind.EcdsaP256 => IsP256(material),
            _ => throw new MalformedLogException(LogFault.UnknownAlgorithm),
        };
        return isKey ? new VerifierKey(name, kind, material.ToArray()) : throw new MalformedLogException(LogFault.BadKey);
    }

    /// <summary>Reads a key as it is printed.</summary>
    /// <exception cref="MalformedLogException">It is not one, or its number is not the one that follows from it.</exception>
    public static VerifierKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Base64 may hold a plus sign of its own.
        var parts = text.Split('+', 3);
        if (parts.Length != 3) throw new MalformedLogException(LogFault.BadKey);
        var bytes = Base64Text.Decode(parts[2]);
        if (bytes.Length == 0) throw new MalformedLogException(LogFault.BadKey);
        var key = Create(parts[0], (SignatureKind)bytes[0], bytes.AsSpan(1));
        return key.ToString() == text ? key : throw new MalformedLogException(LogFault.WrongKeyId);
    }

    /// <summary>Whether this key made the signature over the text of a note.</summary>
    /// <param name="message">The text in UTF-8, its last newline included.</param>
    /// <param name="signature">The signature without the key's number.</param>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => Kind switch
    {
        SignatureKind.Ed25519 => Ed25519.Verify(_material, message, signature),
        SignatureKind.Cosignature => Cosignature.Verify(_material, message, signature),
        _ => VerifyEcdsa(message, signature),
    };

    /// <summary>The key as it is printed.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([(byte)Kind, .. _material])}");

    private static bool IsP256(ReadOnlySpan<byte> material)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(material, out var read);
            return read == material.Length && key.ExportParameters(false).Curve.Oid.Value == P256;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private bool VerifyEcdsa(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        // One object for each call: it is not said to be safe for several threads.
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_material, out _);
        try
        {
            return key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
