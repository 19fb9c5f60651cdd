using ClientPortal.Audit.Facts;

namespace ClientPortal.Domain.Records.Verifying;

/// <summary>What verification makes known. It stands in the installation's log.</summary>
internal static class VerificationFacts
{
    public const string BrokenCode = "record.broken";
    public const string WholeCode = "record.whole";
    public const string SubjectKind = "verification";

    /// <summary>Something is not as it was signed, for the first time or something else than the run before found.</summary>
    public static Fact Broken(Verification run, Audience told) => new(BrokenCode, null, Of(run), told)
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal) { ["findings"] = new FactValue.Whole(run.Findings) },
    };

    /// <summary>All is well again.</summary>
    public static Fact Whole(Verification run, Audience told) => new(WholeCode, null, Of(run), told)
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal) { ["entries"] = new FactValue.Whole(run.Entries) },
    };

    private static FactSubject Of(Verification run) => new(SubjectKind, run.Id.Value);
}
