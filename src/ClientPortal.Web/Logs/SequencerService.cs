using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.Web.Hosting;

namespace ClientPortal.Web.Logs;

/// <summary>Keeps the sequencer going: woken when entries are committed, and every few seconds regardless, because only the table is the truth.</summary>
internal sealed class SequencerService(Sequencer sequencer, WorkerDb worker, TimeProvider clock, ILogger<SequencerService> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(4);

    // What is committed meanwhile shares a checkpoint.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wake = new Wake(clock);
        var listener = new Listener(worker.Source, "portal_record", _ => wake.Ring(), wake.Ring, clock, log);
        await Task.WhenAll(listener.RunAsync(stoppingToken), SequenceAsync(wake, stoppingToken));
    }

    private async Task SequenceAsync(Wake wake, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                if (await RoundAsync(stop)) continue;
                await wake.WaitAsync(Poll, stop);
                await Task.Delay(Gathering, clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops; what waits gets its place after its next start, or from another node.
        }
    }

    private async Task<bool> RoundAsync(CancellationToken stop)
    {
        try
        {
            var round = await sequencer.RunAsync(stop);
            foreach (var broken in round.Broken) log.LogCritical("The record was tampered with or damaged. {Broken}", broken.Message);
            return round.MayBeMore;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(fault, "A round of the sequencer broke off; what waited still waits");
            return false;
        }
    }
}
