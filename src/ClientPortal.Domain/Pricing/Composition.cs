using System.ComponentModel.DataAnnotations.Schema;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Pricing;

/// <summary>
/// What a price is made of. Cost is base work, materials, subcontractors and other costs; net is cost and margin; gross is net
/// and tax. The parts add up exactly, in the smallest unit of the currency of whatever holds the price.
/// </summary>
/// <remarks>
/// Built from costs, margin is rounded(cost × margin percent) and tax rounded(net × tax percent). Built from a bare price, cost
/// is rounded(net / (1 + margin percent)) and margin is what remains, since not every price is a rounded cost and its rounded
/// margin: the amounts are what counts, the percents say by which rates they were reckoned.
/// </remarks>
[ComplexType]
public sealed record Composition
{
    /// <summary>No unit price is larger, in whatever currency.</summary>
    public const decimal LargestPrice = NumberForms.LargestAmount;

    /// <summary>No margin is larger, in percent of the cost.</summary>
    public const decimal LargestMargin = 1000m;

    /// <summary>No tax is larger, in percent of the net price.</summary>
    public const decimal LargestTax = 100m;

    private Composition()
    {
    }

    /// <summary>The provider's own work.</summary>
    public decimal Base { get; init; }

    /// <summary>Materials, licences and other things bought.</summary>
    public decimal Materials { get; init; }

    /// <summary>Work of others.</summary>
    public decimal Subcontractors { get; init; }

    /// <summary>Every other cost.</summary>
    public decimal Other { get; init; }

    /// <summary>The margin in percent of the cost, four decimals.</summary>
    public decimal MarginPercent { get; init; }

    /// <summary>The margin.</summary>
    public decimal Margin { get; init; }

    /// <summary>The price without tax.</summary>
    public decimal Net { get; init; }

    /// <summary>The tax in percent of the net price, four decimals.</summary>
    public decimal TaxPercent { get; init; }

    /// <summary>The tax.</summary>
    public decimal Tax { get; init; }

    /// <summary>The price with tax.</summary>
    public decimal Gross { get; init; }

    /// <summary>Base work, materials, subcontractors and other costs together.</summary>
    public decimal Cost => Base + Materials + Subcontractors + Other;

    /// <summary>Builds the price up from its costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A part is negative, or the whole is more than <see cref="LargestPrice"/>.</exception>
    public static Composition OfCosts(Currency currency, CostParts costs, decimal marginPercent, decimal taxPercent)
    {
        var cost = Money.Exactly(costs.Base + costs.Materials + costs.Subcontractors + costs.Other, currency);
        var margin = Money.Rounded(cost.Amount * marginPercent / 100, currency);
        var tax = Money.Rounded((cost + margin).Amount * taxPercent / 100, currency);
        return Made(costs, marginPercent, margin, taxPercent, tax);
    }

    /// <summary>Opens a bare price without tax by a template.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The price is negative, or with its tax more than <see cref="LargestPrice"/>.</exception>
    public static Composition OfNet(Money net, CompositionTemplate template) =>
        Opened(net, template, Money.Rounded(net.Amount * template.TaxPercent / 100, net.Currency));

    /// <summary>Opens a bare price with tax by a template: net is rounded(gross / (1 + tax percent)), tax is what remains.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The price is negative or more than <see cref="LargestPrice"/>.</exception>
    public static Composition OfGross(Money gross, CompositionTemplate template)
    {
        var net = Money.Rounded(gross.Amount / (1 + template.TaxPercent / 100), gross.Currency);
        return Opened(net, template, gross - net);
    }

    /// <summary>Opens an amount without tax in the proportions of this price: the parts add up to the amount exactly.</summary>
    /// <param name="net">Not negative; nothing when this price is nothing.</param>
    public LineParts Open(Money net) => LineParts.Split(net, [Base, Materials, Subcontractors, Other, Margin]);

    private static Composition Opened(Money net, CompositionTemplate template, Money tax)
    {
        var cost = Money.Rounded(net.Amount / (1 + template.MarginPercent / 100), net.Currency);
        var shares = cost.Allot([template.BaseShare, template.MaterialsShare, template.SubcontractorsShare, template.OtherShare]);
        var costs = new CostParts(shares[0].Amount, shares[1].Amount, shares[2].Amount, shares[3].Amount);
        return Made(costs, template.MarginPercent, net - cost, template.TaxPercent, tax);
    }

    private static Composition Made(CostParts costs, decimal marginPercent, Money margin, decimal taxPercent, Money tax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(costs.Least, 0m, nameof(costs));
        ArgumentOutOfRangeException.ThrowIfLessThan(margin.Amount, 0m, nameof(margin));
        ArgumentOutOfRangeException.ThrowIfLessThan(tax.Amount, 0m, nameof(tax));
        var net = costs.Base + costs.Materials + costs.Subcontractors + costs.Other + margin.Amount;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(net + tax.Amount, LargestPrice, nameof(costs));
        return new Composition
        {
            Base = costs.Base,
            Materials = costs.Materials,
            Subcontractors = costs.Subcontractors,
            Other = costs.Other,
            MarginPercent = marginPercent,
            Margin = margin.Amount,
            Net = net,
            TaxPercent = taxPercent,
            Tax = tax.Amount,
            Gross = net + tax.Amount,
        };
    }
}

/// <summary>The costs a price is built from, each in whole smallest units.</summary>
public readonly record struct CostParts(decimal Base, decimal Materials, decimal Subcontractors, decimal Other)
{
    internal decimal Least => Math.Min(Math.Min(Base, Materials), Math.Min(Subcontractors, Other));
}

/// <summary>How a price that comes bare is opened.</summary>
/// <param name="BaseShare">Base work in percent of the cost.</param>
/// <param name="MaterialsShare">Materials in percent of the cost.</param>
/// <param name="SubcontractorsShare">Subcontractors in percent of the cost.</param>
/// <param name="OtherShare">Other costs in percent of the cost; the four shares add up to 100.</param>
/// <param name="MarginPercent">The margin in percent of the cost.</param>
/// <param name="TaxPercent">The tax in percent of the net price.</param>
public sealed record CompositionTemplate(
    decimal BaseShare, decimal MaterialsShare, decimal SubcontractorsShare, decimal OtherShare, decimal MarginPercent, decimal TaxPercent)
{
    /// <summary>Whether the four shares add up to 100.</summary>
    public bool IsWhole => BaseShare + MaterialsShare + SubcontractorsShare + OtherShare == 100;
}
