using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records.Verifying;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Reading;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Logs;

/// <summary>Runs the verifications that people ask for, as soon as they do, and asks for that of each night.</summary>
internal sealed class VerificationService(VerificationRuns runs, WorkerDb worker, IOptions<RecordOptions> options, TimeProvider clock, ILogger<VerificationService> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(1);

    // What was written before no server ran gets its place first, or it would be missed.
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wake = new Wake(clock);
        var listener = new Listener(worker.Source, "portal_verification", _ => wake.Ring(), wake.Ring, clock, log);
        await Task.WhenAll(listener.RunAsync(stoppingToken), VerifyAsync(wake, stoppingToken));
    }

    private async Task VerifyAsync(Wake wake, CancellationToken stop)
    {
        try
        {
            await Task.Delay(Beginning, clock, stop);
            while (true)
            {
                if (!await RoundAsync(stop)) await wake.WaitAsync(Poll, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops; a run it was at is begun anew by the next.
        }
    }

    private async Task<bool> RoundAsync(CancellationToken stop)
    {
        try
        {
            await runs.AskNightlyAsync(options.Value.VerifyHour, ReaderPreferences.FindZone(options.Value.VerifyZone)!, stop);
            return await runs.RunAsync(stop);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(fault, "A verification of the record broke off; it is begun anew in some minutes");
            return false;
        }
    }
}
