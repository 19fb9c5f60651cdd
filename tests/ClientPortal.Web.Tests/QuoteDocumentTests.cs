using System.Globalization;
using AngleSharp.Dom;
using ClientPortal.Documents.Tests;

namespace ClientPortal.Web.Tests;

/// <summary>What a quote comes to is said by three: the page, the document under its hash, and the database. They say the same.</summary>
public sealed class QuoteDocumentTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Theory]
    [InlineData("Harbour Books", "claire@harbourbooks.example")]
    [InlineData("Вектор", "anna@vector.example")]
    public async Task The_documents_totals_are_those_of_the_page_and_of_the_database(string client, string signatory)
    {
        using var reader = await host.SignInAsync(signatory);
        var quote = await host.IssueAsync(client);

        var page = (await reader.GetAsync($"/quotes/{quote}")).Page;
        var text = Bare(Poppler.Text(await reader.FileAsync($"/quotes/{quote}/document")));

        // The list's prices, two discounts, without tax, two rates of tax, the total: a document has no line for what is without tax.
        var foot = page.QuerySelectorAll(".quote-lines > tfoot td").Select(Said).ToList();
        Assert.Equal(7, foot.Count);
        var stages = page.QuerySelectorAll(".quote-stages .table tbody tr").Select(row => Said(row.QuerySelector("td:last-child")!)).ToList();
        Assert.Equal(2, stages.Count);
        var at = 0;
        foreach (var figure in foot.Where((_, i) => i != 3).Concat(stages))
        {
            at = text.IndexOf(figure, at, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{figure} does not stand where it should in {text}");
            at += figure.Length;
        }

        foreach (var amount in page.QuerySelectorAll(".quote-lines tbody td[data-follows]").Select(cell => Said(cell.QuerySelector(".money")!))) Assert.Contains(amount, text, StringComparison.Ordinal);
        var total = decimal.Parse(page.QuerySelector("[name='Form.Total']")!.GetAttribute("value")!, CultureInfo.InvariantCulture);
        Assert.Equal(total, Assert.Single(await host.ReadAsync<decimal>($"SELECT gross_amount FROM portal.issued_quote WHERE quote_id = '{quote}'")));
        Assert.Contains(total.ToString("0.00", CultureInfo.InvariantCulture), foot[^1].Replace(",", client == "Вектор" ? "." : "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string Said(IElement element) => Bare(element.TextContent);

    // Page and document part groups of digits by spaces of different width.
    private static string Bare(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
