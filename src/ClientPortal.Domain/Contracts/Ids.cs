namespace ClientPortal.Domain.Contracts;

/// <summary>A contract, through all its versions.</summary>
public readonly record struct ContractId(Guid Value) : ITypedId<ContractId>
{
    /// <inheritdoc/>
    public static ContractId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static ContractId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A clause, the same in every version it stands in, however it is worded.</summary>
public readonly record struct ClauseId(Guid Value) : ITypedId<ClauseId>
{
    /// <inheritdoc/>
    public static ClauseId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static ClauseId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A stage, the same in every version it stands in.</summary>
public readonly record struct StageId(Guid Value) : ITypedId<StageId>
{
    /// <inheritdoc/>
    public static StageId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static StageId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One question or comment about an offered contract.</summary>
public readonly record struct ContractCommentId(Guid Value) : ITypedId<ContractCommentId>
{
    /// <inheritdoc/>
    public static ContractCommentId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static ContractCommentId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One frozen version of a contract's terms.</summary>
public readonly record struct TermsVersionId(Guid Value) : ITypedId<TermsVersionId>
{
    /// <inheritdoc/>
    public static TermsVersionId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static TermsVersionId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A document that was rendered once and kept: what people sign, and what came of it.</summary>
public readonly record struct ContractDocumentId(Guid Value) : ITypedId<ContractDocumentId>
{
    /// <inheritdoc/>
    public static ContractDocumentId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static ContractDocumentId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
