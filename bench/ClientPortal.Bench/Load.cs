using System.Diagnostics;

namespace ClientPortal.Bench;

/// <summary>How a server stood a load.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="Server">Processor time of the server for one answer.</param>
/// <param name="Database">Processor time of the database for one answer.</param>
internal sealed record Stood(double PerSecond, TimeSpan Server, TimeSpan Database);

/// <summary>Asks as fast as it is answered, from several places at once.</summary>
internal static class Load
{
    private const int Places = 8;

    public static async Task<Stood> RunAsync(Server server, BenchDatabase database, Func<Task> ask, TimeSpan time)
    {
        var before = Used(server, database);
        var from = Stopwatch.GetTimestamp();
        var answered = (await Task.WhenAll(Enumerable.Range(0, Places).Select(async _ =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(from) < time; count++) await ask();
            return count;
        }))).Sum();
        var took = Stopwatch.GetElapsedTime(from);
        var after = Used(server, database);
        return new Stood(answered / took.TotalSeconds, (after.Server - before.Server) / answered, (after.Database - before.Database) / answered);
    }

    private static (TimeSpan Server, TimeSpan Database) Used(Server server, BenchDatabase database) =>
        (Processes.Used([server.ProcessId]), Processes.Used(database.ServerProcesses()));
}
