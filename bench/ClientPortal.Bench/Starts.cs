namespace ClientPortal.Bench;

/// <summary>How long the portal takes to its first page, what a first visit weighs, and what it holds when nobody asks.</summary>
internal static class Starts
{
    private const int Times = 3;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    public static async Task MeasureAsync(BenchDatabase database)
    {
        var starts = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            await using var once = await Server.StartPortalAsync(database, isProduction: true);
            starts.Add(once.Took.TotalSeconds);
        }

        Report.Say($"start to first page, database there, median of {Times}", $"{Report.Percentile(starts, 50):0.0} s", "4 s");

        await using var portal = await Server.StartPortalAsync(database, isProduction: true);
        using var browser = await BenchDatabase.SignInAsync(portal);
        var parts = await browser.WeighAsync("/");
        Report.Say($"first signed-in page with its {parts.Count - 1} files, compressed", $"{parts.Sum(part => part.Bytes) / 1000.0:0} KB", "100 KB");
        foreach (var (path, bytes) in parts) Report.Say($"  {path}", $"{bytes / 1000.0:0.0} KB");

        await Task.Delay(Quiet);
        var (web, postgres) = (Processes.Memory([portal.ProcessId]), Processes.Memory(database.ServerProcesses()));
        Report.Say("memory idle, portal and database", $"{web >> 20} + {postgres >> 20} = {(web + postgres) >> 20} MiB", "250 MiB");
    }
}
