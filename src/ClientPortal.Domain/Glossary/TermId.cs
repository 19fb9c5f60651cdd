namespace ClientPortal.Domain.Glossary;

/// <summary>A word that is explained.</summary>
public readonly record struct TermId(Guid Value) : ITypedId<TermId>
{
    /// <inheritdoc/>
    public static TermId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static TermId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
