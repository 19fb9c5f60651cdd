using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClientPortal.Domain.Access;

/// <summary>
/// One-time codes of authenticators: RFC 6238 with SHA-1, six digits, steps of thirty seconds, which is what every
/// authenticator reads from an otpauth address. Identity checks codes against kept keys; this checks a key that is not kept yet.
/// </summary>
public static class Totp
{
    private const int KeyLength = 20;
    private const int Modulus = 1_000_000;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>A new key of 160 random bits, in base 32 (RFC 4648, section 6).</summary>
    public static string NewKey()
    {
        var bytes = RandomNumberGenerator.GetBytes(KeyLength);
        var text = new StringBuilder(KeyLength * 8 / 5);
        for (var bit = 0; bit < KeyLength * 8; bit += 5)
        {
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < KeyLength ? bytes[bit / 8 + 1] : 0);
            text.Append(Alphabet[(pair >> (11 - bit % 8)) & 31]);
        }

        return text.ToString();
    }

    /// <summary>The code at a moment.</summary>
    /// <exception cref="FormatException">The key is not base 32.</exception>
    public static string CodeAt(string key, DateTimeOffset at) => Code(Decode(key), at.ToUnixTimeSeconds() / (long)Step.TotalSeconds);

    /// <summary>Whether the code is that of this step, the one before or the one after, since clocks differ.</summary>
    public static bool Accepts(string key, string? code, DateTimeOffset at)
    {
        var digits = Encoding.ASCII.GetBytes(string.Concat((code ?? string.Empty).Where(char.IsAsciiDigit)));
        return new[] { -1, 0, 1 }.Any(steps => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(key, at + steps * Step)), digits));
    }

    /// <summary>The address an authenticator reads from a QR code.</summary>
    public static string Address(string issuer, string account, string key) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits=6";

    // RFC 4226, section 5.3: HMAC over the counter, then four bytes at an offset the last nibble names.
    private static string Code(byte[] key, long counter)
    {
        Span<byte> message = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, counter);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // SHA-1 is what the standard and the authenticators use; HMAC does not rest on its collision resistance.
        HMACSHA1.HashData(key, message, hash);
#pragma warning restore CA5350
        var truncated = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (truncated % Modulus).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string key)
    {
        var bytes = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var letter in key.Where(letter => letter is not ' ' and not '='))
        {
            var value = Alphabet.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0) throw new FormatException("The key is not base 32.");
            (buffer, bits) = (((buffer << 5) | value) & 0xFFFF, bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }

        return [.. bytes];
    }
}
