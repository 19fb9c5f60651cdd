namespace ClientPortal.TransparencyLog.Tests.Notes;

/// <summary>Everything that can happen to one byte.</summary>
internal static class Alterations
{
    /// <summary>Each bit of each byte turned, each byte left out, and a byte put in at each place.</summary>
    public static IEnumerable<byte[]> Of(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                byte[] turned = [.. bytes];
                turned[at] ^= (byte)(1 << bit);
                yield return turned;
            }

            yield return [.. bytes[..at], .. bytes[(at + 1)..]];
            foreach (var more in " \n\r0A="u8.ToArray()) yield return [.. bytes[..at], more, .. bytes[at..]];
        }

        foreach (var more in " \n\r0A="u8.ToArray()) yield return [.. bytes, more];
        yield return [.. bytes, .. bytes];
    }

    /// <summary>Whether something says no, by its answer or by our own error; any other error passes through.</summary>
    public static bool IsRefused(Func<bool> holds)
    {
        try
        {
            return !holds();
        }
        catch (MalformedLogException)
        {
            return true;
        }
    }
}
