using ClientPortal.Audit.Trees;

namespace ClientPortal.Domain.Records.Verifying;

/// <summary>Something that a run found wrong. It names logs, numbers and entries, and nothing of what stands in them.</summary>
public sealed class VerificationFinding
{
    /// <summary>The longest name of what differs, in characters; what is longer is cut.</summary>
    public const int LongestWhat = 1_000;

    private VerificationFinding()
    {
    }

    /// <summary>Which run.</summary>
    public VerificationId VerificationId { get; private init; }

    /// <summary>The how manieth finding of the run, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The name of a <see cref="LogFindingKind"/>: a word, since later versions will find more.</summary>
    public required string Kind { get; init; }

    /// <summary>In which log.</summary>
    public LogId LogId { get; private init; }

    /// <summary>At which place, or under how many entries for a checkpoint; null where it has none.</summary>
    public long? Place { get; private init; }

    /// <summary>Which entry, where one can be named; it may be one that is not there.</summary>
    public EntryId? EntryId { get; private init; }

    /// <summary>The name of the column, value or key that differs; empty where there is none.</summary>
    public required string What { get; init; }

    internal static VerificationFinding Of(VerificationId run, int number, LogFinding finding) => new()
    {
        VerificationId = run,
        Number = number,
        Kind = finding.Kind.ToString(),
        LogId = finding.Log,
        Place = finding.Place,
        EntryId = finding.Entry,
        What = finding.What.Length <= LongestWhat ? finding.What : finding.What[..LongestWhat],
    };
}
