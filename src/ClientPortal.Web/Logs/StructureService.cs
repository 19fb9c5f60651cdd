using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records.Structure;
using ClientPortal.Web.Hosting;

namespace ClientPortal.Web.Logs;

/// <summary>Tells of changes to the structure of the tables as soon as they are committed, and looks every minute whether there are any.</summary>
internal sealed class StructureService(StructureAlarm alarm, WorkerDb worker, TimeProvider clock, ILogger<StructureService> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wake = new Wake(clock);
        var listener = new Listener(worker.Source, "portal_structure", _ => wake.Ring(), wake.Ring, clock, log);
        await Task.WhenAll(listener.RunAsync(stoppingToken), TellAsync(wake, stoppingToken));
    }

    private async Task TellAsync(Wake wake, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await RoundAsync(stop);
                await wake.WaitAsync(Poll, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops; what was not told yet is told after its next start, or by another node.
        }
    }

    private async Task RoundAsync(CancellationToken stop)
    {
        try
        {
            var told = await alarm.RunAsync(stop);
            if (told > 0) log.LogWarning("The structure of the database was changed in {Transactions} transactions; who oversees the record is told", told);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(fault, "Changes to the structure of the database could not be told; they are once more in a minute");
        }
    }
}
