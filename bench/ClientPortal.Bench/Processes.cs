using System.Globalization;

namespace ClientPortal.Bench;

/// <summary>What processes hold and use, as Linux counts it.</summary>
internal static class Processes
{
    // A tick of the counts in /proc; the same on every Linux people run.
    private const double TicksPerSecond = 100;

    /// <summary>Bytes of memory; pages shared by several processes are divided among them (PSS).</summary>
    public static long Memory(IEnumerable<int> processes) => processes.Sum(process => File.ReadLines($"/proc/{process}/smaps_rollup").Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024));

    /// <summary>Processor time used so far, that of children that have ended included.</summary>
    public static TimeSpan Used(IEnumerable<int> processes) =>
        TimeSpan.FromSeconds(processes.Sum(process => Stat(process).Skip(11).Take(4).Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture))) / TicksPerSecond);

    /// <summary>A process and its children.</summary>
    public static IReadOnlyList<int> Family(int parent) => [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
        .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
        .Where(process => process == parent || (Stat(process) is [_, var above, ..] && above == parent.ToString(CultureInfo.InvariantCulture)))];

    // From the state on: what stands before it is the command, which may hold blanks. Empty when the process has ended meanwhile.
    private static string[] Stat(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
