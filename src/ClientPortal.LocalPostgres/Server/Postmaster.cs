using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ClientPortal.LocalPostgres.Server;

/// <summary>What a server's own <c>postmaster.pid</c> says, and whether that server really lives.</summary>
/// <param name="ProcessId">The server's main process.</param>
/// <param name="Started">When it started.</param>
/// <param name="Port">Where it listens; 0 while it has not said so yet.</param>
/// <param name="Status">"starting", "stopping", "ready", or empty while it has not said so yet.</param>
internal sealed record Postmaster(int ProcessId, DateTimeOffset Started, int Port, string Status)
{
    private const string FileName = "postmaster.pid";

    /// <summary>No system gives a process this number.</summary>
    private const string NoProcess = "2147483646";

    public bool IsReady => Status == "ready";

    /// <summary>
    /// Reads the file of a cluster.
    /// </summary>
    /// <returns>Null when there is no file, or it was not written to the end; the process it names may be dead or another's.</returns>
    public static Postmaster? Read(string cluster)
    {
        var lines = Lines(cluster);
        return lines.Length >= 3 && TryNumber(lines[0], out var id) && TryNumber(lines[2], out var seconds)
            ? new Postmaster(
                (int)id,
                DateTimeOffset.FromUnixTimeSeconds(seconds),
                lines.Length > 3 && TryNumber(lines[3], out var port) ? (int)port : 0,
                lines.Length > 7 ? lines[7].Trim() : "")
            : null;
    }

    /// <summary>Whether the process named is alive and serves this cluster, and not another program that was given its number.</summary>
    public bool Serves(string cluster)
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            if (!process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase)) return false;
            // A server works inside its cluster: seen through its own eyes, the file is the same one.
            if (OperatingSystem.IsLinux()) return Lines($"/proc/{ProcessId}/cwd").AsSpan().SequenceEqual(Lines(cluster));
            return (process.StartTime.ToUniversalTime() - Started.UtcDateTime).Duration() < TimeSpan.FromMinutes(1);
        }
        catch (Exception gone) when (gone
            is ArgumentException or InvalidOperationException or Win32Exception or IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or belongs to a user whose processes we may not see into: not ours.
            return false;
        }
    }

    /// <summary>
    /// Makes the file name no living process. A server refuses to start while the number belongs to any process of its user.
    /// The file is not deleted, for it also names the shared memory by which a server notices children of a killed
    /// predecessor that still write.
    /// </summary>
    public static async Task DisownAsync(string cluster, Account account, CancellationToken cancellation)
    {
        var lines = Lines(cluster);
        if (lines.Length == 0) return;
        var file = Path.Combine(cluster, FileName);
        var harmless = file + ".disowned";
        PrivateFiles.Write(harmless, string.Join('\n', [NoProcess, .. lines[1..]]));
        await account.GiveAsync(harmless, cancellation);
        File.Move(harmless, file, overwrite: true);
    }

    private static string[] Lines(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, FileName)).Split('\n');
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static bool TryNumber(string line, out long number) =>
        long.TryParse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
