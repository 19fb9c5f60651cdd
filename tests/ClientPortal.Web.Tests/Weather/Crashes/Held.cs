using System.Collections.Concurrent;
using ClientPortal.Audit.Ids;

namespace ClientPortal.Web.Tests.Weather.Crashes;

/// <summary>What people outside hold of the portal while everything crashes: answers to what they sent, and checkpoints they were shown.</summary>
internal sealed class Held
{
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(LogId Log, string Note), bool> _checkpoints = new();
    private readonly ConcurrentQueue<string> _complaints = new();
    private int _acknowledgements;

    /// <summary>The texts of the remarks that were answered as done; each has its own.</summary>
    public IReadOnlyCollection<string> Acknowledged => [.. _acknowledged.Keys];

    /// <summary>Each checkpoint that was ever read, as it was signed.</summary>
    public IReadOnlyCollection<(LogId Log, string Note)> Checkpoints => [.. _checkpoints.Keys];

    /// <summary>What went wrong while somebody looked.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>How many remarks were answered until now.</summary>
    public int Acknowledgements => Volatile.Read(ref _acknowledgements);

    /// <summary>A remark was answered as done.</summary>
    public void Acknowledge(string remark)
    {
        if (_acknowledged.TryAdd(remark, true)) Interlocked.Increment(ref _acknowledgements);
    }

    /// <summary>A log's checkpoint was read.</summary>
    public void Keep(LogId log, string note) => _checkpoints.TryAdd((log, note), true);

    /// <summary>Something went wrong.</summary>
    public void Complain(string complaint) => _complaints.Enqueue(complaint);

    /// <summary>What is held at this moment, which what comes later does not change.</summary>
    public Held Copy()
    {
        var copy = new Held();
        foreach (var remark in Acknowledged) copy.Acknowledge(remark);
        foreach (var (log, note) in Checkpoints) copy.Keep(log, note);
        foreach (var complaint in Complaints) copy.Complain(complaint);
        return copy;
    }
}
