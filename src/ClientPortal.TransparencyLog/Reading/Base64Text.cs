namespace ClientPortal.TransparencyLog;

/// <summary>Standard base64 (RFC 4648, section 4) in its one canonical form.</summary>
internal static class Base64Text
{
    /// <summary>The bytes, refusing white space and bits that encoding would not have set: each text has one meaning, each meaning one text.</summary>
    /// <exception cref="MalformedLogException">It is not canonical base64.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text, LogUnit unit = LogUnit.Whole, long number = 0)
    {
        var bytes = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(text, bytes, out var count) || !text.SequenceEqual(Convert.ToBase64String(bytes.AsSpan(0, count))))
            throw new MalformedLogException(LogFault.BadBase64, unit, number);
        Array.Resize(ref bytes, count);
        return bytes;
    }
}
