using ClientPortal.Audit.Facts;

namespace ClientPortal.Domain.Access;

/// <summary>Everything that can be recorded about people and what they may do.</summary>
internal static class AccessFacts
{
    public static Fact Invited(Person person) => new("person.invited", null, Of(person), Audience.Nobody)
    {
        Personal = Personal(("name", person.Name), ("email", person.Email!)),
    };

    public static Fact Joined(Person person) => new("person.joined", null, Of(person), Audience.Nobody);

    public static Fact ProfileChanged(Person person, string oldName) => new("person.profile-changed", null, Of(person), Audience.Nobody)
    {
        Personal = Personal(("name.old", oldName), ("name.new", person.Name)),
        Values = Values(("language", new FactValue.Text(person.Language.ToString())), ("zone", new FactValue.Text(person.Zone))),
    };

    public static Fact Disabled(Person person, ClientId? client, string reason, Audience told) => AccessOf("person.disabled", person, client, reason, told);

    public static Fact Enabled(Person person, ClientId? client, string reason, Audience told) => AccessOf("person.enabled", person, client, reason, told);

    public static Fact SecondFactorReset(Person person, ClientId? client, string reason, Audience told) =>
        AccessOf("person.second-factor-reset", person, client, reason, told);

    // A role for a client stands in that client's log: they see who was let near their data, and by whom.
    public static Fact RoleGranted(Membership membership, Person person, IReadOnlyList<PersonId> signatories) =>
        new("membership.granted", membership.ClientId, Of(membership), Audience.Of([membership.PersonId, .. signatories]))
        {
            Values = RoleValues(membership),
            Personal = Personal(("name", person.Name)),
        };

    public static Fact RoleEnded(Membership membership, Person person, string reason, IReadOnlyList<PersonId> signatories) =>
        new("membership.ended", membership.ClientId, Of(membership), Audience.Of([membership.PersonId, .. signatories]))
        {
            Values = RoleValues(membership),
            Personal = Personal(("name", person.Name), ("reason", reason)),
        };

    public static Fact RightGranted(RightGrant grant, Person person, string reason) => new("right.granted", null, Of(grant), Audience.Of(grant.PersonId))
    {
        Values = RightValues(grant),
        Personal = Personal(("name", person.Name), ("reason", reason)),
    };

    public static Fact RightRevoked(RightGrant grant, Person person, string reason) => new("right.revoked", null, Of(grant), Audience.Of(grant.PersonId))
    {
        Values = RightValues(grant),
        Personal = Personal(("name", person.Name), ("reason", reason)),
    };

    private static Fact AccessOf(string code, Person person, ClientId? client, string reason, Audience told) => new(code, null, Of(person), told)
    {
        Values = client is { } one
            ? Values(("person", new FactValue.Reference(person.Id.Value)), ("of-client", new FactValue.Reference(one.Value)))
            : Values(("person", new FactValue.Reference(person.Id.Value))),
        Personal = Personal(("name", person.Name), ("reason", reason)),
    };

    private static FactSubject Of(Person person) => new("person", person.Id.Value);

    private static FactSubject Of(Membership membership) => new("membership", membership.Id.Value);

    private static FactSubject Of(RightGrant grant) => new("right", grant.Id.Value);

    private static Dictionary<string, FactValue> RoleValues(Membership membership) =>
        Values(("person", new FactValue.Reference(membership.PersonId.Value)), ("role", new FactValue.Text(membership.Role.ToString())));

    private static Dictionary<string, FactValue> RightValues(RightGrant grant) =>
        Values(("person", new FactValue.Reference(grant.PersonId.Value)), ("right", new FactValue.Text(grant.Right.ToString())));

    private static Dictionary<string, FactValue> Values(params (string Name, FactValue Value)[] values) =>
        values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    private static Dictionary<string, string> Personal(params (string Name, string Value)[] values) =>
        values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
}
