using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Pricing;

/// <summary>Finance edits the draft of a price list, one price at a time.</summary>
public sealed class ChangePriceItems(PortalWork work)
{
    /// <summary>The form.</summary>
    public sealed record Input
    {
        /// <summary>The revision of the list the form was rendered from.</summary>
        public int Revision { get; init; }

        /// <summary>The code; where it is empty one is made from the name.</summary>
        public string? Code { get; init; }

        /// <summary>The English name; one of both is enough.</summary>
        public string? NameEnglish { get; init; }

        /// <summary>The Russian name; one of both is enough.</summary>
        public string? NameRussian { get; init; }

        /// <summary>What one is.</summary>
        public PriceUnit? Unit { get; init; }

        /// <summary>The unit in words, when it is <see cref="PriceUnit.Custom"/>.</summary>
        public string? UnitText { get; init; }

        /// <summary>What the price is based on.</summary>
        public string? Basis { get; init; }

        /// <summary>The price of one; null while it is not known.</summary>
        public PriceInput? Price { get; init; }
    }

    /// <summary>Adds a price at the end.</summary>
    public Task<Outcome<PriceItemId>> AddAsync(PersonId actor, CommandId command, PriceListId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var list = await ChangePriceLists.FindAsync(work, id, input.Revision, cancellation);
            var (terms, price) = Checked(input, list.Currency);
            var items = work.Db.Set<PriceItem>().Where(i => i.PriceListId == id);
            var count = await items.CountAsync(cancellation);
            var last = await items.MaxAsync(i => (int?)i.Position, cancellation) ?? 0;
            var item = list.Add(terms, price, count, last);
            work.Db.Add(item);
            return item.Id;
        }, cancellation);

    /// <summary>Changes a price.</summary>
    public Task<Outcome<PriceItemId>> ChangeAsync(PersonId actor, CommandId command, PriceListId id, PriceItemId which, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var list = await ChangePriceLists.FindAsync(work, id, input.Revision, cancellation);
            var item = await FindItemAsync(work, id, which, cancellation);
            var (terms, price) = Checked(input, list.Currency);
            if (terms != item.Terms || price != item.Price) list.Change(item, terms, price);
            return which;
        }, cancellation);

    /// <summary>Takes a price out of the draft; published versions keep it.</summary>
    public Task<Outcome<PriceItemId>> RemoveAsync(PersonId actor, CommandId command, PriceListId id, PriceItemId which, int revision, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var list = await ChangePriceLists.FindAsync(work, id, revision, cancellation);
            var item = await FindItemAsync(work, id, which, cancellation);
            list.Remove(item);
            work.Db.Remove(item);
            return which;
        }, cancellation);

    private static async Task<PriceItem> FindItemAsync(Work work, PriceListId list, PriceItemId which, CancellationToken cancellation) =>
        await work.Db.Set<PriceItem>().SingleOrDefaultAsync(i => i.Id == which && i.PriceListId == list, cancellation) ?? throw new NotYours();

    private static (PriceItemTerms Terms, Composition? Price) Checked(Input input, Currency currency)
    {
        var rules = new FormRules();
        var english = rules.Text(input.NameEnglish, nameof(input.NameEnglish), PriceItemTerms.LongestName, required: string.IsNullOrWhiteSpace(input.NameRussian));
        var russian = rules.Text(input.NameRussian, nameof(input.NameRussian), PriceItemTerms.LongestName, required: false);
        var code = rules.Text(input.Code, nameof(input.Code), PriceItemTerms.LongestCode, required: false);
        if (code.Length == 0) code = PriceCodes.FromName(english.Length > 0 ? english : russian);
        if (code.Length == 0) rules.Refuse(Rule.Required, nameof(input.Code));
        else if (!PriceCodes.IsWellFormed(code)) rules.Refuse(Rule.PriceCodeMalformed, nameof(input.Code));
        var (unit, unitText) = rules.Unit(input.Unit, nameof(input.Unit), input.UnitText, nameof(input.UnitText));
        var basis = rules.Text(input.Basis, nameof(input.Basis), PriceItemTerms.LongestBasis, required: false);
        var price = input.Price is null ? null : rules.Price(input.Price, nameof(input.Price) + ".", currency);
        rules.ThrowIfBroken();
        return (new PriceItemTerms { Code = code, NameEnglish = english, NameRussian = russian, Unit = unit, UnitText = unitText, Basis = basis }, price);
    }
}
