namespace ClientPortal.Web.Due;

/// <summary>Runs <see cref="DueWork"/> every minute. It only records: what applies is reckoned from the days when it is read.</summary>
internal sealed class DueService(DueWork due, TimeProvider clock, ILogger<DueService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Pause, clock);
        try
        {
            do await RoundAsync(stoppingToken);
            while (await rounds.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what is due is noted after its next start.
        }
    }

    private async Task RoundAsync(CancellationToken stop)
    {
        try
        {
            await due.RunAsync(stop);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            log.LogError(fault, "A round of what is due broke off; what is left is noted in the next one");
        }
    }
}
