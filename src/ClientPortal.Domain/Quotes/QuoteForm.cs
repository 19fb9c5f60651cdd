using System.Globalization;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Quotes;

/// <summary>Reads the editor's form: everything that is wrong with it is said at once, beside its field.</summary>
internal sealed class QuoteForm
{
    private readonly FormRules _rules = new();
    private readonly IReadOnlyDictionary<PublishedPriceItemId, OfferedPrice> _offered;
    private readonly HashSet<QuoteLineKey> _keys = [];

    private QuoteForm(IReadOnlyDictionary<PublishedPriceItemId, OfferedPrice> offered) => _offered = offered;

    /// <summary>Reads the form.</summary>
    /// <param name="input">What was posted.</param>
    /// <param name="offered">The published prices it names, as far as there are such.</param>
    /// <exception cref="RuleBroken">Something is wrong with it.</exception>
    public static CheckedQuote Read(QuoteInput input, IReadOnlyDictionary<PublishedPriceItemId, OfferedPrice> offered) => new QuoteForm(offered).Read(input);

    private CheckedQuote Read(QuoteInput input)
    {
        // Without these nothing else can be read.
        var language = _rules.OneOf(input.Language, nameof(input.Language), Enum.GetValues<Language>());
        var currency = _rules.Money(input.Currency, nameof(input.Currency));
        if (input.Sections.Count > Quote.MostSections) _rules.Refuse(Rule.QuoteTooLong, nameof(input.Sections), Quote.MostSections);
        if (input.Sections.Sum(section => section.Lines.Count) > QuoteLine.Most) _rules.Refuse(Rule.QuoteTooLong, nameof(input.Sections), QuoteLine.Most);
        if (input.Discounts.Count > QuoteDiscount.Most) _rules.Refuse(Rule.QuoteTooLong, nameof(input.Discounts), QuoteDiscount.Most);
        _rules.ThrowIfBroken();

        var title = _rules.Text(input.Title, nameof(input.Title), Quote.LongestTitle);
        var introduction = _rules.Text(input.Introduction, nameof(input.Introduction), Quote.LongestIntroduction, required: false);
        var (sections, lines) = Sections(input, currency, language);
        var discounts = input.Discounts.Select((discount, i) => Discount(discount, $"Discounts[{Index(i)}].", currency)).ToList();
        _rules.ThrowIfBroken();
        return new CheckedQuote(new QuoteDetails(title, language, currency, introduction, input.ValidUntil, sections), lines, discounts);
    }

    private (List<string> Sections, List<CheckedLine> Lines) Sections(QuoteInput input, Currency currency, Language language)
    {
        var sections = new List<string>();
        var lines = new List<CheckedLine>();
        for (var s = 0; s < input.Sections.Count; s++)
        {
            var prefix = $"Sections[{Index(s)}].";
            var heading = _rules.Text(input.Sections[s].Title, prefix + nameof(SectionInput.Title), QuoteLineTerms.LongestSection, required: input.Sections.Count > 1);
            if (heading.Length > 0 && sections.Contains(heading, StringComparer.Ordinal)) _rules.Refuse(Rule.SectionTwice, prefix + nameof(SectionInput.Title));
            sections.Add(heading);
            for (var l = 0; l < input.Sections[s].Lines.Count; l++) lines.Add(Line(input.Sections[s].Lines[l], heading, $"{prefix}Lines[{Index(l)}].", currency, language));
        }

        return (sections, lines);
    }

