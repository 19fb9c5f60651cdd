using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Quotes;

/// <summary>The editor of a quote posts all of it at once.</summary>
public sealed record QuoteInput
{
    /// <summary>The revision the editor was rendered from; 0 for a new quote.</summary>
    public int Revision { get; init; }

    /// <summary>What it is about.</summary>
    public string? Title { get; init; }

    /// <summary>The language it is written in.</summary>
    public Language? Language { get; init; }

    /// <summary>The currency's code.</summary>
    public string? Currency { get; init; }

    /// <summary>What stands before the lines.</summary>
    public string? Introduction { get; init; }

    /// <summary>The last day on which it can be accepted; may wait until it is issued.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>The sections with their lines. A quote without sections has one with no heading.</summary>
    public IReadOnlyList<SectionInput> Sections { get; init; } = [];

    /// <summary>The discounts.</summary>
    public IReadOnlyList<DiscountInput> Discounts { get; init; } = [];
}

/// <summary>A section of the editor.</summary>
public sealed record SectionInput
{
    /// <summary>Its heading.</summary>
    public string? Title { get; init; }

    /// <summary>Its lines.</summary>
    public IReadOnlyList<LineInput> Lines { get; init; } = [];
}

/// <summary>A line of the editor.</summary>
public sealed record LineInput
{
    /// <summary>Which line; the editor makes one for a new line, so that a discount can name it.</summary>
    public Guid? Key { get; init; }

    /// <summary>The published price it comes from; null for a line that is in no list.</summary>
    public Guid? Item { get; init; }

    /// <summary>What is offered; empty takes the list's name.</summary>
    public string? Description { get; init; }

    /// <summary>What one is; taken from the list where the line comes from one.</summary>
    public PriceUnit? Unit { get; init; }

    /// <summary>The unit in words, when it is <see cref="PriceUnit.Custom"/>.</summary>
    public string? UnitText { get; init; }

    /// <summary>How many.</summary>
    public string? Quantity { get; init; }

    /// <summary>The stage of the work it belongs to.</summary>
    public string? Stage { get; init; }

    /// <summary>Whether the client chooses it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether an optional line is ticked at first.</summary>
    public bool IsSuggested { get; init; }

    /// <summary>The price of one; null takes the published one.</summary>
    public PriceInput? Price { get; init; }

    /// <summary>Why the price is not the published one.</summary>
    public string? Justification { get; init; }
}

/// <summary>A discount of the editor.</summary>
public sealed record DiscountInput
{
    /// <summary>Which discount; null for a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>The line it is for; null for the whole quote.</summary>
    public Guid? Line { get; init; }

    /// <summary>Percent or amount.</summary>
    public DiscountKind? Kind { get; init; }

    /// <summary>The percent or the amount.</summary>
    public string? Value { get; init; }

    /// <summary>Why it is given.</summary>
    public string? Reason { get; init; }
}
