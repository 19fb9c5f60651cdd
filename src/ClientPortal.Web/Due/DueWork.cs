using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Reports;

namespace ClientPortal.Web.Due;

/// <summary>Notes everything the calendar did: versions that begin to apply, amendments and quotes whose day has passed, reports that are due, prices to be looked at again.</summary>
internal sealed class DueWork(WorkerDb worker, TimeProvider clock)
{
    /// <summary>Notes what is due now; several nodes may run it side by side.</summary>
    /// <returns>How many things were noted.</returns>
    /// <exception cref="AggregateException">Some could not be noted; the others were.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var faults = new List<Exception>();
        var noted = 0;
        foreach (var run in (Func<CancellationToken, Task<int>>[])[LapseQuotesAsync, new ContractsDue(worker, clock).RunAsync, new ReportsDue(worker, clock).RunAsync, new PriceReviewsDue(worker, clock).RunAsync])
        {
            try
            {
                noted += await run(cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // One kind of thing that fails keeps no other back.
                faults.Add(fault);
            }
        }

        return faults.Count == 0 ? noted : throw new AggregateException(faults).Flatten();
    }

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
