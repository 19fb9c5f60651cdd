namespace ClientPortal.Bench;

/// <summary>The page of a contract in force against the least there can be, turn by turn in one run.</summary>
internal static class ContractPages
{
    private const int Rounds = 5;

    public static async Task MeasureAsync(BenchDatabase database)
    {
        await using var portal = await Server.StartPortalAsync(database, isProduction: true);
        using var browser = await BenchDatabase.SignInAsync(portal);
        var contract = await database.ContractAsync();
        var address = $"/contracts/{contract}";
        var page = await browser.GetAsync(address);
        await using var handMade = await Server.StartHandMadeAsync(database, contract, page.Length);
        using var plain = new Browser(handMade.Address);

        Task<Stood> OursAsync(int seconds) => Load.RunAsync(portal, database, () => browser.GetAsync(address), TimeSpan.FromSeconds(seconds));
        Task<Stood> LeastAsync(int seconds) => Load.RunAsync(handMade, database, () => plain.GetAsync("/"), TimeSpan.FromSeconds(seconds));
        // Code that has run often is compiled anew, better; until then nothing is counted.
        await OursAsync(20);
        await LeastAsync(5);
        var (ours, least) = (new List<Stood>(), new List<Stood>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await OursAsync(4));
            least.Add(await LeastAsync(4));
        }

        var (a, b) = (Median(ours), Median(least));
        Report.Say($"contract page of {page.Length / 1024} KiB against hand-made, medians of {Rounds}", $"{a.PerSecond:0} / {b.PerSecond:0} a second = {a.PerSecond / b.PerSecond:0.00}", "0.50");
        Report.Say("  processor time of one, server + database", $"{Said(a)} / {Said(b)} ms");
    }

    private static Stood Median(List<Stood> rounds) => rounds.OrderBy(round => round.PerSecond).ElementAt(rounds.Count / 2);

    private static string Said(Stood stood) => FormattableString.Invariant($"{stood.Server.TotalMilliseconds:0.0} + {stood.Database.TotalMilliseconds:0.0}");
}
