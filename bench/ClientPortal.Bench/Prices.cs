using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Pricing.Import;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Bench;

/// <summary>A price list of 5,000 prices: taken over from a file, published, every price changed, published again.</summary>
internal static class Prices
{
    private const int Count = 5000;

    public static async Task MeasureAsync(BenchDatabase database)
    {
        await using var domain = new Domain(database);
        var finance = await domain.PersonAsync("felix@northlight.example");
        // Once in small, so that nothing is compiled while it is measured.
        await RunAsync(domain, finance, 20, (_, run) => run());
        await RunAsync(domain, finance, Count, async (what, run) =>
        {
            var (here, there) = (Processes.Used([Environment.ProcessId]), Processes.Used(database.ServerProcesses()));
            var from = Stopwatch.GetTimestamp();
            await run();
            var took = Stopwatch.GetElapsedTime(from);
            (here, there) = (Processes.Used([Environment.ProcessId]) - here, Processes.Used(database.ServerProcesses()) - there);
            Report.Say($"{Count:N0} prices: {what}", $"{took.TotalSeconds:0.00} s, used {here.TotalSeconds:0.00} + {there.TotalSeconds:0.00} s");
        });
    }

    private static async Task RunAsync(Domain domain, PersonId finance, int count, Func<string, Func<Task>, Task> measure)
    {
        var details = new ChangePriceLists.Input
        {
            NameEnglish = $"Bench {CommandId.New()}",
            Currency = "EUR",
            Zone = "Europe/Berlin",
            EffectiveFrom = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2),
        };
        var list = Domain.Done(await domain.Get<ChangePriceLists>().OpenAsync(finance, CommandId.New(), details, CancellationToken.None));
        var revision = await TimedAsync("taken over into an empty draft", 1, 100);
        revision = await PublishedAsync("published", revision);
        revision = await TimedAsync("all changed by a second file", revision, 107);
        await PublishedAsync("published as the second version", revision);

        async Task<int> TimedAsync(string what, int expected, int percent)
        {
            var file = File(count, percent);
            await measure(what, async () => Domain.Done(await domain.Get<ImportPrices>().ApplyAsync(finance, CommandId.New(), list, file, Reading(expected), CancellationToken.None)));
            return expected + 1;
        }

        async Task<int> PublishedAsync(string what, int expected)
        {
            await measure(what, async () => Domain.Done(await domain.Get<PublishPriceList>().RunAsync(
                finance, CommandId.New(), list, new PublishPriceList.Input { Revision = expected, Reason = "Measured" }, CancellationToken.None)));
            return expected + 1;
        }
    }

    private static byte[] File(int count, int percent)
    {
        var text = new StringBuilder("Code;Name;Unit;Price\n");
        for (var i = 1; i <= count; i++) text.Append(CultureInfo.InvariantCulture, $"P-{i:00000};Work of kind {i}, by the hour;hour;{(4000 + i) * percent / 100m:0.00}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static ImportInput Reading(int revision) => new()
    {
        Revision = revision,
        Columns = new Dictionary<int, PriceField> { [0] = PriceField.Code, [1] = PriceField.Name, [2] = PriceField.Unit, [3] = PriceField.Price },
        NameLanguage = Language.English,
        Currency = "EUR",
        Template = new TemplateInput { BaseShare = "80", MaterialsShare = "20", MarginPercent = "15", TaxPercent = "19" },
    };
}
