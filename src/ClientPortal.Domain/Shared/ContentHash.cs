using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ClientPortal.Domain.Shared;

/// <summary>A SHA-256 hash, by which bytes are known: the address of a file, the fingerprint of a version of terms.</summary>
public readonly record struct ContentHash
{
    private readonly string? _hex;

    private ContentHash(string hex) => _hex = hex;

    /// <summary>Sixty-four lower-case hexadecimal digits.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no hash.</exception>
    public string Hex => _hex ?? throw new InvalidOperationException("The default value is no hash.");

    /// <summary>The thirty-two bytes.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Hex);

    /// <summary>The hash of these bytes.</summary>
    public static ContentHash Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>The hash a person or an address gave, in either case; null when the text is not 64 hexadecimal digits.</summary>
    public static ContentHash? Parse(string? hex) =>
        hex is { Length: 64 } && hex.All(char.IsAsciiHexDigit) ? new ContentHash(hex.ToLowerInvariant()) : null;

    /// <summary>The hash with these thirty-two bytes.</summary>
    public static ContentHash FromBytes(ReadOnlySpan<byte> hash) =>
        hash.Length == SHA256.HashSizeInBytes ? new(Convert.ToHexStringLower(hash)) : throw new ArgumentException("A SHA-256 hash has 32 bytes.", nameof(hash));

    /// <summary>The hexadecimal digits.</summary>
    public override string ToString() => _hex ?? string.Empty;
}

/// <summary>A hash is its thirty-two bytes in the database.</summary>
internal sealed class ContentHashConverter() : ValueConverter<ContentHash, byte[]>(hash => hash.ToBytes(), bytes => ContentHash.FromBytes(bytes));
