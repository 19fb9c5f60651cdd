using ClientPortal.Documents.Layout;

namespace ClientPortal.Documents.Quotes;

/// <summary>Prints an edition of a quote, with an appendix that opens each price.</summary>
public static class QuoteDocument
{
    private static readonly TextStyle GrandTotal = Look.Strong with { Size = 12 };

    /// <summary>A tagged PDF on A4. The same input gives the same bytes.</summary>
    /// <param name="quote">What to print.</param>
    /// <exception cref="ArgumentException">A price is not the sum of its parts: such a document must not exist.</exception>
    public static byte[] Print(QuotePaper quote)
    {
        ArgumentNullException.ThrowIfNull(quote);
        RequirePartsToAddUp(quote);
        var paper = new Paper(quote.Language);
        var name = paper.Words.Format(quote.Acceptance is null ? "QuoteNumber" : "QuoteAccepted", quote.Number);
        return paper.Print(name, quote.Provider.Name, quote.Title, quote.MadeAt,
        [
            Look.Kicker(name),
            Look.Title(quote.Title),
            Look.Subtitle(paper.Words.Format("QuoteFor", quote.Client.Name)),
            new Rule(0.5, Ink.StrongLine) { SpaceBefore = 8, SpaceAfter = 14 },
            Look.Text(paper.Words.Format("ValidUntil", paper.Figures.Date(quote.ValidUntil), quote.TimeZone)),
            .. quote.PreviousNumber is { } previous ? [Look.Remark(paper.Words.Format("QuoteReplaces", previous))] : Array.Empty<Block>(),
            .. quote.Introduction.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Look.Text),
            Lines(paper, quote),
            .. HasDeclinedOptions(quote) ? [Look.Remark(paper["OptionsMeaning"])] : Array.Empty<Block>(),
            new KeepTogether(Totals(paper, quote)) { SpaceBefore = 6 },
            .. StageTotals(paper, quote),
            .. quote.Acceptance is { } acceptance ? [Evidence(paper, quote, acceptance)] : Array.Empty<Block>(),
            Look.Section(paper["Parties"]),
            paper.Parties(quote.Provider, quote.Client),
            Look.Remark(paper.Words.Format("QuoteFingerprint", quote.ContentHash)),
            .. Appendix(paper, quote),
        ]);
    }

    private static void RequirePartsToAddUp(QuotePaper quote)
    {
        foreach (var line in quote.Sections.SelectMany(section => section.Lines))
        {
            if (line.Composition is { } parts && parts.Price != line.UnitPrice)
                throw new ArgumentException($"The parts of '{line.Description}' add up to {parts.Price}, not to its price {line.UnitPrice}.", nameof(quote));
        }
    }

    private static bool HasDeclinedOptions(QuotePaper quote) =>
        quote.Sections.Any(section => section.Lines.Any(line => line.Choice == LineChoice.OptionNotChosen));

    private static Table Lines(Paper paper, QuotePaper quote)
    {
        var rows = new List<TableRow>();
        for (var s = 0; s < quote.Sections.Count; s++)
        {
            var section = quote.Sections[s];
            // A quote without sections is one list; its total stands below as the subtotal.
            if (section.Title.Length > 0) rows.Add(new TableRow([Look.StrongWord($"{s + 1}. {section.Title}", columns: 6)], RowKind.Group));
            rows.AddRange(section.Lines.Select((line, i) => LineRow(paper, quote, line, NumberOf(section, s, i))));
            if (section.Title.Length == 0) continue;
            rows.Add(new TableRow(
            [
                Look.StrongWord(paper.Words.Format("SectionTotal", section.Title), columns: 5),
                Look.StrongFigure(paper.Figures.Amount(section.Total, quote.Currency)),
            ], RowKind.Subtotal));
        }

        return new Table(
            [Look.ShortWords, Look.Words(), Look.Figures, Look.ShortWords, Look.Figures, Look.Figures],
            Look.Head(
                ("№", TextAlign.Left),
                (paper["Description"], TextAlign.Left),
                (paper["Quantity"], TextAlign.Right),
                (paper["Unit"], TextAlign.Left),
                ($"{paper["UnitPrice"]}, {quote.Currency}", TextAlign.Right),
                ($"{paper["Amount"]}, {quote.Currency}", TextAlign.Right)),
            rows)
        {
            SpaceBefore = 8,
            SpaceAfter = 8,
        };
    }

    private static string NumberOf(QuoteSectionPaper section, int s, int line) =>
        section.Title.Length > 0 ? FormattableString.Invariant($"{s + 1}.{line + 1}") : FormattableString.Invariant($"{line + 1}");

    private static TableRow LineRow(Paper paper, QuotePaper quote, QuoteLinePaper line, string number)
    {
        var choice = line.Choice switch
        {
            LineChoice.OptionChosen => paper[quote.Acceptance is null ? "OptionTicked" : "Option"],
            LineChoice.OptionNotChosen => paper["NotChosen"],
            _ => null,
        };
        var note = string.Join('\n', new[] { line.Note, choice }.Where(text => !string.IsNullOrWhiteSpace(text)));
        var amount = paper.Figures.Amount(line.Amount, quote.Currency);
        return new TableRow(
        [
            Look.Word(number),
            Look.WordWithNote(line.Description, note),
            Look.Figure(paper.Figures.Quantity(line.Quantity)),
            Look.Word(line.Unit),
            Look.Figure(paper.Figures.Amount(line.UnitPrice, quote.Currency)),
            // In brackets: shown, not counted.
            Look.Figure(line.Choice == LineChoice.OptionNotChosen ? $"({amount})" : amount),
        ]);
    }

    private static Table Totals(Paper paper, QuotePaper quote)
    {
        string Amount(decimal amount) => paper.Figures.Amount(amount, quote.Currency);
        var rows = new List<TableRow> { new([Look.Word(paper["Subtotal"]), Look.Figure(Amount(quote.Subtotal))]) };
        rows.AddRange(quote.Discounts.Select(discount => new TableRow(
        [
            Look.WordWithNote(paper.Words.Format("Discount", discount.Name), paper.Words.Format("DiscountReason", discount.Reason)),
            Look.Figure(Amount(-discount.Amount)),
        ])));
        if (quote.Discounts.Count == 0)
            rows.Add(new TableRow([Look.Word(paper["NoDiscounts"]), Look.Figure(Amount(0))]));
        rows.AddRange(quote.Taxes.Select(tax => new TableRow(
            [Look.Word(paper.Words.Format("TaxLine", paper["Tax"], paper.Figures.Percent(tax.Percent))), Look.Figure(Amount(tax.Amount))])));
        rows.Add(new TableRow(
        [
            new Cell(new Paragraph(paper[quote.Acceptance is null ? "TotalToPay" : "AcceptedTotal"], GrandTotal, Tag.None), Heads: true),
            new Cell(new Paragraph(paper.Figures.Money(quote.Total, quote.Currency), GrandTotal, Tag.None, TextAlign.Right)),
        ], RowKind.Subtotal));
        return new Table([Look.Words(), Look.Figures], head: null, rows);
    }

    private static KeepTogether Evidence(Paper paper, QuotePaper quote, AcceptancePaper acceptance) => new(new Column(
    [
        Look.Section(paper["Acceptance"]),
        Look.Text(paper["AcceptanceMeaning"]),
        Look.Facts(
        [
            (paper["AcceptedBy"], acceptance.Name),
            (paper["AcceptedOnBehalfOf"], quote.Client.Name),
            (paper["AcceptedAt"], $"{paper.Figures.Moment(acceptance.At, quote.TimeZone)}\n{paper.Figures.MomentUtc(acceptance.At)}"),
            (paper["AcceptedTotal"], paper.Figures.Money(quote.Total, quote.Currency)),
            (paper["HowSignedIn"], paper[$"Method{acceptance.Method}"]),
            (paper["FromAddress"], acceptance.Address),
            (paper["Device"], acceptance.Device),
            (paper["DigestOfIssued"], Look.Digest(acceptance.IssuedSha256)),
            (paper["Consent"], acceptance.ConsentText),
        ]),
    ]))
    {
        SpaceBefore = 12,
    };

    private static Block[] StageTotals(Paper paper, QuotePaper quote) => quote.StageTotals.Count == 0
        ? []
        :
        [
            Look.Section(paper["StageTotals"]),
            new Table(
                [Look.Words(), Look.Figures],
                Look.Head((paper["Stage"], TextAlign.Left), ($"{paper["Amount"]}, {quote.Currency}", TextAlign.Right)),
                quote.StageTotals.Select(stage => new TableRow(
                    [Look.Word(stage.Name), Look.Figure(paper.Figures.Amount(stage.Amount, quote.Currency))])).ToArray())
            {
                SpaceAfter = 8,
            },
        ];

    private static Block[] Appendix(Paper paper, QuotePaper quote)
    {
        var rows = quote.Sections
            .SelectMany((section, s) => section.Lines.Select((line, i) => (Line: line, Number: NumberOf(section, s, i))))
            .Where(item => item.Line.Composition is not null)
            .SelectMany(item => CompositionRows(paper, quote, item.Line, item.Line.Composition!, item.Number))
            .ToArray();
        if (rows.Length == 0)
            return [];
        TableColumn[] columns = [.. Enumerable.Repeat(new TableColumn(Width.Part(), TextAlign.Right), 7)];
        return
        [
            new PageBreak(),
            Look.Section(paper["AppendixComposition"]),
            Look.Remark(paper.Words.Format("CompositionMeaning", quote.Currency)),
            new Table(
                columns,
                Look.Head([.. ((string[])["BaseWork", "Materials", "Subcontractors", "OtherCosts", "MarginPercent", "Margin", "Price"])
                    .Select(part => (paper[part], TextAlign.Right))]),
                rows),
        ];
    }

    private static IEnumerable<TableRow> CompositionRows(Paper paper, QuotePaper quote, QuoteLinePaper line, CompositionPaper parts, string number)
    {
        Cell Amount(decimal amount) => Look.SmallFigure(paper.Figures.Amount(amount, quote.Currency));
        yield return new TableRow([Look.Word($"{number}  {line.Description}, {line.Unit}", columns: 7)], RowKind.Group);
        yield return new TableRow(
        [
            Amount(parts.BaseWork),
            Amount(parts.Materials),
            Amount(parts.Subcontractors),
            Amount(parts.Other),
            Look.SmallFigure(paper.Figures.Percent(parts.MarginPercent)),
            Amount(parts.Margin),
            Look.SmallFigure(paper.Figures.Amount(parts.Price, quote.Currency), strong: true),
        ]);
    }
}
