using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Pricing;

/// <summary>Finance publishes the draft of a price list as its next version, or takes a version back.</summary>
public sealed class PublishPriceList(PortalWork work)
{
    /// <summary>The form.</summary>
    public sealed record Input
    {
        /// <summary>The revision of the list the form was rendered from.</summary>
        public int Revision { get; init; }

        /// <summary>Why.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Publishes.</summary>
    public Task<Outcome<PriceListVersionId>> RunAsync(PersonId actor, CommandId command, PriceListId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var list = await ChangePriceLists.FindAsync(work, id, input.Revision, cancellation);
            var reason = Checked(input);
            var items = await work.Db.Set<PriceItem>().AsNoTracking().Where(i => i.PriceListId == id).OrderBy(i => i.Position).ToListAsync(cancellation);
            var latest = await work.Db.Set<PriceListVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.PriceListId == id && v.Number == list.LatestNumber, cancellation);
            var before = latest is null
                ? []
                : await work.Db.Set<PublishedPriceItem>().AsNoTracking().Where(i => i.VersionId == latest.Id).OrderBy(i => i.Position).ToListAsync(cancellation);
            // A version that was taken back orders nothing any more.
            var isRetired = latest is not null && await work.Db.Set<PriceListRetirement>().AnyAsync(r => r.VersionId == latest.Id, cancellation);
            var published = list.Publish(items, isRetired ? null : latest, before, reason, actor, work.Now);
            work.Record(PricingFacts.Published(published, await PricePeople.ToldAsync(work, id, cancellation)));
            work.Db.Add(published.Version);
            work.Db.Foretell(published.Items);
            // The database takes items only of a version that is there.
            await work.Db.SaveChangesAsync(cancellation);
            await work.Db.InsertManyAsync(published.Items, cancellation);
            return published.Version.Id;
        }, cancellation);

    /// <summary>Takes a version back: from now on it serves no new quote. What was quoted from it stays.</summary>
    public Task<Outcome<PriceListVersionId>> RetireAsync(PersonId actor, CommandId command, PriceListVersionId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            NotYours.Unless(work.Actor.Is(Role.Finance));
            var version = await work.Db.Set<PriceListVersion>().SingleOrDefaultAsync(v => v.Id == id, cancellation) ?? throw new NotYours();
            var list = await ChangePriceLists.FindAsync(work, version.PriceListId, input.Revision, cancellation);
            var reason = Checked(input);
            if (await work.Db.Set<PriceListRetirement>().AnyAsync(r => r.VersionId == id, cancellation)) throw new RuleBroken(Rule.PriceListRetired);
            var retirement = list.Retire(version, reason, actor, work.Now);
            work.Record(PricingFacts.Retired(version, retirement, await PricePeople.ToldAsync(work, list.Id, cancellation)));
            work.Db.Add(retirement);
            return id;
        }, cancellation);

    private static string Checked(Input input)
    {
        var rules = new FormRules();
        var reason = rules.Text(input.Reason, nameof(input.Reason), PriceList.LongestReason);
        rules.ThrowIfBroken();
        return reason;
    }
}
