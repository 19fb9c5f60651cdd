using System.Globalization;
using System.Text;

namespace ClientPortal.TransparencyLog;

/// <summary>
/// A receipt: the place of an entry, the hashes that lead from it to a root, and the signed checkpoint that holds the root
/// (c2sp.org/tlog-proof, first version; kept in files named <c>.tlog-proof</c>).
/// </summary>
public sealed class LogProof
{
    /// <summary>The most bytes a proof may have.</summary>
    public const int Longest = SignedNote.Longest + 200_000;

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraStart = "extra ";
    private const string IndexStart = "index ";
    private const int MostHashes = 63;

    private readonly TreeHash[] _hashes;

    /// <summary>Puts a receipt together.</summary>
    /// <param name="index">The place of the entry, from 0.</param>
    /// <param name="hashes">From <see cref="InclusionProof.Make"/>.</param>
    /// <param name="note">The signed checkpoint.</param>
    /// <param name="extra">What the application adds; nobody vouches for it. Null is not the same as none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative, or there are more than 63 hashes.</exception>
    public LogProof(long index, ReadOnlySpan<TreeHash> hashes, SignedNote note, byte[]? extra = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hashes.Length, MostHashes, nameof(hashes));
        ArgumentNullException.ThrowIfNull(note);
        (Index, _hashes, Note) = (index, hashes.ToArray(), note);
        // As memory, null would be empty.
        if (extra is not null) Extra = extra;
    }

    /// <summary>The place of the entry, from 0.</summary>
    public long Index { get; }

    /// <summary>From the leaf's neighbour up to just below the root.</summary>
    public IReadOnlyList<TreeHash> Hashes => _hashes;

    /// <summary>The signed checkpoint; its text means nothing before it has been verified.</summary>
    public SignedNote Note { get; }

    /// <summary>What the application added, if it did. Nobody vouches for it.</summary>
    public ReadOnlyMemory<byte>? Extra { get; }

    /// <summary>Reads a receipt. Nothing is verified yet.</summary>
    /// <exception cref="MalformedLogException">It is not one.</exception>
    public static LogProof Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Longest) throw new MalformedLogException(LogFault.TooLong);
        var rest = NoteText.Decode(bytes).AsSpan();
        var line = 1L;
        if (!Next(ref rest).SequenceEqual(Header)) throw new MalformedLogException(LogFault.BadHeader, LogUnit.Line, line);
        byte[]? extra = null;
        line++;
        if (rest.StartsWith(ExtraStart, StringComparison.Ordinal)) extra = Base64Text.Decode(Next(ref rest)[ExtraStart.Length..], LogUnit.Line, line++);
        if (!rest.StartsWith(IndexStart, StringComparison.Ordinal)) throw new MalformedLogException(LogFault.MissingLine, LogUnit.Line, line);
        var index = DecimalText.Read(Next(ref rest)[IndexStart.Length..], line);
        var hashes = new List<TreeHash>();
        while (!rest.IsEmpty && rest[0] != '\n')
        {
            line++;
            if (hashes.Count == MostHashes) throw new MalformedLogException(LogFault.TooManyHashes, LogUnit.Line, line);
            hashes.Add(TreeHash.OnLine(Next(ref rest), line));
        }

        if (rest.IsEmpty) throw new MalformedLogException(LogFault.NoBlankLine, LogUnit.Line, line + 1);
        return new LogProof(index, [.. hashes], SignedNote.Parse(Encoding.UTF8.GetBytes(rest[1..].ToString())), extra);
    }

    /// <summary>Whether the log that is trusted says that this entry stands at this place.</summary>
    /// <param name="entry">The entry's exact bytes.</param>
    /// <param name="log">Whose word counts.</param>
    /// <exception cref="MalformedLogException">The note is no checkpoint.</exception>
    public LogVerdict Verify(ReadOnlySpan<byte> entry, TrustedLog log) => VerifyLeaf(MerkleTree.Leaf(entry), log);

    /// <summary>Whether the log that is trusted says that the entry with this hash stands at this place.</summary>
    /// <param name="leaf">The hash of the entry, from <see cref="MerkleTree.Leaf"/>.</param>
    /// <param name="log">Whose word counts.</param>
    /// <exception cref="MalformedLogException">The note is no checkpoint.</exception>
    public LogVerdict VerifyLeaf(in TreeHash leaf, TrustedLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var verdict = log.Verify(Note, out var checkpoint);
        if (checkpoint is null) return verdict;
        return InclusionProof.Verify(leaf, Index, checkpoint.Head, _hashes) ? LogVerdict.Fits : LogVerdict.DoesNotFit;
    }

    /// <summary>The receipt as it is sent and stored.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder().Append(Header).Append('\n');
        if (Extra is { } extra) text.Append(ExtraStart).Append(Convert.ToBase64String(extra.Span)).Append('\n');
        text.Append(IndexStart).Append(CultureInfo.InvariantCulture, $"{Index}\n");
        foreach (var hash in _hashes) text.Append(hash).Append('\n');
        return [.. Encoding.UTF8.GetBytes(text.Append('\n').ToString()), .. Note.Bytes.Span];
    }

    // Every line ends in a newline: that was seen when the text was decoded.
    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('\n');
        var line = rest[..end];
        rest = rest[(end + 1)..];
        return line;
    }
}
