namespace ClientPortal.Audit.Ids;

/// <summary>An identifier that cannot be mistaken for another kind's: one record struct for each kind of thing.</summary>
/// <typeparam name="TSelf">The identifier's own type.</typeparam>
public interface ITypedId<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>The value as it stands in the database and in addresses.</summary>
    Guid Value { get; }

    /// <summary>The identifier with this value.</summary>
    static abstract TSelf Of(Guid value);

    /// <summary>A new identifier: UUID version 7 (RFC 9562), so that keys made later sort later.</summary>
    static virtual TSelf New() => TSelf.Of(Guid.CreateVersion7());
}
