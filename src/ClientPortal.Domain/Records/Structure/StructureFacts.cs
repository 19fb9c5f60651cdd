using ClientPortal.Audit.Facts;

namespace ClientPortal.Domain.Records.Structure;

/// <summary>What is made known of changes to the database's structure. It stands in the installation's log.</summary>
internal static class StructureFacts
{
    public const string ChangedCode = "record.structure-changed";
    public const string SubjectKind = "structure";

    // A fact is at most so many bytes long, and a long list is read by nobody.
    private const int MostNamed = 50;
    private const int LongestName = 200;

    /// <summary>Somebody changed the structure, in one transaction.</summary>
    public static Fact Changed(IReadOnlyList<StructureChange> changes, Audience told) => new(ChangedCode, null, Of(changes[0]), told)
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal)
        {
            ["count"] = new FactValue.Whole(changes.Count),
            ["login"] = new FactValue.Text(Cut(changes[0].Login)),
            ["program"] = new FactValue.Text(Cut(changes[0].Program)),
            ["changed-at"] = new FactValue.Moment(changes[0].At),
            ["commands"] = new FactValue.Sequence([.. changes.Take(MostNamed).Select(change => new FactValue.Text(Cut($"{change.Command} {change.Object}")))]),
        },
    };

    private static FactSubject Of(StructureChange change) => new(SubjectKind, change.Subject);

    private static string Cut(string text) => text.Length <= LongestName ? text : $"{text[..(LongestName - 1)]}…";
}

/// <summary>One command that changed the structure, as the database noted it.</summary>
/// <param name="Subject">One for all commands of a transaction.</param>
/// <param name="At">When.</param>
/// <param name="Login">The login that signed in to the database.</param>
/// <param name="Program">The program, as it called itself.</param>
/// <param name="Command">Such as <c>ALTER TABLE</c>.</param>
/// <param name="Object">On what.</param>
internal sealed record StructureChange(Guid Subject, DateTimeOffset At, string Login, string Program, string Command, string Object);
