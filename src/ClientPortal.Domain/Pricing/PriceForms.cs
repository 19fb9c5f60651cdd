using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Pricing;

/// <summary>The numbers of a form, as people type them, read by one rule each.</summary>
internal static class PriceForms
{
    /// <summary>What one is, with words of its own where none of the portal's fits.</summary>
    public static (PriceUnit Unit, string Text) Unit(this FormRules rules, PriceUnit? unit, string field, string? text, string textField)
    {
        var chosen = rules.OneOf(unit, field, Enum.GetValues<PriceUnit>());
        return (chosen, chosen == PriceUnit.Custom ? rules.Text(text, textField, PriceItemTerms.LongestUnit) : string.Empty);
    }

    /// <summary>A template whose shares make a whole.</summary>
    public static CompositionTemplate Template(this FormRules rules, TemplateInput input, string prefix)
    {
        var template = new CompositionTemplate(
            rules.Percent(input.BaseShare, prefix + nameof(input.BaseShare), 100, required: false),
            rules.Percent(input.MaterialsShare, prefix + nameof(input.MaterialsShare), 100, required: false),
            rules.Percent(input.SubcontractorsShare, prefix + nameof(input.SubcontractorsShare), 100, required: false),
            rules.Percent(input.OtherShare, prefix + nameof(input.OtherShare), 100, required: false),
            rules.Percent(input.MarginPercent, prefix + nameof(input.MarginPercent), Composition.LargestMargin),
            rules.Percent(input.TaxPercent, prefix + nameof(input.TaxPercent), Composition.LargestTax));
        if (!template.IsWhole)
        {
            var whole = template.BaseShare + template.MaterialsShare + template.SubcontractorsShare + template.OtherShare;
            rules.Refuse(Rule.SharesNotWhole, prefix + nameof(input.BaseShare), whole);
        }

        return template;
    }

    /// <summary>
    /// A price: either its costs with percents, or a bare price with a template.
    /// </summary>
    /// <returns>The price; null when it was refused.</returns>
    public static Composition? Price(this FormRules rules, PriceInput input, string prefix, Currency currency)
    {
        var part = new FormRules();
        var price = input.Template is { } template ? part.Bare(input, template, prefix, currency) : part.Built(input, prefix, currency);
        if (part.IsBroken) price = null;
        else if (price is null) part.Refuse(Rule.NumberTooLarge, prefix + nameof(input.Base), Composition.LargestPrice);
        rules.Add(part);
        return price;
    }

    private static Composition? Built(this FormRules rules, PriceInput input, string prefix, Currency currency)
    {
        var costs = new CostParts(
            rules.AmountOrNone(input.Base, prefix + nameof(input.Base), currency),
            rules.AmountOrNone(input.Materials, prefix + nameof(input.Materials), currency),
            rules.AmountOrNone(input.Subcontractors, prefix + nameof(input.Subcontractors), currency),
            rules.AmountOrNone(input.Other, prefix + nameof(input.Other), currency));
        if (!rules.IsBroken && new[] { input.Base, input.Materials, input.Subcontractors, input.Other }.All(string.IsNullOrWhiteSpace))
            rules.Refuse(Rule.Required, prefix + nameof(input.Base));
        var margin = rules.Percent(input.MarginPercent, prefix + nameof(input.MarginPercent), Composition.LargestMargin);
        var tax = rules.Percent(input.TaxPercent, prefix + nameof(input.TaxPercent), Composition.LargestTax);
        if (rules.IsBroken) return null;
        var cost = costs.Base + costs.Materials + costs.Subcontractors + costs.Other;
        return cost * (1 + margin / 100) * (1 + tax / 100) > Composition.LargestPrice - 1 ? null : Composition.OfCosts(currency, costs, margin, tax);
    }

    private static Composition? Bare(this FormRules rules, PriceInput input, TemplateInput templateInput, string prefix, Currency currency)
    {
        var template = rules.Template(templateInput, prefix + nameof(input.Template) + ".");
        var bare = rules.Amount(input.Bare, prefix + nameof(input.Bare), currency);
        if (rules.IsBroken) return null;
        var whole = input.BareIsGross ? bare : bare * (1 + template.TaxPercent / 100);
        if (whole > Composition.LargestPrice - 1) return null;
        var money = Shared.Money.Exactly(bare, currency);
        return input.BareIsGross ? Composition.OfGross(money, template) : Composition.OfNet(money, template);
    }
}

/// <summary>A price as a form carries it: costs with percents, or a bare price with a template.</summary>
public sealed record PriceInput
{
    /// <summary>The provider's own work.</summary>
    public string? Base { get; init; }

    /// <summary>Materials; empty means none.</summary>
    public string? Materials { get; init; }

    /// <summary>Subcontractors; empty means none.</summary>
    public string? Subcontractors { get; init; }

    /// <summary>Other costs; empty means none.</summary>
    public string? Other { get; init; }

    /// <summary>The margin in percent of the cost.</summary>
    public string? MarginPercent { get; init; }

    /// <summary>The tax in percent of the net price.</summary>
    public string? TaxPercent { get; init; }

    /// <summary>The price alone; read when there is a template.</summary>
    public string? Bare { get; init; }

    /// <summary>Whether the bare price holds the tax already.</summary>
    public bool BareIsGross { get; init; }

    /// <summary>How a bare price is opened; null when the costs are given.</summary>
    public TemplateInput? Template { get; init; }
}

/// <summary>A composition template as a form carries it.</summary>
public sealed record TemplateInput
{
    /// <summary>Base work in percent of the cost.</summary>
    public string? BaseShare { get; init; }

    /// <summary>Materials in percent of the cost; empty means none.</summary>
    public string? MaterialsShare { get; init; }

    /// <summary>Subcontractors in percent of the cost; empty means none.</summary>
    public string? SubcontractorsShare { get; init; }

    /// <summary>Other costs in percent of the cost; empty means none.</summary>
    public string? OtherShare { get; init; }

    /// <summary>The margin in percent of the cost.</summary>
    public string? MarginPercent { get; init; }

    /// <summary>The tax in percent of the net price.</summary>
    public string? TaxPercent { get; init; }
}
