using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Access;

namespace ClientPortal.Domain.Clients;

/// <summary>Everything that can be recorded about who a client is.</summary>
internal static class ClientFacts
{
    public static Fact Opened(Client client) => new("client.opened", client.Id, Of(client), Audience.Nobody)
    {
        Values = Values(client.Details),
    };

    public static Fact Changed(Client client, ClientDetails before, string reason, IReadOnlyList<PersonId> told) =>
        new("client.changed", client.Id, Of(client), ToldClients.To(told))
        {
            Values = FactValue.Changes(Values(before), Values(client.Details)),
            Personal = reason.Length == 0 ? [] : new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = reason },
        };

    private static FactSubject Of(Client client) => new("client", client.Id.Value);

    private static Dictionary<string, FactValue> Values(ClientDetails details) => new(StringComparer.Ordinal)
    {
        ["name"] = new FactValue.Text(details.Name),
        ["legal-name"] = new FactValue.Text(details.LegalName),
        ["registration"] = new FactValue.Text(details.Registration),
        ["address"] = new FactValue.Text(details.PostalAddress),
        ["language"] = new FactValue.Text(details.Language.ToString()),
        ["zone"] = new FactValue.Text(details.Zone),
    };
}
