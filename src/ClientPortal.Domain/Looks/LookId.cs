namespace ClientPortal.Domain.Looks;

/// <summary>One look at something of a client.</summary>
public readonly record struct LookId(Guid Value) : ITypedId<LookId>
{
    /// <inheritdoc/>
    public static LookId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static LookId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
