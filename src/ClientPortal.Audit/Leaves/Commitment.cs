using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ClientPortal.Audit.Leaves;

/// <summary>
/// A promise about a personal value that does not reveal it: HMAC-SHA-256 under a salt of 256 random bits. Who holds value
/// and salt can show that this is what was recorded; once they are erased, the leaf says nothing about the person and
/// still verifies.
/// </summary>
public static class Commitment
{
    /// <summary>Bytes in a salt.</summary>
    public const int SaltLength = 32;

    private const string Purpose = "clientportal.leaf.v1";

    // Strict: what cannot be written would become a question mark, and two values would share a commitment.
    private static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A new salt from the system's random source.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    /// <summary>The commitment to <paramref name="value"/> under its name in the fact: base64url without padding (RFC 4648, section 5).</summary>
    /// <exception cref="ArgumentException">The salt is not <see cref="SaltLength"/> bytes long, the name holds a null, or a text has half a surrogate pair.</exception>
    public static string To(string name, string value, ReadOnlySpan<byte> salt)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A null ends the name in what is committed to, so it cannot be part of it.", nameof(name));
        if (salt.Length != SaltLength)
            throw new ArgumentException($"A salt has {SaltLength} bytes, not {salt.Length}.", nameof(salt));
        var message = Utf8.GetBytes($"{Purpose}\0{name}\0{value}");
        return Base64Url.EncodeToString(HMACSHA256.HashData(salt, message));
    }
}
