using System.ComponentModel.DataAnnotations.Schema;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Pricing;

/// <summary>
/// An amount opened into its parts. One rule for all of them: an amount is rounded once, when it is reckoned, and then allotted
/// (<see cref="Money.Allot"/>) in proportion to the parts it comes from; so the parts add up to the last cent.
/// </summary>
[ComplexType]
public sealed record LineParts
{
    /// <summary>The provider's own work.</summary>
    public decimal Base { get; init; }

    /// <summary>Materials, licences and other things bought.</summary>
    public decimal Materials { get; init; }

    /// <summary>Work of others.</summary>
    public decimal Subcontractors { get; init; }

    /// <summary>Every other cost.</summary>
    public decimal Other { get; init; }

    /// <summary>The margin.</summary>
    public decimal Margin { get; init; }

    /// <summary>The whole.</summary>
    public decimal Net => Base + Materials + Subcontractors + Other + Margin;

    /// <summary>Part by part together.</summary>
    public static LineParts operator +(LineParts left, LineParts right) => new()
    {
        Base = left.Base + right.Base,
        Materials = left.Materials + right.Materials,
        Subcontractors = left.Subcontractors + right.Subcontractors,
        Other = left.Other + right.Other,
        Margin = left.Margin + right.Margin,
    };

    /// <summary>What is left when an amount is taken off every part in proportion to what stands in it; no part falls below nothing.</summary>
    /// <param name="off">Not negative and not more than the whole.</param>
    public LineParts Less(Money off)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(off.Amount, Net, nameof(off));
        var less = Split(off, Weights);
        return new LineParts
        {
            Base = Base - less.Base,
            Materials = Materials - less.Materials,
            Subcontractors = Subcontractors - less.Subcontractors,
            Other = Other - less.Other,
            Margin = Margin - less.Margin,
        };
    }

    internal static LineParts Split(Money whole, IReadOnlyList<decimal> weights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(whole.Amount, 0m, nameof(whole));
        if (whole.IsZero) return new LineParts();
        var parts = whole.Allot(weights);
        return new LineParts
        {
            Base = parts[0].Amount,
            Materials = parts[1].Amount,
            Subcontractors = parts[2].Amount,
            Other = parts[3].Amount,
            Margin = parts[4].Amount,
        };
    }

    private decimal[] Weights => [Base, Materials, Subcontractors, Other, Margin];
}
