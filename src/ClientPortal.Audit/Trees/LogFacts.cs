using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Ids;

namespace ClientPortal.Audit.Trees;

/// <summary>What the record says about its own logs. It stands in them, so that who holds the entries knows the keys and when they changed.</summary>
public static class LogFacts
{
    internal const string OpenedCode = "log.opened";
    internal const string KeyReplacedCode = "log.key-replaced";
    /// <summary>The installation's log took up what clients' logs have signed.</summary>
    public const string AnchoredCode = "log.anchored";

    internal const string RowsTakenUpCode = "log.rows-taken-up";

    /// <summary>As many checkpoints as a leaf holds with room to spare.</summary>
    internal const int MostAnchored = 400;

    internal static Fact Opened(LogId log, string name, string verifierKey) => new(OpenedCode, log.Client, Of(log), Audience.Nobody)
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal) { ["name"] = new FactValue.Text(name), ["key"] = new FactValue.Text(verifierKey) },
    };

    internal static Fact KeyReplaced(LogId log, string before, string now, IReadOnlyList<PersonId> told) => new(
        KeyReplacedCode, log.Client, Of(log), told.Count == 0 ? Audience.Nobody : Audience.Of(told))
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal) { ["key"] = new FactValue.Change(new FactValue.Text(before), new FactValue.Text(now)) },
    };

    /// <summary>In the installation's public log: the SHA-256 of each checkpoint's bytes. It says of no client more than that there is one.</summary>
    internal static Fact Anchored(IEnumerable<byte[]> hashes) => new(AnchoredCode, null, Of(LogId.Installation), Audience.Nobody)
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal) { ["checkpoints"] = new FactValue.Sequence([.. hashes.Select(hash => new FactValue.Hash(hash))]) },
    };

    /// <summary>Rows that were there before entries told of rows, as they stood.</summary>
    internal static Fact RowsTakenUp(LogId log, int count) => new(RowsTakenUpCode, log.Client, Of(log), Audience.Nobody)
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal) { ["count"] = new FactValue.Whole(count) },
    };

    private static FactSubject Of(LogId log) => new("log", log.Value);
}
