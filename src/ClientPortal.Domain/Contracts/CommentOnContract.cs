using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

/// <summary>People of the client ask about an offered contract before it is signed, and managers answer. Nobody is bound by what is said.</summary>
public sealed class CommentOnContract(PortalWork work)
{
    /// <summary>The form of a comment.</summary>
    public sealed record Input
    {
        /// <summary>Which of the contract's offers the page showed, counted from 1.</summary>
        public int Offer { get; init; }

        /// <summary>What is said.</summary>
        public string? Text { get; init; }

        /// <summary>The clause it is about; empty for a stage or the whole.</summary>
        public Guid? Clause { get; init; }

        /// <summary>The stage it is about; empty for a clause or the whole.</summary>
        public Guid? Stage { get; init; }
    }

    /// <summary>Says it, and tells the other side.</summary>
    /// <returns>The comment. Stale when another offer was made since the page was opened.</returns>
    public Task<Outcome<ContractCommentId>> RunAsync(PersonId actor, CommandId command, ContractId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            // Row security lets only who may change a contract hold it. Who signs or withdraws at this moment is waited for by the database.
            var contract = await work.Db.Set<Contract>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellation) ?? throw new NotYours();
            var side = ContractComment.SideOf(work.Actor, contract.ClientId) ?? throw new NotYours();
            if (input.Offer != contract.Offers) throw new StaleRevision();
            var rules = new FormRules();
            var text = rules.Text(input.Text, nameof(input.Text), ContractComment.LongestText);
            rules.ThrowIfBroken();

            var comment = contract.Comment(
                input.Clause is { } clause ? ClauseId.Of(clause) : null, input.Stage is { } stage ? StageId.Of(stage) : null, side, text, actor, work.Now);
            var terms = (await work.Db.VersionAsync(comment.VersionId, cancellation)).ToTerms();
            var about = About(terms, comment);
            work.Db.Add(comment);
            work.Record(ContractFacts.Commented(contract, comment, about, await ToldAsync(work.Db, contract, terms, side.Other(), cancellation)));
            return comment.Id;
        }, cancellation);

    // The heading of the clause or the name of the stage, as the offer has them; null for the whole.
    private static string? About(Terms terms, ContractComment comment)
    {
        if (comment.StageId is { } stage)
        {
            if (comment.ClauseId is not null) throw new RuleBroken(Rule.NotOffered, nameof(Input.Stage));
            return terms.Stages.SingleOrDefault(known => known.Id == stage)?.Name ?? throw new RuleBroken(Rule.NotOffered, nameof(Input.Stage));
        }

        if (comment.ClauseId is not { } clause) return null;
        return terms.Clauses.SingleOrDefault(known => known.Id == clause)?.Heading ?? throw new RuleBroken(Rule.NotOffered, nameof(Input.Clause));
    }

    private static async Task<Audit.Facts.Audience> ToldAsync(PortalDb db, Contract contract, Terms terms, Side side, CancellationToken cancellation)
    {
        var spoke = await db.Set<ContractComment>().Where(c => c.ContractId == contract.Id && c.Side == side).Select(c => c.PersonId).Distinct().ToListAsync(cancellation);
        var people = await ContractPeople.FindAsync(db, contract.ClientId, cancellation);
        return people.Told(side, [.. ContractData.PeopleIn(terms), contract.OfferedBy!.Value, .. spoke]);
    }
}
