using System.Security.Cryptography;
using System.Text;
using ClientPortal.Audit.Trees;

namespace ClientPortal.Domain.Records.Verifying;

/// <summary>By what two runs that found the same are known, so that the alarm is raised once.</summary>
internal static class FindingsDigest
{
    /// <summary>
    /// SHA-256 over all findings, whatever their order. Entries that wait in a log with something else wrong are left out: nothing is added to such a log,
    /// so that each day brings more of them, the alarm's own entry among them.
    /// </summary>
    public static byte[] Of(IReadOnlyCollection<LogFinding> findings)
    {
        var broken = findings.Where(finding => finding.Kind != LogFindingKind.EntryUnplaced).Select(finding => finding.Log).ToHashSet();
        var lines = findings.Where(finding => finding.Kind != LogFindingKind.EntryUnplaced || !broken.Contains(finding.Log))
            .Select(finding => string.Create(null, $"{finding.Kind}|{finding.Log.Value}|{finding.Place}|{finding.Entry?.Value}|{finding.What}\n"))
            .Order(StringComparer.Ordinal);
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)));
    }
}
