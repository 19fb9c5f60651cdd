using System.Globalization;
using ClientPortal.Documents;
using ClientPortal.Documents.Quotes;

namespace ClientPortal.Bench;

/// <summary>The PDF of a quote of three pages, one after the other.</summary>
internal static class Papers
{
    private const int Lines = 12;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(6);

    public static void Measure()
    {
        var quote = Quote();
        // The first ones compile and read the fonts.
        for (var i = 0; i < 20; i++) QuoteDocument.Print(quote);
        var (count, from) = (0, Processes.Used([Environment.ProcessId]));
        for (; Processes.Used([Environment.ProcessId]) - from < Time; count++) QuoteDocument.Print(quote);
        Report.Say($"PDFs of a quote with {3 * Lines} lines, one after the other", $"{count / Time.TotalSeconds:0} a second of one core", "50");
    }

    private static QuotePaper Quote()
    {
        string[] names = ["Design", "Development", "Support"];
        var parts = new CompositionPaper(4_000m, 700m, 250.25m, 120m, 18m, 912.65m);
        var sections = names.Select(name => new QuoteSectionPaper(
            name,
            [.. Enumerable.Range(1, Lines).Select(i => new QuoteLinePaper($"{name}, part {i}", $"WORK-{i}\nwith two rounds of edits", i, "hour", parts.Price, i * parts.Price, LineChoice.Included, parts))],
            Enumerable.Range(1, Lines).Sum(i => i * parts.Price))).ToList();
        var net = sections.Sum(section => section.Total);
        var tax = decimal.Round(net * 0.19m, 2);
        return new QuotePaper(
            CultureInfo.GetCultureInfo("en-GB"), "Q-2026-014", null, "Website", "As we said when we met.",
            new PartyPaper("Northlight Studio Ltd", "Company No. 7701234567\n1 Market Street, London", "", ""), new PartyPaper("Harbour Books Ltd", "Company No. 6601234567\n5 Hill Road, Leeds", "", ""),
            new DateOnly(2026, 11, 30), "Europe/London", "GBP", sections, net, [], [new TaxPaper(19m, tax)], net + tax, [], new string('7', 64), new DateTimeOffset(2026, 2, 20, 9, 30, 0, TimeSpan.Zero));
    }
}
