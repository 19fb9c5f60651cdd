using System.Runtime.InteropServices;

namespace ClientPortal.TransparencyLog;

/// <summary>A SHA-256 hash of a leaf, a node or a whole tree: 32 bytes, held without a heap object.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct TreeHash
{
    /// <summary>How many bytes a hash has.</summary>
    public const int Length = 32;

    // Compared by the record's own equality; read and written as bytes below.
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>The hash that these 32 bytes are.</summary>
    /// <exception cref="MalformedLogException">There are not 32 of them.</exception>
    public TreeHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new MalformedLogException(LogFault.BadHash);
        this = MemoryMarshal.Read<TreeHash>(bytes);
    }

    /// <summary>Writes the 32 bytes to the beginning of <paramref name="destination"/>, which must have room for them.</summary>
    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, in this);

    /// <summary>The 32 bytes in an array of their own.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>The hash in base64, as checkpoints and proofs write it.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Reads a hash written in base64.</summary>
    /// <exception cref="MalformedLogException">It is not base64 of 32 bytes.</exception>
    public static TreeHash Parse(ReadOnlySpan<char> text) => new(Base64Text.Decode(text));

    internal static TreeHash OnLine(ReadOnlySpan<char> text, long line)
    {
        var bytes = Base64Text.Decode(text, LogUnit.Line, line);
        return bytes.Length == Length ? new TreeHash(bytes) : throw new MalformedLogException(LogFault.BadHash, LogUnit.Line, line);
    }

    internal static Span<byte> BytesOf(ref TreeHash hash) => MemoryMarshal.AsBytes(new Span<TreeHash>(ref hash));
}
