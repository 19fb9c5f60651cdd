using System.Diagnostics;
using ClientPortal.Domain.Data;
using ClientPortal.Testing;

namespace ClientPortal.Bench;

/// <summary>From the end of a write to the bell of an open page, and to the mail server.</summary>
internal static class Told
{
    private const int Times = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    public static async Task MeasureAsync(BenchDatabase database)
    {
        var mailed = new Arrivals();
        await using var mail = new SmtpSink { OffersTls = false, WantsLogin = false, BeforeAnswer = _ => mailed.NoteAsync() };
        mail.Open();
        var portal = await Server.StartPortalAsync(database, isProduction: true, mail.Port);
        using var browser = await BenchDatabase.SignInAsync(portal);
        var rung = new Arrivals();
        using var page = new StreamReader(await browser.ListenAsync("/bell/stream"));
        var listening = HearAsync(page, rung);
        var (bells, mails) = (new List<double>(), new List<double>());
        try
        {
            // The bell says once how it stands when a page is opened.
            await rung.WaitAsync(Patience);
            // What was left to send by other parts goes first and is not counted.
            await mailed.EndAsync(Quiet);

            await using var domain = new Domain(database);
            var (manager, client) = (await domain.PersonAsync(BenchDatabase.Manager), await domain.ClientAsync());
            var reader = await domain.PersonAsync(BenchDatabase.Reader);
            for (var i = 0; i < Times; i++)
            {
                Domain.Done(await domain.Get<PortalWork>().RunAsync(manager, CommandId.New(), run =>
                {
                    run.Record(Writes.Fact(client, [reader]));
                    return Task.FromResult(true);
                }, CancellationToken.None));
                var from = Stopwatch.GetTimestamp();
                bells.Add(Stopwatch.GetElapsedTime(from, await rung.WaitAsync(Patience)).TotalMilliseconds);
                mails.Add(Stopwatch.GetElapsedTime(from, await mailed.WaitAsync(Patience)).TotalMilliseconds);
            }
        }
        finally
        {
            // The bell's stream ends with it.
            await portal.DisposeAsync();
        }

        await listening;
        Report.Say("commit to the bell of an open page, p95", $"{Report.Percentile(bells, 95):0} ms", "500 ms");
        Report.Say("commit to the mail server, p95", $"{Report.Percentile(mails, 95):0} ms", "5000 ms");
    }

    private static async Task HearAsync(StreamReader page, Arrivals rung)
    {
        try
        {
            while (await page.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("data:", StringComparison.Ordinal)) await rung.NoteAsync();
            }
        }
        catch (IOException)
        {
            // The portal has ended.
        }
    }

    /// <summary>Moments at which something came, in order.</summary>
    private sealed class Arrivals
    {
        private readonly System.Threading.Channels.Channel<long> _moments = System.Threading.Channels.Channel.CreateUnbounded<long>();

        public async Task NoteAsync() => await _moments.Writer.WriteAsync(Stopwatch.GetTimestamp());

        public Task<long> WaitAsync(TimeSpan patience) => _moments.Reader.ReadAsync().AsTask().WaitAsync(patience);

        /// <summary>Takes what comes until nothing has come for a while.</summary>
        public async Task EndAsync(TimeSpan quiet)
        {
            do
            {
                while (_moments.Reader.TryRead(out _))
                {
                }

                await Task.Delay(quiet);
            }
            while (_moments.Reader.TryPeek(out _));
        }
    }
}
