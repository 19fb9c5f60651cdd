namespace ClientPortal.Domain.Contracts.Signing;

/// <summary>One signature.</summary>
public readonly record struct SignatureId(Guid Value) : ITypedId<SignatureId>
{
    /// <inheritdoc/>
    public static SignatureId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static SignatureId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
