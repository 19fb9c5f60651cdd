using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Pricing;

/// <summary>Finance opens a price list and says what its next version will say besides its prices. Drafts bind nobody, so they leave no fact.</summary>
public sealed class ChangePriceLists(PortalWork work)
{
    /// <summary>The form.</summary>
    public sealed record Input
    {
        /// <summary>The revision the form was rendered from; 0 for a new list.</summary>
        public int Revision { get; init; }

        /// <summary>The English name; one of both is enough.</summary>
        public string? NameEnglish { get; init; }

        /// <summary>The Russian name; one of both is enough.</summary>
        public string? NameRussian { get; init; }

        /// <summary>The currency's code; read for a new list only.</summary>
        public string? Currency { get; init; }

        /// <summary>The IANA zone of the list's days; read for a new list only.</summary>
        public string? Zone { get; init; }

        /// <summary>From which day the next version is to apply.</summary>
        public DateOnly? EffectiveFrom { get; init; }

        /// <summary>When the prices are to be looked at again.</summary>
        public DateOnly? ReviewOn { get; init; }

        /// <summary>By how much prices follow an index, in percent.</summary>
        public string? IndexPercent { get; init; }

        /// <summary>Which index, and why; required with a percent.</summary>
        public string? IndexReason { get; init; }
    }

    /// <summary>Opens a list with nothing in it.</summary>
    public Task<Outcome<PriceListId>> OpenAsync(PersonId actor, CommandId command, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, work =>
        {
            NotYours.Unless(work.Actor.Is(Role.Finance));
            var rules = new FormRules();
            var details = Checked(rules, input);
            var currency = rules.Money(input.Currency, nameof(input.Currency));
            var zone = rules.Zone(input.Zone, nameof(input.Zone));
            rules.ThrowIfBroken();
            var list = PriceList.Open(details, currency, zone, actor, work.Now);
            work.Db.Add(list);
            return Task.FromResult(list.Id);
        }, cancellation);

    /// <summary>Changes what the next version will say.</summary>
    public Task<Outcome<PriceListId>> ChangeAsync(PersonId actor, CommandId command, PriceListId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var list = await FindAsync(work, id, input.Revision, cancellation);
            var rules = new FormRules();
            var details = Checked(rules, input);
            rules.ThrowIfBroken();
            if (details != list.Details) list.Change(details);
            return id;
        }, cancellation);

    /// <summary>The list finance acts on, at the revision the form was rendered from.</summary>
    internal static async Task<PriceList> FindAsync(Work work, PriceListId id, int revision, CancellationToken cancellation)
    {
        NotYours.Unless(work.Actor.Is(Role.Finance));
        var list = await work.Db.Set<PriceList>().SingleOrDefaultAsync(l => l.Id == id, cancellation) ?? throw new NotYours();
        list.ExpectRevision(revision);
        return list;
    }

    private static PriceListDetails Checked(FormRules rules, Input input)
    {
        var english = rules.Text(input.NameEnglish, nameof(input.NameEnglish), PriceList.LongestName, required: string.IsNullOrWhiteSpace(input.NameRussian));
        var russian = rules.Text(input.NameRussian, nameof(input.NameRussian), PriceList.LongestName, required: false);
        decimal? index = string.IsNullOrWhiteSpace(input.IndexPercent) ? null : rules.Percent(input.IndexPercent, nameof(input.IndexPercent), PriceList.LargestIndex);
        var reason = rules.Text(input.IndexReason, nameof(input.IndexReason), PriceList.LongestReason, required: index is not null);
        if (input.ReviewOn is { } review && input.EffectiveFrom is { } from && review < from) rules.Refuse(Rule.ReviewBeforeEffect, nameof(input.ReviewOn));
        return new PriceListDetails(english, russian, input.EffectiveFrom, input.ReviewOn, index, reason);
    }
}
