using System.Buffers.Binary;

namespace ClientPortal.TransparencyLog;

/// <summary>One signature line of a note: who signed, with which key, and the signature.</summary>
/// <param name="Name">The name of the key.</param>
/// <param name="KeyId">The number by which name and key are told apart from others; not a proof of anything.</param>
/// <param name="Bytes">The signature in the form of its kind, not empty.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    private const string Start = "— ";

    internal static NoteSignature Parse(ReadOnlySpan<char> line, long number)
    {
        if (!line.StartsWith(Start, StringComparison.Ordinal)) throw new MalformedLogException(LogFault.BadSignatureLine, LogUnit.Line, number);
        line = line[Start.Length..];
        var space = line.IndexOf(' ');
        if (space < 0) throw new MalformedLogException(LogFault.BadSignatureLine, LogUnit.Line, number);
        if (!KeyName.IsOne(line[..space])) throw new MalformedLogException(LogFault.BadKeyName, LogUnit.Line, number);
        var bytes = Base64Text.Decode(line[(space + 1)..], LogUnit.Line, number);
        if (bytes.Length <= sizeof(uint)) throw new MalformedLogException(LogFault.BadSignatureLine, LogUnit.Line, number);
        return new NoteSignature(line[..space].ToString(), BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(sizeof(uint)));
    }

    /// <summary>The line, without its newline.</summary>
    public override string ToString()
    {
        var bytes = new byte[sizeof(uint) + Bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Bytes.CopyTo(bytes.AsMemory(sizeof(uint)));
        return $"{Start}{Name} {Convert.ToBase64String(bytes)}";
    }
}

/// <summary>What keys may be called.</summary>
internal static class KeyName
{
    public static bool IsOne(ReadOnlySpan<char> name)
    {
        foreach (var character in name)
        {
            if (character is '+' or < ' ' || char.IsWhiteSpace(character)) return false;
        }

        return !name.IsEmpty;
    }
}
