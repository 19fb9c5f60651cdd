using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

/// <summary>A draft as far as it is written, for the provider's people to read.</summary>
/// <param name="Currency">What its prices are counted in.</param>
/// <param name="StartsOn">The first day; null while it is not settled.</param>
/// <param name="EndsOn">The last day; null when open.</param>
/// <param name="Clauses">In their order; heading and text may be empty.</param>
/// <param name="Stages">In their order.</param>
/// <param name="SavedAt">When it was last saved.</param>
public sealed record DraftShown(
    Currency Currency, DateOnly? StartsOn, DateOnly? EndsOn, IReadOnlyList<Clause> Clauses, IReadOnlyList<DraftStageShown> Stages, DateTimeOffset SavedAt)
{
    /// <summary>The price of all stages that have one.</summary>
    public Money Total => Money.Sum(Stages.Select(stage => stage.Price).OfType<Money>(), Currency);

    /// <summary>Whether every stage has its price, so that the total is what the contract would come to.</summary>
    public bool IsPriced => Stages.All(stage => stage.Price is not null);

    // Row security shows it to the provider's people alone.
    internal static async Task<DraftShown?> FindAsync(PortalDb db, ContractId contract, CancellationToken cancellation)
    {
        var draft = await db.Set<ContractDraft>().Include(d => d.Clauses).Include(d => d.Stages).AsSplitQuery().SingleOrDefaultAsync(d => d.ContractId == contract, cancellation);
        if (draft is null) return null;
        return new DraftShown(
            draft.Currency, draft.StartsOn, draft.EndsOn,
            [.. draft.Clauses.OrderBy(clause => clause.Ordinal).Select(clause => clause.ToClause())],
            [
                .. draft.Stages.OrderBy(stage => stage.Ordinal).Select(stage => new DraftStageShown(
                    stage.Name, stage.StartsOn, stage.EndsOn, stage.Price is { } price ? Money.Exactly(price, draft.Currency) : null, stage.Deliverables)),
            ],
            draft.SavedAt);
    }
}

/// <summary>A stage of a draft.</summary>
/// <param name="Name">What it is called; may be empty.</param>
/// <param name="From">Its first day; null while it is not settled.</param>
/// <param name="To">Its last day; null while it is not settled.</param>
/// <param name="Price">What it costs; null while it is not settled.</param>
/// <param name="Deliverables">What comes of it; may be empty.</param>
public sealed record DraftStageShown(string Name, DateOnly? From, DateOnly? To, Money? Price, string Deliverables);
