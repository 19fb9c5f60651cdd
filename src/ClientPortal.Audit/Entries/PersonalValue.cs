using ClientPortal.Audit.Ids;
using ClientPortal.Audit.Leaves;

namespace ClientPortal.Audit.Entries;

/// <summary>
/// A personal value of an entry with the salt of its commitment. The only part of the record that may be erased: the
/// leaf then keeps a commitment nobody can open.
/// </summary>
public sealed class PersonalValue
{
    private PersonalValue()
    {
    }

    /// <summary>The entry it belongs to.</summary>
    public EntryId EntryId { get; private init; }

    /// <summary>The value's name in the fact, for example <c>reason</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whose log the entry stands in; null for the installation's.</summary>
    public ClientId? ClientId { get; private init; }

    /// <summary>What was recorded.</summary>
    public required string Value { get; init; }

    /// <summary>The salt of the commitment.</summary>
    public byte[] Salt { get; private init; } = [];

    /// <summary>The commitment that stands in the leaf.</summary>
    public string Commit() => Commitment.To(Name, Value, Salt);

    internal static PersonalValue Of(Entry entry, string name, string value) => new()
    {
        EntryId = entry.Id,
        ClientId = entry.ClientId,
        Name = name,
        Value = value,
        Salt = Commitment.NewSalt(),
    };
}