    private CheckedLine Line(LineInput input, string section, string prefix, Currency currency, Language language)
    {
        var key = input.Key is { } given ? QuoteLineKey.Of(given) : QuoteLineKey.New();
        if (!_keys.Add(key)) _rules.Refuse(Rule.LineTwice, prefix + nameof(input.Key));
        var offered = Offered(input, prefix, currency);
        var description = _rules.Text(input.Description, prefix + nameof(input.Description), QuoteLineTerms.LongestDescription, required: offered is null);
        if (description.Length == 0 && offered is not null) description = offered.Item.Terms.NameIn(language);
        var (unit, unitText) = offered is not null
            ? (offered.Item.Terms.Unit, offered.Item.Terms.UnitText)
            : _rules.Unit(input.Unit, prefix + nameof(input.Unit), input.UnitText, prefix + nameof(input.UnitText));
        var quantity = _rules.Quantity(input.Quantity, prefix + nameof(input.Quantity), QuoteLineTerms.QuantityDecimals, QuoteLineTerms.LargestQuantity);
        var stage = _rules.Text(input.Stage, prefix + nameof(input.Stage), QuoteLineTerms.LongestStage, required: false);
        var justification = _rules.Text(input.Justification, prefix + nameof(input.Justification), QuoteLineTerms.LongestJustification, required: false);
        var price = Price(input, prefix, currency, offered);
        if (price is not null && price != offered?.Item.Price && string.IsNullOrWhiteSpace(input.Justification))
            _rules.Refuse(Rule.PriceNeedsJustification, prefix + nameof(input.Justification));
        var terms = new QuoteLineTerms
        {
            Section = section,
            Stage = stage,
            Code = offered?.Item.Terms.Code ?? string.Empty,
            Description = description,
            Unit = unit,
            UnitText = unitText,
            Quantity = quantity,
            Price = price ?? Nothing(currency),
            ListNet = offered?.Item.Price.Net,
            IsOptional = input.IsOptional,
            IsSuggested = input.IsOptional && input.IsSuggested,
            Justification = justification,
        };
        return new CheckedLine(key, offered?.Item.Id, terms);
    }

    private OfferedPrice? Offered(LineInput input, string prefix, Currency currency)
    {
        if (input.Item is not { } item) return null;
        if (!_offered.TryGetValue(PublishedPriceItemId.Of(item), out var offered)) _rules.Refuse(Rule.NotOffered, prefix + nameof(input.Item));
        else if (offered.Currency != currency) _rules.Refuse(Rule.OtherCurrency, prefix + nameof(input.Item), offered.Currency.Code, currency.Code);
        else return offered;
        return null;
    }

    private Composition? Price(LineInput input, string prefix, Currency currency, OfferedPrice? offered)
    {
        if (input.Price is not null) return _rules.Price(input.Price, prefix + nameof(input.Price) + ".", currency);
        if (offered is not null) return offered.Item.Price with { };
        // A price that was named and is not to be had was refused already.
        if (input.Item is null) _rules.Refuse(Rule.Required, $"{prefix}{nameof(input.Price)}.{nameof(PriceInput.Base)}");
        return null;
    }

    private CheckedDiscount Discount(DiscountInput input, string prefix, Currency currency)
    {
        var id = input.Id is { } given ? QuoteDiscountId.Of(given) : QuoteDiscountId.New();
        QuoteLineKey? line = input.Line is { } named ? QuoteLineKey.Of(named) : null;
        if (line is { } key && !_keys.Contains(key)) _rules.Refuse(Rule.NotOffered, prefix + nameof(input.Line));
        var kind = _rules.OneOf(input.Kind, prefix + nameof(input.Kind), Enum.GetValues<DiscountKind>());
        var value = kind == DiscountKind.Percent
            ? _rules.Percent(input.Value, prefix + nameof(input.Value), 100)
            : _rules.Amount(input.Value, prefix + nameof(input.Value), currency, Money.Largest);
        if (value == 0 && NumberText.Plain(input.Value) is { Rule: null, Value: 0 }) _rules.Refuse(Rule.NotPositive, prefix + nameof(input.Value));
        var reason = _rules.Text(input.Reason, prefix + nameof(input.Reason), QuoteDiscount.LongestReason);
        return new CheckedDiscount(id, line, kind, value, reason);
    }

    // Stands in for a price that was refused, so that the rest of the line can be looked at.
    private static Composition Nothing(Currency currency) => Composition.OfCosts(currency, default, 0, 0);

    private static string Index(int i) => i.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A published price with what it is counted in.</summary>
internal sealed record OfferedPrice(PublishedPriceItem Item, Currency Currency);

/// <summary>A form that was read.</summary>
internal sealed record CheckedQuote(QuoteDetails Details, IReadOnlyList<CheckedLine> Lines, IReadOnlyList<CheckedDiscount> Discounts);

/// <summary>A line that was read.</summary>
internal sealed record CheckedLine(QuoteLineKey Key, PublishedPriceItemId? Item, QuoteLineTerms Terms);

/// <summary>A discount that was read.</summary>
internal sealed record CheckedDiscount(QuoteDiscountId Id, QuoteLineKey? Line, DiscountKind Kind, decimal Value, string Reason);
