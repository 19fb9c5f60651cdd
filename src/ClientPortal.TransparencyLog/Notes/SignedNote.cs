using System.Text;
using System.Text.Unicode;

namespace ClientPortal.TransparencyLog;

/// <summary>A text with one or more signatures below it (c2sp.org/signed-note).</summary>
/// <remarks>What the text says means nothing until <see cref="Verify"/> has answered that a trusted key signed it.</remarks>
public sealed class SignedNote
{
    /// <summary>The most bytes a note may have.</summary>
    public const int Longest = 1_000_000;

    /// <summary>The most signatures a note may have.</summary>
    public const int MostSignatures = 100;

    private readonly byte[] _bytes;

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures, byte[] bytes) => (Text, Signatures, _bytes) = (text, signatures, bytes);

    /// <summary>The text that is signed, its last newline included.</summary>
    public string Text { get; }

    /// <summary>All signatures, those of unknown keys too, in their order; at least one.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>The note as it is sent and stored, byte by byte as it was read.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Signs a text.</summary>
    /// <param name="text">Whole lines: it ends in a newline and has no other control character.</param>
    /// <param name="keys">The keys to sign with, at least one, in the order in which their signatures are to stand.</param>
    /// <exception cref="MalformedLogException">The text cannot stand in a note.</exception>
    /// <exception cref="ArgumentException">No key is given, or too many.</exception>
    public static SignedNote Sign(string text, params ReadOnlySpan<SigningKey> keys)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (keys.IsEmpty || keys.Length > MostSignatures) throw new ArgumentException("A note has from one to a hundred signatures.", nameof(keys));
        var message = NoteText.Encode(text);
        var note = new StringBuilder(text).Append('\n');
        foreach (var key in keys) note.Append(new NoteSignature(key.VerifierKey.Name, key.VerifierKey.Id, key.Sign(message))).Append('\n');
        return Parse(Encoding.UTF8.GetBytes(note.ToString()));
    }

    /// <summary>Reads a note. Nothing is verified yet.</summary>
    /// <exception cref="MalformedLogException">It is not one.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Longest) throw new MalformedLogException(LogFault.TooLong);
        var note = NoteText.Decode(bytes);
        var blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0) throw new MalformedLogException(LogFault.NoBlankLine);
        var text = note[..(blank + 1)];
        var line = text.AsSpan().Count('\n') + 1;
        var signatures = new List<NoteSignature>();
        var below = note.AsSpan(blank + 2);
        foreach (var part in below.Split('\n'))
        {
            line++;
            // What follows the last newline is no line.
            if (below[part].IsEmpty) break;
            if (signatures.Count == MostSignatures) throw new MalformedLogException(LogFault.TooManySignatures, LogUnit.Line, line);
            signatures.Add(NoteSignature.Parse(below[part], line));
        }

        if (signatures.Count == 0) throw new MalformedLogException(LogFault.NoSignature, LogUnit.Line, line);
        return new SignedNote(text, signatures, bytes.ToArray());
    }

    /// <summary>Whether one of these keys signed the text. Signatures of other keys are ignored; a wrong one of these keys spoils the note.</summary>
    public NoteVerdict Verify(params ReadOnlySpan<VerifierKey> keys)
    {
        var message = Encoding.UTF8.GetBytes(Text);
        var signed = false;
        foreach (var signature in Signatures)
        {
            foreach (var key in keys)
            {
                if (key.Id != signature.KeyId || key.Name != signature.Name) continue;
                if (!key.Verify(message, signature.Bytes.Span)) return NoteVerdict.Forged;
                signed = true;
            }
        }

        return signed ? NoteVerdict.Signed : NoteVerdict.Unsigned;
    }

    /// <summary>When a witness cosigned the text (c2sp.org/tlog-cosignature), in seconds since 1970 in UTC, or nothing if it did not or its signature is wrong.</summary>
    /// <param name="witness">A key of <see cref="SignatureKind.Cosignature"/>.</param>
    public long? CosignedAt(VerifierKey witness)
    {
        ArgumentNullException.ThrowIfNull(witness);
        if (witness.Kind != SignatureKind.Cosignature || Verify(witness) != NoteVerdict.Signed) return null;
        return Signatures.Where(signature => signature.KeyId == witness.Id && signature.Name == witness.Name)
            .Max(signature => Cosignature.Timestamp(signature.Bytes.Span));
    }

    /// <summary>The note, for reading by people.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_bytes);
}

/// <summary>What verifying a note came to.</summary>
public enum NoteVerdict
{
    /// <summary>No trusted key signed it.</summary>
    Unsigned,

    /// <summary>A signature in a trusted key's name is not that key's over this text.</summary>
    Forged,

    /// <summary>At least one trusted key signed it, and no signature of a trusted key is wrong.</summary>
    Signed,
}

/// <summary>The text of notes as bytes and back.</summary>
internal static class NoteText
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes)) throw new MalformedLogException(LogFault.NotUtf8);
        var text = Encoding.UTF8.GetString(bytes);
        Check(text);
        return text;
    }

    public static byte[] Encode(string text)
    {
        Check(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        // Half of a surrogate pair would have become a replacement character.
        return Encoding.UTF8.GetString(bytes) == text ? bytes : throw new MalformedLogException(LogFault.NotUtf8);
    }

    private static void Check(string text)
    {
        var line = 1;
        foreach (var character in text)
        {
            if (character == '\n') line++;
            else if (character < ' ') throw new MalformedLogException(LogFault.ControlCharacter, LogUnit.Line, line);
        }

        if (!text.EndsWith('\n')) throw new MalformedLogException(LogFault.NoFinalNewline, LogUnit.Line, line);
    }
}
