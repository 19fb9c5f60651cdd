using System.Text;
using ClientPortal.Audit.Ids;
using ClientPortal.TransparencyLog;

namespace ClientPortal.Web.Tests.Weather.Crashes;

/// <summary>Holds what people have in their hands against the record as it stands, from the bytes of its entries alone.</summary>
internal static class Faults
{
    /// <summary>Everything that does not fit; empty when all is well.</summary>
    /// <param name="held">What was held before the record was read.</param>
    /// <param name="stand">The record.</param>
    public static List<string> Find(Held held, Stand stand) =>
        [.. held.Complaints, .. Lost(held, stand), .. stand.Logs.SelectMany(log => Misplaced(log.Key, log.Value)), .. Twice(stand), .. held.Checkpoints.GroupBy(one => one.Log).SelectMany(log => Contradicted(log.Key, [.. log.Select(one => one.Note)], stand))];

    private static IEnumerable<string> Lost(Held held, Stand stand)
    {
        var there = stand.Logs.Values.SelectMany(log => log.Select(placed => placed.Entry)).Concat(stand.Unplaced).ToHashSet();
        return held.Acknowledged.Select(remark => (Remark: remark, Entries: stand.Remarks.GetValueOrDefault(remark, [])))
            .Where(one => one.Entries.Length != 1 || !there.Contains(one.Entries[0]))
            .Select(one => $"remark {one.Remark} was acknowledged and has {one.Entries.Count(there.Contains)} entries");
    }

    private static IEnumerable<string> Misplaced(LogId log, Placed[] entries) =>
        entries.Where((placed, place) => placed.Index != place).Take(1).Select(placed => $"log {log}: the places before {placed.Index} are not one for each number");

    private static IEnumerable<string> Twice(Stand stand) =>
        stand.Logs.Values.SelectMany(log => log).GroupBy(placed => placed.Entry).Where(entry => entry.Count() > 1).Select(entry => $"entry {entry.Key} has {entry.Count()} places");

    // All are heads of one and the same row of entries: then each is consistent with each.
    private static IEnumerable<string> Contradicted(LogId log, IReadOnlyList<string> notes, Stand stand)
    {
        var keys = stand.Keys.GetValueOrDefault(log, []).Select(key => VerifierKey.Parse(key)).ToArray();
        var trusted = new TrustedLog(keys[0].Name, keys);
        var heads = new List<TreeHead>();
        foreach (var note in notes)
        {
            if (trusted.Verify(SignedNote.Parse(Encoding.UTF8.GetBytes(note)), out var checkpoint) == LogVerdict.Fits) heads.Add(checkpoint!.Head);
            else yield return $"log {log}: a checkpoint that was shown is not signed";
        }

        using var replay = new TreeReplay(heads.OrderBy(head => head.Size));
        foreach (var placed in stand.Logs.GetValueOrDefault(log, [])) replay.Append(placed.Leaf);
        if (!replay.Finish()) yield return $"log {log}: the checkpoint of {replay.Broken!.Value.Size} entries that was shown does not fit";
    }
}
