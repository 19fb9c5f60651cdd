using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Reports;

/// <summary>What a report says: a value that never changes. Days are the contract's, money is in its currency.</summary>
public sealed record ReportContent
{
    /// <summary>The most characters of one of its texts.</summary>
    public const int LongestText = 4000;

    /// <summary>The most characters of who decides.</summary>
    public const int LongestName = 200;

    /// <summary>The most risks, and the most decisions.</summary>
    public const int MostItems = 20;

    /// <summary>The most files.</summary>
    public const int MostFiles = 10;

    /// <summary>What a layman needs to know.</summary>
    public required string Summary { get; init; }

    /// <summary>What was done.</summary>
    public required string Done { get; init; }

    /// <summary>What came of it; may be empty.</summary>
    public required string Results { get; init; }

    /// <summary>What comes next.</summary>
    public required string NextSteps { get; init; }

    /// <summary>The day the work began in fact; null when it has not.</summary>
    public required DateOnly? StartedOn { get; init; }

    /// <summary>The day it ended in fact; null while it goes on.</summary>
    public required DateOnly? EndedOn { get; init; }

    /// <summary>The day it is expected to end; null once it has ended.</summary>
    public required DateOnly? ForecastEnd { get; init; }

    /// <summary>How much of the stage is done, 0 to 100.</summary>
    public required int Progress { get; init; }

    /// <summary>What was spent of the stage's price so far.</summary>
    public required decimal Spent { get; init; }

    /// <summary>Why it is later or dearer than planned; empty when it is neither.</summary>
    public required string Because { get; init; }

    /// <summary>What could go wrong.</summary>
    public required IReadOnlyList<ReportRisk> Risks { get; init; }

    /// <summary>What somebody has to decide.</summary>
    public required IReadOnlyList<ReportDecision> Decisions { get; init; }

    /// <summary>What lies beside it.</summary>
    public required IReadOnlyList<ReportFile> Files { get; init; }

    /// <summary>The day the stage ended or is expected to.</summary>
    public DateOnly? End => EndedOn ?? ForecastEnd;
}

/// <summary>What could go wrong.</summary>
/// <param name="What">The risk.</param>
/// <param name="Measure">What is done about it.</param>
public sealed record ReportRisk(string What, string Measure);

/// <summary>What somebody has to decide.</summary>
/// <param name="What">The question.</param>
/// <param name="Who">Who decides.</param>
/// <param name="By">The last day for it.</param>
public sealed record ReportDecision(string What, string Who, DateOnly By);

/// <summary>A file that lies beside a report; its bytes are the client's file with this hash.</summary>
/// <param name="Name">What it is called, with its ending.</param>
/// <param name="Hash">The SHA-256 of its bytes.</param>
/// <param name="Size">How many bytes.</param>
public sealed record ReportFile(string Name, ContentHash Hash, int Size)
{
    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 200;
}
