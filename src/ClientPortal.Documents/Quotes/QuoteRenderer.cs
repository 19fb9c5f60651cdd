using ClientPortal.Documents.Words;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using Issued = ClientPortal.Domain.Quotes.QuoteDocument;

namespace ClientPortal.Documents.Quotes;

/// <summary>Prints the domain's quotes. Words, dates and figures follow the language the quote is written in.</summary>
/// <param name="provider">The side that offers.</param>
public sealed class QuoteRenderer(ProviderParty provider) : IQuoteRenderer
{
    /// <inheritdoc/>
    public byte[] Render(Issued document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Print(document, acceptance: null);
    }

    /// <inheritdoc/>
    public byte[] RenderAccepted(Issued document, AcceptanceToRender acceptance)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(acceptance);
        var at = TimeZoneInfo.ConvertTime(acceptance.At, TimeZoneInfo.FindSystemTimeZoneById(document.Zone));
        return Print(document, new AcceptancePaper(
            acceptance.Name, at, DocumentRenderer.MethodOf(acceptance.Method), acceptance.Address, acceptance.Device, acceptance.ConsentText, acceptance.IssuedHash));
    }

    private byte[] Print(Issued document, AcceptancePaper? acceptance)
    {
        var (sheet, words) = (document.Sheet, new DocumentWords(document.Language.Culture()));
        return QuoteDocument.Print(new QuotePaper(
            words.Culture, document.Number, document.PreviousNumber, document.Title, document.Introduction,
            new PartyPaper(provider.Name, provider.Details, string.Empty, string.Empty), PartyPaper.Of(document.Client),
            document.ValidUntil, document.Zone, sheet.Currency.Code,
            [.. sheet.Sections.Select(section => new QuoteSectionPaper(
                section.Title, [.. section.Lines.Select(line => Printed(words, line))], section.Lines.Where(line => line.Amounts.Counts).Sum(line => line.Amounts.List)))],
            sheet.Total.List,
            [.. sheet.Discounts.Select(discount => new DiscountPaper(NameOf(words, sheet, discount), discount.Reason, discount.Amount))],
            [.. Taxes(sheet)],
            sheet.Total.Gross,
            [.. sheet.Stages.Select(stage => new StageTotalPaper(stage.Stage, stage.Amounts.Gross))],
            document.ContentHash, acceptance?.At ?? document.IssuedAt, acceptance));
    }

    private static QuoteLinePaper Printed(DocumentWords words, SheetLine line)
    {
        var (terms, price) = (line.Terms, line.Terms.Price);
        var choice = (terms.IsOptional, line.IsChosen) switch
        {
            (false, _) => LineChoice.Included,
            (true, true) => LineChoice.OptionChosen,
            _ => LineChoice.OptionNotChosen,
        };
        var note = string.Join('\n', new[] { terms.Code, terms.Justification }.Where(text => text.Length > 0));
        return new QuoteLinePaper(
            terms.Description, note, terms.Quantity, terms.Unit == PriceUnit.Custom ? terms.UnitText : words[$"Unit.{terms.Unit}"], price.Net, line.Amounts.List, choice,
            new CompositionPaper(price.Base, price.Materials, price.Subcontractors, price.Other, price.MarginPercent, price.Margin));
    }

    private static string NameOf(DocumentWords words, QuoteSheet sheet, SheetDiscount discount)
    {
        var figures = new Figures(words);
        var value = discount.Kind == DiscountKind.Percent ? figures.Percent(discount.Value) : figures.Money(discount.Value, sheet.Currency.Code);
        return discount.LineDescription is { } line ? $"{value}, {line}" : value;
    }

    // One line for each rate: the sums of what was rounded line by line, so that they add up to the total.
    private static IEnumerable<TaxPaper> Taxes(QuoteSheet sheet) =>
        sheet.Sections.SelectMany(section => section.Lines).Where(line => line.Amounts.Counts)
            .GroupBy(line => line.Terms.Price.TaxPercent).OrderByDescending(rate => rate.Key)
            .Select(rate => new TaxPaper(rate.Key, rate.Sum(line => line.Amounts.Tax)));
}
