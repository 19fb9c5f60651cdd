using ClientPortal.Audit.Ids;

namespace ClientPortal.Audit.Trees;

/// <summary>A log of the record: one for each client, and one of the installation. Its tree is made of <see cref="LogLeaf"/>.</summary>
public sealed class RecordLog
{
    /// <summary>Which log; a client's has the client's own value.</summary>
    public LogId Id { get; init; }

    /// <summary>Whose; null for the installation's.</summary>
    public ClientId? ClientId { get; init; }

    /// <summary>The name that its checkpoints and keys carry for good, an address without a scheme; at most 300 characters.</summary>
    public required string Name { get; init; }

    /// <summary>When its first entry was put in its place.</summary>
    public DateTimeOffset MadeAt { get; init; }
}

/// <summary>A key that signs a log's checkpoints. The newest of a log signs; the older ones still verify what they signed.</summary>
public sealed class LogKey
{
    /// <summary>Whose checkpoints it signs.</summary>
    public LogId LogId { get; init; }

    /// <summary>The how manieth key of its log, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The public half, as it is printed for who verifies (C2SP signed-note).</summary>
    public required string VerifierKey { get; init; }

    /// <summary>The private half under the master key; only the worker's login reads it.</summary>
    public byte[] Sealed { get; init; } = [];

    /// <summary>Since when it signs.</summary>
    public DateTimeOffset MadeAt { get; init; }
}

/// <summary>The place of an entry in its log's tree. Given once, never changed.</summary>
public sealed class LogLeaf
{
    /// <summary>Which log.</summary>
    public LogId LogId { get; init; }

    /// <summary>The place, from 0.</summary>
    public long Index { get; init; }

    /// <summary>The entry whose leaf is hashed here.</summary>
    public EntryId EntryId { get; init; }
}

/// <summary>The hash of a complete subtree, kept so that proofs need not read every entry. Verification does not believe it.</summary>
public sealed class LogNode
{
    /// <summary>Which log.</summary>
    public LogId LogId { get; init; }

    /// <summary>How many levels above the leaves.</summary>
    public short Level { get; init; }

    /// <summary>The place on its level, from 0.</summary>
    public long Index { get; init; }

    /// <summary>SHA-256, 32 bytes.</summary>
    public byte[] Hash { get; init; } = [];
}

/// <summary>A checkpoint that was signed, and may have been handed out.</summary>
public sealed class LogCheckpoint
{
    /// <summary>Which log.</summary>
    public LogId LogId { get; init; }

    /// <summary>How many entries it covers.</summary>
    public long Size { get; init; }

    /// <summary>The root over them, 32 bytes.</summary>
    public byte[] Root { get; init; } = [];

    /// <summary>The exact bytes of the signed note.</summary>
    public byte[] Note { get; init; } = [];

    /// <summary>When it was signed.</summary>
    public DateTimeOffset SignedAt { get; init; }
}

/// <summary>An entry that has no place yet. The database notes it with the entry; the sequencer takes it away with the place it gives.</summary>
public sealed class WaitingEntry
{
    /// <summary>The entry.</summary>
    public EntryId EntryId { get; init; }

    /// <summary>When it was written: the order in which places are given.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>That an administrator asked for new keys. The sequencer makes one for each log whose newest key is older.</summary>
public sealed class KeyRotation
{
    /// <summary>Who asked.</summary>
    public PersonId AskedBy { get; init; }

    /// <summary>When; no two at one moment.</summary>
    public DateTimeOffset AskedAt { get; init; }
}
