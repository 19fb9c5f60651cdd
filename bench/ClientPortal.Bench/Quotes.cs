using System.Diagnostics;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Search;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Bench;

/// <summary>The manager's list of quotes and search, with 2,000 quotes and with a million. It leaves them in the database.</summary>
internal static class Quotes
{
    private const int Few = 2_000;
    private const int Many = 1_000_000;
    private const int AtOnce = 50_000;
    private const int Times = 200;

    public static async Task MeasureAsync(BenchDatabase database)
    {
        await using var domain = new Domain(database);
        var manager = await domain.PersonAsync(BenchDatabase.Manager);
        await using var db = await domain.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        db.ActFor(manager);
        var actor = await db.FindActorAsync(manager, CancellationToken.None) ?? throw new InvalidOperationException("The manager is not there.");
        var (list, search) = (domain.Get<QuoteReads>(), domain.Get<SearchReads>());
        (string What, Func<int, Task> Read)[] reads =
        [
            ("list of quotes, first page", _ => list.ListAsync(actor, null, null, null, null, CancellationToken.None)),
            ("list of quotes, words of a title", i => list.ListAsync(actor, null, null, $"number {i * 7} ", null, CancellationToken.None)),
            ("search, a word that stands in few", i => search.FindAsync(actor, $"rare{i * 7}", null, CancellationToken.None)),
            ("search, a word that stands in many", _ => search.FindAsync(actor, "website", null, CancellationToken.None)),
        ];

        await AddAsync(database, 1, Few);
        var small = await MeasureAsync(reads);
        for (var from = Few + 1; from <= Many; from += AtOnce) await AddAsync(database, from, Math.Min(from + AtOnce - 1, Many));
        var large = await MeasureAsync(reads);
        foreach (var ((what, _), i) in reads.Select((read, i) => (read, i)))
            Report.Say($"{what}, p95, {Many:N0} against {Few:N0}", $"{large[i]:0.0} / {small[i]:0.0} ms = {large[i] / small[i]:0.00}", "1.50");
    }

    private static async Task<List<double>> MeasureAsync(IEnumerable<(string What, Func<int, Task> Read)> reads)
    {
        var medians = new List<double>();
        foreach (var (_, read) in reads)
        {
            var took = new List<double>();
            // The first ones compile and connect. Nothing is asked for longer than half a minute.
            var begun = Stopwatch.GetTimestamp();
            for (var i = 0; i < Times && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(30); i++)
            {
                var from = Stopwatch.GetTimestamp();
                await read(i);
                if (i >= 3) took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            medians.Add(Report.Percentile(took, 95));
        }

        return medians;
    }

    // Past every rule, as the owner: it is their number that counts.
    private static Task AddAsync(BenchDatabase database, int from, int to) => database.ExecuteAsync(
        $"""
        INSERT INTO portal.quote (id, client_id, year, sequence, edition, state, title, language, currency, introduction, sections, created_at, created_by, declined_because, revision)
        SELECT gen_random_uuid(), c.id, 2001, i, 1, 'Draft', 'Website number ' || i || ' ', 'English', 'EUR', 'As we said when we met, rare' || i || '.', '{"{}"}', now() - i * interval '1 second', p.id, '', 1
        FROM generate_series({from}, {to}) i, portal.person p, portal.client c
        WHERE p.email = '{BenchDatabase.Manager}' AND c.name = '{BenchDatabase.Client}';
        ANALYZE portal.quote
        """);
}
