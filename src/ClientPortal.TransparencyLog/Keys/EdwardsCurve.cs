using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace ClientPortal.TransparencyLog;

/// <summary>
/// Verifies Ed25519 with whole numbers of any length (RFC 8032, section 5.1), for machines without OpenSSL. Nothing here is
/// secret, so it may take the time it takes: some milliseconds.
/// </summary>
internal static class EdwardsCurve
{
    private static readonly BigInteger P = (BigInteger.One << 255) - 19;
    private static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);
    private static readonly Point Base = Decompress((4 * Inverse(5)) % P, isOdd: false)!.Value;

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (Decode(publicKey) is not { } key) return false;
        var scalar = Number(signature[32..]);
        if (scalar >= Order) return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(signature[..32]);
        hash.AppendData(publicKey);
        hash.AppendData(message);
        var challenge = Number(hash.GetHashAndReset()) % Order;
        return Encode(Add(Times(Base, scalar), Times(key.Negated, challenge))).AsSpan().SequenceEqual(signature[..32]);
    }

    private static Point? Decode(ReadOnlySpan<byte> bytes)
    {
        var number = Number(bytes);
        var y = number & ((BigInteger.One << 255) - 1);
        return y < P ? Decompress(y, isOdd: number >> 255 == BigInteger.One) : null;
    }

    // x follows from y but for its sign (RFC 8032, section 5.1.3).
    private static Point? Decompress(BigInteger y, bool isOdd)
    {
        var square = Mod((y * y) - 1) * Inverse(Mod((D * y * y) + 1)) % P;
        var x = BigInteger.ModPow(square, (P + 3) / 8, P);
        if (x * x % P != square) x = x * RootOfMinusOne % P;
        if (x * x % P != square || (x.IsZero && isOdd)) return null;
        if (x.IsEven == isOdd) x = P - x;
        return new Point(x, y, BigInteger.One, x * y % P);
    }

    private static byte[] Encode(Point point)
    {
        var inverse = Inverse(point.Z);
        var (x, y) = (point.X * inverse % P, point.Y * inverse % P);
        var bytes = new byte[32];
        y.TryWriteBytes(bytes, out _, isUnsigned: true);
        if (!x.IsEven) bytes[31] |= 0x80;
        return bytes;
    }

    private static Point Times(Point point, BigInteger scalar)
    {
        var sum = new Point(BigInteger.Zero, BigInteger.One, BigInteger.One, BigInteger.Zero);
        for (; !scalar.IsZero; scalar >>= 1)
        {
            if (!scalar.IsEven) sum = Add(sum, point);
            point = Add(point, point);
        }

        return sum;
    }

    // The one addition that also doubles (RFC 8032, section 5.1.4).
    private static Point Add(Point left, Point right)
    {
        var a = Mod((left.Y - left.X) * (right.Y - right.X));
        var b = (left.Y + left.X) * (right.Y + right.X) % P;
        var c = left.T * 2 * D % P * right.T % P;
        var d = left.Z * 2 * right.Z % P;
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new Point(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true);

    private static BigInteger Inverse(BigInteger number) => BigInteger.ModPow(number, P - 2, P);

    private static BigInteger Mod(BigInteger number) => number % P is { Sign: < 0 } below ? below + P : number % P;

    /// <summary>A point in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z.</summary>
    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
    {
        public Point Negated => this with { X = P - X, T = P - T };
    }
}
