namespace ClientPortal.TransparencyLog;

/// <summary>Whose word counts: the name of a log and the keys that may sign for it, those that have been replaced included.</summary>
public sealed class TrustedLog
{
    private readonly VerifierKey[] _keys;

    /// <summary>A log by its name and its keys.</summary>
    /// <exception cref="MalformedLogException">One of the keys is a witness's, which vouches for consistency and not for the log.</exception>
    /// <exception cref="ArgumentException">There is no key.</exception>
    public TrustedLog(string origin, params ReadOnlySpan<VerifierKey> keys)
    {
        ArgumentException.ThrowIfNullOrEmpty(origin);
        if (keys.IsEmpty) throw new ArgumentException("Without a key nothing can be verified.", nameof(keys));
        (Origin, _keys) = (origin, keys.ToArray());
        if (Array.Exists(_keys, key => key.Kind == SignatureKind.Cosignature)) throw new MalformedLogException(LogFault.UnknownAlgorithm);
    }

    /// <summary>A log with one key, which is named like the log, as tlog-checkpoint advises.</summary>
    /// <exception cref="MalformedLogException">The key is a witness's.</exception>
    public TrustedLog(VerifierKey key)
        : this((key ?? throw new ArgumentNullException(nameof(key))).Name, key)
    {
    }

    /// <summary>The name of the log, the first line of its checkpoints.</summary>
    public string Origin { get; }

    /// <summary>The keys that may sign for it.</summary>
    public IReadOnlyList<VerifierKey> Keys => _keys;

    /// <summary>Verifies who signed a note, and only then reads it as a checkpoint of this log.</summary>
    /// <param name="note">The note.</param>
    /// <param name="checkpoint">What it says, if the answer is <see cref="LogVerdict.Fits"/>.</param>
    /// <exception cref="MalformedLogException">It is rightly signed and no checkpoint.</exception>
    public LogVerdict Verify(SignedNote note, out Checkpoint? checkpoint)
    {
        ArgumentNullException.ThrowIfNull(note);
        checkpoint = null;
        switch (note.Verify(_keys))
        {
            case NoteVerdict.Unsigned: return LogVerdict.Unsigned;
            case NoteVerdict.Forged: return LogVerdict.Forged;
            default: break;
        }

        var said = Checkpoint.Parse(note.Text);
        if (said.Origin != Origin) return LogVerdict.OtherLog;
        checkpoint = said;
        return LogVerdict.Fits;
    }
}

/// <summary>What verifying something against a log came to.</summary>
public enum LogVerdict
{
    /// <summary>No trusted key signed the checkpoint.</summary>
    Unsigned,

    /// <summary>A signature in a trusted key's name is not that key's over this checkpoint.</summary>
    Forged,

    /// <summary>The checkpoint is rightly signed, and of another log.</summary>
    OtherLog,

    /// <summary>The checkpoint is the log's own, and what was given does not lead to its root.</summary>
    DoesNotFit,

    /// <summary>Everything fits.</summary>
    Fits,
}
