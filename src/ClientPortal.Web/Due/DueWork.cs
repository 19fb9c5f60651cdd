using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Reports;

namespace ClientPortal.Web.Due;

/// <summary>Notes everything the calendar did: versions that begin to apply, amendments and quotes whose day has passed, reports that are due.</summary>
internal sealed class DueWork(WorkerDb worker, TimeProvider clock)
{
    /// <summary>Notes what is due now; several nodes may run it side by side.</summary>
    /// <returns>How many things were noted.</returns>
    /// <exception cref="AggregateException">Some could not be noted; the others were.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation) =>
        await LapseQuotesAsync(cancellation) + await new ContractsDue(worker, clock).RunAsync(cancellation) + await new ReportsDue(worker, clock).RunAsync(cancellation);

    private async Task<int> LapseQuotesAsync(CancellationToken cancellation)
    {
        for (var lapsed = 0; ;)
        {
            await using var db = worker.Open();
            var some = await LapseQuotes.RunAsync(db, clock.GetUtcNow(), cancellation);
            lapsed += some;
            if (some == 0) return lapsed;
        }
    }
}
