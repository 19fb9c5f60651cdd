using System.Globalization;
using ClientPortal.Documents.Contracts;
using ClientPortal.Documents.Quotes;
using ClientPortal.Documents.Words;

namespace ClientPortal.Documents.Tests;

public class DocumentTests
{
    public static readonly TheoryData<string> Languages = ["en-GB", "ru-RU"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_contract_prints_every_word_of_its_input_in_order(string language)
    {
        var contract = Samples.Contract(CultureInfo.GetCultureInfo(language));
        var figures = new Figures(new DocumentWords(contract.Language));
        var numbers = ClauseNumbers.Of(contract.Clauses.Select(clause => clause.Kind).ToArray());
        Expect.InOrder(ContractDocument.Print(contract),
        [
            contract.Number,
            contract.Title,
            .. Party(contract.Provider),
            .. Party(contract.Client),
            figures.Date(contract.AppliesFrom),
            contract.TimeZone,
            figures.Money(contract.PriceTotal, contract.Currency),
            "30",
            "14",
            "21",
            .. contract.Clauses.Select((clause, i) => $"{numbers[i]} {clause.Text}"),
            .. contract.Stages.SelectMany(stage => (string[])
            [
                stage.Name,
                stage.Responsible,
                .. stage.Deliverables,
                figures.Date(stage.From),
                figures.Date(stage.To),
                figures.Amount(stage.Price, contract.Currency),
            ]),
            figures.Amount(contract.PriceTotal, contract.Currency),
            .. contract.Responsible.SelectMany(person => (string[])[person.Name, person.Role, person.Contact]),
            contract.Provider.Signatory,
            contract.Client.Signatory,
        ]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void An_amendment_prints_every_word_of_its_input_in_order(string language)
    {
        var amendment = Samples.Amendment(CultureInfo.GetCultureInfo(language));
        var figures = new Figures(new DocumentWords(amendment.Language));
        Expect.InOrder(AmendmentDocument.Print(amendment),
        [
            amendment.Number,
            amendment.ContractNumber,
            amendment.ContractTitle,
            amendment.Reason,
            amendment.ProposedBy,
            figures.Date(amendment.NoticeGivenOn),
            figures.Date(amendment.TakesEffectOn),
            amendment.NoticeWaiver!,
            .. amendment.Clauses.SelectMany(clause => clause.Text.Select(part => part.Text).Where(text => text.Any(char.IsLetter)).Prepend(clause.Number)),
            .. amendment.Stages.SelectMany(stage => (string[])
            [
                stage.Name,
                .. stage.Before is null ? [] : (string[])[figures.Date(stage.Before.From)],
                figures.Date(stage.After!.From),
                .. stage.Before is null ? [] : (string[])[figures.Date(stage.Before.To)],
                figures.Date(stage.After.To),
                .. stage.Before is null ? [] : (string[])[figures.Amount(stage.Before.Price, "RUB")],
                figures.Amount(stage.After.Price, "RUB"),
                figures.Change(stage.After.Price - (stage.Before?.Price ?? 0), "RUB"),
            ]),
            figures.Amount(amendment.TotalBefore, "RUB"),
            figures.Amount(amendment.TotalAfter, "RUB"),
            figures.Change(125_000m, "RUB"),
            .. Party(amendment.Provider),
            .. Party(amendment.Client),
        ]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_quote_prints_every_word_of_its_input_in_order(string language)
    {
        var quote = Samples.Quote(CultureInfo.GetCultureInfo(language), linesInEach: 9);
        var words = new DocumentWords(quote.Language);
        var figures = new Figures(words);
        string Amount(decimal amount) => figures.Amount(amount, quote.Currency);
        var lines = quote.Sections.SelectMany(section => section.Lines).ToArray();
        Expect.InOrder(QuoteDocument.Print(quote),
        [
            quote.Number,
            quote.Title,
            quote.Client.Name,
            figures.Date(quote.ValidUntil),
            .. quote.Sections.SelectMany(section => (string[])
            [
                section.Title,
                .. section.Lines.SelectMany(line => (string[])
                [
                    line.Description,
                    line.Note ?? string.Empty,
                    line.Choice switch { LineChoice.OptionChosen => words["OptionTicked"], LineChoice.OptionNotChosen => words["NotChosen"], _ => string.Empty },
                    figures.Quantity(line.Quantity),
                    line.Unit,
                    Amount(line.UnitPrice),
                    line.Choice == LineChoice.OptionNotChosen ? $"({Amount(line.Amount)})" : Amount(line.Amount),
                ]),
                Amount(section.Total),
            ]),
            Amount(quote.Subtotal),
            quote.Discounts[0].Name,
            quote.Discounts[0].Reason,
            Amount(-quote.Discounts[0].Amount),
            Amount(quote.Taxes[0].Amount),
            figures.Money(quote.Total, quote.Currency),
            .. quote.StageTotals.SelectMany(stage => (string[])[stage.Name, Amount(stage.Amount)]),
            .. Party(quote.Provider),
            .. Party(quote.Client),
            .. lines.SelectMany(line => (string[])
            [
                line.Description,
                Amount(line.Composition!.BaseWork),
                Amount(line.Composition.Materials),
                Amount(line.Composition.Subcontractors),
                Amount(line.Composition.Other),
                figures.Percent(line.Composition.MarginPercent),
                Amount(line.Composition.Margin),
                Amount(line.UnitPrice),
            ]),
        ]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void An_accepted_quote_prints_who_accepted_what_total_and_the_hash_of_the_quote_they_saw(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var (quote, words) = (Samples.Accepted(culture), new DocumentWords(culture));
        var (evidence, figures) = (quote.Acceptance!, new Figures(words));

        Expect.InOrder(QuoteDocument.Print(quote),
        [
            words.Format("QuoteAccepted", quote.Number),
            words["AcceptedTotal"],
            words["Acceptance"],
            evidence.Name,
            quote.Client.Name,
            figures.Moment(evidence.At, quote.TimeZone),
            figures.Money(quote.Total, quote.Currency),
            evidence.Address,
            evidence.Device,
            evidence.IssuedSha256[..8],
            evidence.ConsentText,
        ]);
    }

    [Fact]
    public void Every_page_says_which_of_how_many_it_is()
    {
        var pages = Poppler.Pages(ContractDocument.Print(Samples.Contract(Samples.Russian, clausesInEach: 6)));

        Assert.True(pages.Length > 9);
        for (var i = 0; i < pages.Length; i++)
            Assert.Contains($"Страница {i + 1} из {pages.Length}", pages[i], StringComparison.Ordinal);
    }

    [Fact]
    public void A_price_that_is_not_the_sum_of_its_parts_is_refused()
    {
        var quote = Samples.Quote(Samples.English);
        var line = quote.Sections[0].Lines[0];
        var wrong = quote with { Sections = [quote.Sections[0] with { Lines = [line with { UnitPrice = line.UnitPrice + 0.01m }] }] };

        Assert.Throws<ArgumentException>(() => QuoteDocument.Print(wrong));
    }

    [Fact]
    public void Documents_with_nothing_in_their_lists_print()
    {
        var contract = Samples.Contract(Samples.English) with { Clauses = [], Stages = [], Notices = [], Responsible = [] };
        var amendment = Samples.Amendment(Samples.English) with { Clauses = [], Stages = [], NoticeWaiver = null };
        var quote = Samples.Quote(Samples.English) with { Sections = [], Discounts = [], Taxes = [], StageTotals = [] };

        Assert.Contains("Signatures", Poppler.Text(ContractDocument.Print(contract)), StringComparison.Ordinal);
        Assert.Contains("does not change", Poppler.Text(AmendmentDocument.Print(amendment)), StringComparison.Ordinal);
        Assert.Contains("No discounts.", Poppler.Text(QuoteDocument.Print(quote)), StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_letters_without_a_space_break_and_none_is_lost()
    {
        var word = new string('Ж', 10_000);
        var contract = Samples.Contract(Samples.Russian) with { Title = "Длинно", Clauses = [new ClausePaper(ClauseKind.Scope, word)] };

        var text = Poppler.Text(ContractDocument.Print(contract));

        Assert.Equal(10_000, text.Count(c => c == 'Ж'));
        Assert.DoesNotContain(text.Split('\n'), line => line.Length > 120);
    }

    [Fact]
    public void What_no_font_has_is_shown_as_a_replacement_sign()
    {
        var contract = Samples.Contract(Samples.English) with
        {
            Title = "Ship it \U0001F680 & <now>",
            Clauses = [new ClausePaper(ClauseKind.Scope, "before שלום after \uD800 end, ‮turned‬, и\u0306, → ✓ ₽")],
        };

        var text = Poppler.Text(ContractDocument.Print(contract));

        Assert.Contains("Ship it \uFFFD & <now>", text, StringComparison.Ordinal);
        Assert.Contains("before \uFFFD\uFFFD\uFFFD\uFFFD after \uFFFD end, turned, й, → ✓ ₽", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Deleted_words_are_struck_and_added_words_underlined_for_who_cannot_see_colours()
    {
        var structure = Poppler.Structure(AmendmentDocument.Print(Samples.Amendment(Samples.English)));

        Assert.Contains("/TextDecorationType /LineThrough", Attributes(structure, "\"five working\""), StringComparison.Ordinal);
        Assert.Contains("/TextDecorationType /Underline", Attributes(structure, "\"seven calendar\""), StringComparison.Ordinal);

        static string Attributes(string structure, string text)
        {
            var at = structure.IndexOf(text, StringComparison.Ordinal);
            Assert.True(at > 0, structure);
            return structure[Math.Max(0, at - 160)..at];
        }
    }

    private static string[] Party(PartyPaper party) => [party.Name, party.Details, party.Signatory, party.SignatoryPosition];
}
