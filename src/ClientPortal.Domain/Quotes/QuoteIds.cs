namespace ClientPortal.Domain.Quotes;

/// <summary>One edition of a quote; a revision is a quote of its own under the same number.</summary>
public readonly record struct QuoteId(Guid Value) : ITypedId<QuoteId>
{
    /// <inheritdoc/>
    public static QuoteId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static QuoteId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A line of a quote, the same in every edition, so that editions can be compared.</summary>
public readonly record struct QuoteLineKey(Guid Value) : ITypedId<QuoteLineKey>
{
    /// <inheritdoc/>
    public static QuoteLineKey Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static QuoteLineKey New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A discount in a quote.</summary>
public readonly record struct QuoteDiscountId(Guid Value) : ITypedId<QuoteDiscountId>
{
    /// <inheritdoc/>
    public static QuoteDiscountId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static QuoteDiscountId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>The acceptance of a quote.</summary>
public readonly record struct QuoteAcceptanceId(Guid Value) : ITypedId<QuoteAcceptanceId>
{
    /// <inheritdoc/>
    public static QuoteAcceptanceId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static QuoteAcceptanceId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
