namespace ClientPortal.TransparencyLog.Tests;

internal static class Hex
{
    public static byte[] Bytes(string hex) => Convert.FromHexString(hex);

    public static TreeHash Hash(string hex) => new(Bytes(hex));
}
