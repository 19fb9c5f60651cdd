namespace ClientPortal.Domain.Pricing;

/// <summary>A price list, with all its versions.</summary>
public readonly record struct PriceListId(Guid Value) : ITypedId<PriceListId>
{
    /// <inheritdoc/>
    public static PriceListId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static PriceListId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One published version of a price list.</summary>
public readonly record struct PriceListVersionId(Guid Value) : ITypedId<PriceListVersionId>
{
    /// <inheritdoc/>
    public static PriceListVersionId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static PriceListVersionId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One price in the draft of a list.</summary>
public readonly record struct PriceItemId(Guid Value) : ITypedId<PriceItemId>
{
    /// <inheritdoc/>
    public static PriceItemId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static PriceItemId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One price of a published version.</summary>
public readonly record struct PublishedPriceItemId(Guid Value) : ITypedId<PublishedPriceItemId>
{
    /// <inheritdoc/>
    public static PublishedPriceItemId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static PublishedPriceItemId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A remembered way to read files with the same heading.</summary>
public readonly record struct PriceMappingId(Guid Value) : ITypedId<PriceMappingId>
{
    /// <inheritdoc/>
    public static PriceMappingId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static PriceMappingId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A file of prices that a person is taking into a draft.</summary>
public readonly record struct PriceUploadId(Guid Value) : ITypedId<PriceUploadId>
{
    /// <inheritdoc/>
    public static PriceUploadId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static PriceUploadId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
