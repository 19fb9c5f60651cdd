using ClientPortal.Domain.Data;
using ClientPortal.Web.Hosting;

namespace ClientPortal.Web.Deliveries;

/// <summary>Keeps the dispatcher going: woken when something is queued, and every half minute regardless, because only the table is the truth.</summary>
internal sealed class DispatchService(Dispatcher dispatcher, WorkerDb worker, TimeProvider clock, ILogger<DispatchService> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wake = new Wake(clock);
        var listener = new Listener(worker.Source, "portal_delivery", _ => wake.Ring(), wake.Ring, clock, log);
        await Task.WhenAll(listener.RunAsync(stoppingToken), DispatchAsync(wake, stoppingToken));
    }

    private async Task DispatchAsync(Wake wake, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await wake.WaitAsync(await RoundAsync(stop), stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<TimeSpan> RoundAsync(CancellationToken stop)
    {
        try
        {
            await dispatcher.DispatchAsync(stop);
            var next = await dispatcher.NextDueAsync(stop) - clock.GetUtcNow();
            return next is { } due && due < Poll ? TimeSpan.FromMilliseconds(Math.Max(due.TotalMilliseconds, 100)) : Poll;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            log.LogError(fault, "A round of deliveries broke off; what it held is tried again");
            return AfterFault;
        }
    }
}
