using System.ComponentModel;

namespace ClientPortal.Audit.Ids;

/// <summary>A person who can sign in, or could once.</summary>
[TypeConverter(typeof(PersonIdConverter))]
public readonly record struct PersonId(Guid Value) : ITypedId<PersonId>
{
    /// <inheritdoc/>
    public static PersonId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static PersonId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A company the provider works for; everything of a client hangs on this value.</summary>
public readonly record struct ClientId(Guid Value) : ITypedId<ClientId>
{
    /// <inheritdoc/>
    public static ClientId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static ClientId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One entry of the record. Those of one moment sort in the order they were made, as what they tell of happened.</summary>
public readonly record struct EntryId(Guid Value) : ITypedId<EntryId>
{
    /// <inheritdoc/>
    public static EntryId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static EntryId New() => new(OrderedUuid.New());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One message to one person.</summary>
public readonly record struct DeliveryId(Guid Value) : ITypedId<DeliveryId>
{
    /// <inheritdoc/>
    public static DeliveryId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static DeliveryId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>That one person is told of one entry.</summary>
public readonly record struct NoticeId(Guid Value) : ITypedId<NoticeId>
{
    /// <inheritdoc/>
    public static NoticeId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static NoticeId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
