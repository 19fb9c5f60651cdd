using System.Security.Cryptography;

namespace ClientPortal.TransparencyLog.Tests.Merkle;

/// <summary>RFC 6962, section 2.1, word by word: recursive, slow, and sharing nothing with what it judges.</summary>
internal static class NaiveTree
{
    public static TreeHash Root(ReadOnlySpan<byte[]> entries)
    {
        switch (entries.Length)
        {
            case 0: return new TreeHash(SHA256.HashData([]));
            case 1: return new TreeHash(SHA256.HashData([0, .. entries[0]]));
            default:
                var k = Split(entries.Length);
                return new TreeHash(SHA256.HashData([1, .. Root(entries[..k]).ToArray(), .. Root(entries[k..]).ToArray()]));
        }
    }

    public static TreeHash[] Path(int m, ReadOnlySpan<byte[]> entries)
    {
        if (entries.Length == 1) return [];
        var k = Split(entries.Length);
        return m < k ? [.. Path(m, entries[..k]), Root(entries[k..])] : [.. Path(m - k, entries[k..]), Root(entries[..k])];
    }

    public static TreeHash[] Proof(int m, ReadOnlySpan<byte[]> entries) => SubProof(m, entries, known: true);

    /// <summary>The roots of complete subtrees, reckoned anew at each call.</summary>
    public static ReadHash Reader(byte[][] entries) =>
        (level, index) => Root(entries.AsSpan((int)index << level, 1 << level));

    private static TreeHash[] SubProof(int m, ReadOnlySpan<byte[]> entries, bool known)
    {
        if (m == entries.Length) return known ? [] : [Root(entries)];
        var k = Split(entries.Length);
        return m <= k
            ? [.. SubProof(m, entries[..k], known), Root(entries[k..])]
            : [.. SubProof(m - k, entries[k..], known: false), Root(entries[..k])];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (2 * k < n) k *= 2;
        return k;
    }
}
