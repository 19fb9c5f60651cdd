using ClientPortal.Domain.Records.Attesting;

namespace ClientPortal.Web.Logs;

/// <summary>Keeps the rounds going in which others vouch for the logs. They are not woken: what was signed a moment ago waits with what follows it.</summary>
internal sealed class AttestationService(AttestationRuns runs, TimeProvider clock, ILogger<AttestationService> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                if (!await RoundAsync(stoppingToken)) await Task.Delay(Poll, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what is due is asked for after its next start, or by another node.
        }
    }

    private async Task<bool> RoundAsync(CancellationToken stop)
    {
        try
        {
            var round = await runs.RunAsync(stop);
            foreach (var news in round.Troubles)
            {
                log.Log(
                    news.IsAlarming ? LogLevel.Critical : LogLevel.Warning, "{Asked} does not vouch for {Log}: {Fault} {Detail}", news.Asked, news.Log, news.Fault, news.Detail);
            }

            return round.MayBeMore;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(fault, "A round of stamping and cosigning broke off; what was due is due still");
            return false;
        }
    }
}
