using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Clients;

/// <summary>A manager opens the relationship with a client, or corrects who the client is.</summary>
public sealed class ChangeClients(PortalWork work)
{
    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = ReasonInput.LongestReason;

    /// <summary>The form.</summary>
    public sealed record Input
    {
        /// <summary>The revision the form was rendered from; 0 for a new client.</summary>
        public int Revision { get; init; }

        /// <summary>The name people use.</summary>
        public string? Name { get; init; }

        /// <summary>The name in documents.</summary>
        public string? LegalName { get; init; }

        /// <summary>The registration number, with its kind.</summary>
        public string? Registration { get; init; }

        /// <summary>The postal address.</summary>
        public string? PostalAddress { get; init; }

        /// <summary>The language of the client's documents.</summary>
        public Language? Language { get; init; }

        /// <summary>The IANA zone of the client's days.</summary>
        public string? Zone { get; init; }

        /// <summary>Why; needed when something changes that stands in documents: name, registration or address.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Whether the actor may open a client. Only who manages all of them may: who manages some would not see the new one.</summary>
    public static bool MayOpen(Actor actor) => actor.Roles.Contains(new ActorRole(Role.Manager, Client: null));

    /// <summary>Opens the relationship.</summary>
    public Task<Outcome<ClientId>> OpenAsync(PersonId actor, CommandId command, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, work =>
        {
            NotYours.Unless(MayOpen(work.Actor));
            var client = Client.Open(Checked(input), actor, work.Now);
            work.Db.Add(client);
            work.Record(ClientFacts.Opened(client));
            return Task.FromResult(client.Id);
        }, cancellation);

    /// <summary>Corrects who the client is.</summary>
    public Task<Outcome<ClientId>> ChangeAsync(PersonId actor, CommandId command, ClientId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            NotYours.Unless(work.Actor.IsFor(id, Role.Manager));
            var client = await work.Db.Set<Client>().SingleOrDefaultAsync(c => c.Id == id, cancellation) ?? throw new NotYours();
            client.ExpectRevision(input.Revision);
            var before = client.Details;
            var details = Checked(input);
            if (details == before) return id;
            var rules = new FormRules();
            var stands = StandsInDocuments(details) != StandsInDocuments(before);
            var reason = rules.Text(input.Reason, nameof(input.Reason), LongestReason, required: stands);
            rules.ThrowIfBroken();
            client.Change(details);
            var told = stands ? await work.Db.WithRoleAsync(id, [Role.ClientSignatory, Role.ClientViewer], cancellation) : [];
            work.Record(ClientFacts.Changed(client, before, reason, told));
            return id;
        }, cancellation);

    // What contracts, quotes and protocols name the client by.
    private static (string, string, string) StandsInDocuments(ClientDetails details) => (details.LegalName, details.Registration, details.PostalAddress);

    private static ClientDetails Checked(Input input)
    {
        var rules = new FormRules();
        var details = new ClientDetails(
            rules.Line(input.Name, nameof(input.Name), Client.LongestName),
            rules.Line(input.LegalName, nameof(input.LegalName), Client.LongestLegalName),
            rules.Line(input.Registration, nameof(input.Registration), Client.LongestRegistration, required: false),
            rules.Text(input.PostalAddress, nameof(input.PostalAddress), Client.LongestAddress, required: false),
            rules.OneOf(input.Language, nameof(input.Language), Enum.GetValues<Language>()),
            rules.Zone(input.Zone, nameof(input.Zone)));
        rules.ThrowIfBroken();
        return details;
    }
}
