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

/// <summary>One log of the record: a client's, which has the client's own value, or the installation's.</summary>
public readonly record struct LogId(Guid Value) : ITypedId<LogId>
{
    /// <summary>The log of what belongs to no client.</summary>
    public static LogId Installation { get; } = new(new Guid("00000000-0000-7000-8000-000000000000"));

    /// <summary>Whose log it is; null for the installation's.</summary>
    public ClientId? Client => this == Installation ? null : new ClientId(Value);

    /// <summary>The log in which what concerns this client stands; the installation's for null.</summary>
    public static LogId Of(ClientId? client) => client is { } one ? new LogId(one.Value) : Installation;

    /// <inheritdoc/>
    public static LogId Of(Guid value) => new(value);

    /// <summary>As it stands in addresses and in leaves: the client's identifier, or <c>installation</c>.</summary>
    public override string ToString() => this == Installation ? "installation" : Value.ToString();
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
