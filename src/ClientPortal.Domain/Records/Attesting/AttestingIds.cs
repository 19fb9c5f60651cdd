namespace ClientPortal.Domain.Records.Attesting;

/// <summary>One setting of the timestamp authority.</summary>
public readonly record struct AuthorityId(Guid Value) : ITypedId<AuthorityId>
{
    /// <inheritdoc/>
    public static AuthorityId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static AuthorityId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A witness that cosigns checkpoints.</summary>
public readonly record struct WitnessId(Guid Value) : ITypedId<WitnessId>
{
    /// <inheritdoc/>
    public static WitnessId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static WitnessId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
