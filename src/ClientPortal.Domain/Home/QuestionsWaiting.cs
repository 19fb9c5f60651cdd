using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Home;

/// <summary>Finds the offered contracts about which the client asked what nobody of the provider has answered: where the client spoke last.</summary>
internal static class QuestionsWaiting
{
    /// <summary>The longest waiting first, each contract once.</summary>
    public static async Task<IEnumerable<Waiting>> FindAsync(PortalDb db, Actor actor, ClientScope scope, CancellationToken cancellation)
    {
        var contracts = db.Set<Contract>().Where(c => c.State == ContractState.Offered || c.State == ContractState.SignedByOne);
        if (scope.Clients is { } only) contracts = contracts.Where(c => only.Contains(c.ClientId));
        var rows = await (
            from c in contracts
            let since = db.Set<ContractComment>()
                .Where(asked => asked.VersionId == c.OfferedVersionId && asked.Side == Side.Client
                    && !db.Set<ContractComment>().Any(said => said.VersionId == asked.VersionId && said.Side == Side.Provider && said.At >= asked.At
                        && said.ClauseId == asked.ClauseId && said.StageId == asked.StageId))
                .Min(asked => (DateTimeOffset?)asked.At)
            where since != null
            orderby since, c.Id
            select new
            {
                c.Id,
                c.ClientId,
                ClientName = db.Set<Client>().Where(client => client.Id == c.ClientId).Select(client => client.Name).First(),
                c.Number,
                c.Title,
                Since = since!.Value,
                BeginsOn = db.Set<TermsVersion>().Where(v => v.Id == c.OfferedVersionId).Select(v => (DateOnly?)v.StartsOn).FirstOrDefault(),
            }).Take(WaitingThings.Most).ToListAsync(cancellation);
        return rows.Select(row => new Waiting
        {
            Kind = WaitKind.AnswerQuestion,
            Client = row.ClientId,
            ClientName = row.ClientName,
            Id = row.Id.Value,
            Number = row.Number,
            Title = row.Title,
            Side = Side.Provider,
            Since = row.Since,
            BeginsOn = row.BeginsOn,
            Yours = actor.IsFor(row.ClientId, Role.Manager),
        });
    }
}
