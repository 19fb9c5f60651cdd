namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>An amendment, from the first draft on.</summary>
public readonly record struct AmendmentId(Guid Value) : ITypedId<AmendmentId>
{
    /// <inheritdoc/>
    public static AmendmentId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static AmendmentId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One frozen revision of what an amendment would change.</summary>
public readonly record struct AmendmentRevisionId(Guid Value) : ITypedId<AmendmentRevisionId>
{
    /// <inheritdoc/>
    public static AmendmentRevisionId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static AmendmentRevisionId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One comment on an amendment.</summary>
public readonly record struct AmendmentCommentId(Guid Value) : ITypedId<AmendmentCommentId>
{
    /// <inheritdoc/>
    public static AmendmentCommentId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static AmendmentCommentId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One waiver of a notice period.</summary>
public readonly record struct NoticeWaiverId(Guid Value) : ITypedId<NoticeWaiverId>
{
    /// <inheritdoc/>
    public static NoticeWaiverId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static NoticeWaiverId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
