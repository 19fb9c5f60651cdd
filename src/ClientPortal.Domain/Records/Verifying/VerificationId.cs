namespace ClientPortal.Domain.Records.Verifying;

/// <summary>One run of the verification of the whole record.</summary>
public readonly record struct VerificationId(Guid Value) : ITypedId<VerificationId>
{
    /// <inheritdoc/>
    public static VerificationId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static VerificationId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
