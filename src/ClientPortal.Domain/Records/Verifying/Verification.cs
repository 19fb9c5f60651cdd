using ClientPortal.Audit.Trees;

namespace ClientPortal.Domain.Records.Verifying;

/// <summary>How far a run has come.</summary>
public enum VerificationState
{
    /// <summary>It waits for a server to begin it.</summary>
    Asked,

    /// <summary>A server is at it.</summary>
    Running,

    /// <summary>It ended, and everything stands as it was signed.</summary>
    Whole,

    /// <summary>It ended, and something does not.</summary>
    Wrong,
}

/// <summary>
/// One run of the verification of the whole record, as it was asked for, goes on and ends. A person asks, or the calendar for a night; only the worker
/// moves it. A run that ended is kept as it ended.
/// </summary>
public sealed class Verification
{
    private Verification()
    {
    }

    /// <summary>Which run.</summary>
    public VerificationId Id { get; private init; }

    /// <summary>Who asked; null for that of a night.</summary>
    public PersonId? AskedBy { get; private init; }

    /// <summary>For which night, by the installation's zone; null where somebody asked. No two for one night.</summary>
    public DateOnly? Night { get; private init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>How far it has come.</summary>
    public VerificationState State { get; private set; }

    /// <summary>The how manieth beginning this is, from 1: a server that died in the middle leaves its run to the next. 0 before the first.</summary>
    public int Attempt { get; private set; }

    /// <summary>When it was begun, the last time; null before.</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    /// <summary>When who is at it last said so; null before it was begun.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>How many entries have gone by.</summary>
    public long Entries { get; private set; }

    /// <summary>How many entries had their places when it was begun; more may have come since.</summary>
    public long Total { get; private set; }

    /// <summary>How many logs were looked at; 0 until it ends.</summary>
    public int Logs { get; private set; }

    /// <summary>How many checkpoints the entries were held against; 0 until it ends.</summary>
    public long Checkpoints { get; private set; }

    /// <summary>How many rows of what binds were held against the entries; 0 until it ends.</summary>
    public long Rows { get; private set; }

    /// <summary>How many things are wrong, those included that are too many to be kept; 0 until it ends.</summary>
    public int Findings { get; private set; }

    /// <summary>A SHA-256 of what is wrong, by which two runs that found the same are known; null where nothing is.</summary>
    public byte[]? Digest { get; private set; }

    /// <summary>A run that somebody asked for.</summary>
    public static Verification AskedFor(PersonId by, DateTimeOffset at) => new() { Id = VerificationId.New(), AskedBy = by, AskedAt = at };

    /// <summary>Whether nobody is at a run that was begun, as far as one can tell from here.</summary>
    public bool IsDead(DateTimeOffset now, TimeSpan after) => State == VerificationState.Running && now - ToldAt >= after;

    /// <summary>A server begins it, or begins it anew.</summary>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public void Begin(DateTimeOffset now, long total)
    {
        if (EndedAt is not null) throw new InvalidOperationException($"Verification {Id} has ended.");
        State = VerificationState.Running;
        Attempt++;
        BegunAt = ToldAt = now;
        Entries = 0;
        Total = total;
    }

    /// <summary>It ended.</summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public void End(DateTimeOffset now, LogVerificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (State != VerificationState.Running) throw new InvalidOperationException($"Verification {Id} does not run.");
        State = result.Findings.Count == 0 ? VerificationState.Whole : VerificationState.Wrong;
        ToldAt = EndedAt = now;
        Entries = Total = result.Entries;
        Logs = result.Logs;
        Checkpoints = result.Checkpoints;
        Rows = result.Rows;
        Findings = result.Findings.Count;
        Digest = result.Findings.Count == 0 ? null : FindingsDigest.Of(result.Findings);
    }
}
