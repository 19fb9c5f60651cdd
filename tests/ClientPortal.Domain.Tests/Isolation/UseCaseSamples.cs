using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Isolation;

/// <summary>A use case that forgot to ask who acts.</summary>
public sealed class LetsEverybodyIn(PortalWork work)
{
    public Task<Outcome<ContractId>> RunAsync(PersonId actor, CommandId command, ContractId id, CancellationToken cancellation) =>
        work.RunAsync(actor, command, _ => Task.FromResult(id), cancellation);
}

/// <summary>A read past row security.</summary>
public sealed class ShowsEverybody(TwoCompanies portal)
{
    public async Task<string?> PageAsync(Actor actor, ContractId id, CancellationToken cancellation) =>
        (await portal.ScalarAsync($"SELECT id || ' of {actor.Name}' FROM portal.contract WHERE id = '{id}'"))?.ToString();
}

/// <summary>A use case whose refusal says that the thing is there.</summary>
public sealed class TellsWhatIsThere(PortalWork work, TwoCompanies portal)
{
    public Task<Outcome<ContractId>> RunAsync(PersonId actor, CommandId command, ContractId id, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async _ =>
        {
            if (await portal.ScalarAsync($"SELECT 1 FROM portal.contract WHERE id = '{id}'") is null) throw new NotYours();
            return id == default ? id : throw new RuleBroken(Rule.StartMissing);
        }, cancellation);
}

/// <summary>A read that leaves a trace, and says it found nothing.</summary>
public sealed class ChangesBehindTheScenes(TwoCompanies portal)
{
    public async Task<string?> PageAsync(Actor actor, ContractId id, CancellationToken cancellation)
    {
        await portal.ScalarAsync($"UPDATE portal.contract_draft SET title = '{actor.Name} was here' WHERE contract_id = '{id}'");
        return null;
    }
}
