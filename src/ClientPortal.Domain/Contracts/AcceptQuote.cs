using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Contracts;

/// <summary>
/// A signatory accepts a quote, and the draft of the contract follows in the same transaction: stages and prices from what was
/// accepted, locked to it. There is no accepted quote without its contract, and no second one.
/// </summary>
public sealed class AcceptQuote(PortalWork work)
{
    /// <summary>Accepts the quote with the chosen options and begins the contract.</summary>
    /// <param name="actor">Who accepts.</param>
    /// <param name="command">The form's id.</param>
    /// <param name="id">The quote.</param>
    /// <param name="input">The form.</param>
    /// <param name="evidence">What the host saw of the request.</param>
    /// <param name="clauses">The clauses the draft begins with, in the quote's language.</param>
    /// <param name="cancellation">Ends the run.</param>
    public Task<Outcome<QuoteAcceptanceId>> RunAsync(
        PersonId actor, CommandId command, QuoteId id, AnswerQuote.AcceptInput input, AcceptanceEvidence evidence, IReadOnlyList<Clause> clauses, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var (quote, issuers) = await AnswerQuote.AcceptAsync(work, id, input, evidence, cancellation);
            var people = await ContractPeople.FindAsync(work.Db, quote.Client, cancellation);
            var answering = issuers.Where(person => people.Has(person, Side.Provider)).ToList();
            var terms = TermsOf(quote, await NextNumberAsync(work, quote.Zone, cancellation), answering.Select(person => (PersonId?)person).LastOrDefault(), clauses);
            var contract = Contract.Begin(quote.Client, terms, actor, work.Now);
            work.Db.Add(contract);
            work.Db.Add(ContractDraft.Begin(contract.Id, quote.Client, terms, actor, work.Now));
            // Somebody writes it on: who made the quote, or everybody at the provider when they are gone.
            work.Record(ContractFacts.FromQuote(contract, quote, people.Told(answering.Count > 0 ? answering : people.Of(Side.Provider).Select(person => person.Id), actor, ofClient: false)));
            return quote.Acceptance;
        }, cancellation);

    private static DraftTerms TermsOf(AcceptedQuote quote, string number, PersonId? staff, IReadOnlyList<Clause> clauses) => new(
        number, quote.Title, quote.Currency, quote.Zone, quote.Language, StartsOn: null, EndsOn: null, NoticePeriods.Default, staff, quote.AcceptedBy, quote.Quote, clauses,
        // What the client pays for a stage, tax included: the stages add up to the total that was accepted.
        [.. quote.Stages.Select(stage => new StageDrafted(StageId.New(), stage.Name, null, null, stage.Amounts.Gross, DeliverablesOf(stage), null, null))]);

    private static string DeliverablesOf(AcceptedStage stage)
    {
        var text = string.Join('\n', stage.Lines.Select(line => line.Terms.Description));
        // The quote itself stays and says it all; half a sentence in a contract would say something else.
        while (text.Length > Stage.LongestDeliverables) text = text[..Math.Max(text.LastIndexOf('\n', Stage.LongestDeliverables), 0)];
        return text;
    }

    // Numbers of other clients are hidden from who accepts; the database gives the next one, to one acceptance at a time.
    private static async Task<string> NextNumberAsync(Work work, string zone, CancellationToken cancellation)
    {
        var year = ZoneDays.DayOf(zone, work.Now).Year;
        return (await work.Db.Database.SqlQuery<string>($"SELECT portal.next_contract_number({year}) AS \"Value\"").ToListAsync(cancellation))[0];
    }
}
