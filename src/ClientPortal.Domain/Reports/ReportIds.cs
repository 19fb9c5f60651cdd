namespace ClientPortal.Domain.Reports;

/// <summary>A status report, from the first draft on and through all its revisions.</summary>
public readonly record struct ReportId(Guid Value) : ITypedId<ReportId>
{
    /// <inheritdoc/>
    public static ReportId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static ReportId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Something said about a status report.</summary>
public readonly record struct ReportCommentId(Guid Value) : ITypedId<ReportCommentId>
{
    /// <inheritdoc/>
    public static ReportCommentId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static ReportCommentId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>The client's answer to a stage that is said to be done.</summary>
public readonly record struct StageAnswerId(Guid Value) : ITypedId<StageAnswerId>
{
    /// <inheritdoc/>
    public static StageAnswerId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static StageAnswerId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>That somebody read a status report.</summary>
public readonly record struct ReportAcknowledgementId(Guid Value) : ITypedId<ReportAcknowledgementId>
{
    /// <inheritdoc/>
    public static ReportAcknowledgementId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static ReportAcknowledgementId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
