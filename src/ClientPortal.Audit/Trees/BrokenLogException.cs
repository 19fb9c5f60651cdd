using ClientPortal.Audit.Ids;

namespace ClientPortal.Audit.Trees;

/// <summary>
/// What the database holds of a log is not what was signed last. Nothing is added to such a log: a checkpoint on top of it would vouch for the change.
/// </summary>
public sealed class BrokenLogException : Exception
{
    internal BrokenLogException(LogId log, string what)
        : base($"Log {log}: {what}. Nothing is added to it until that is explained.") => Log = log;

    /// <summary>Which log.</summary>
    public LogId Log { get; }
}
