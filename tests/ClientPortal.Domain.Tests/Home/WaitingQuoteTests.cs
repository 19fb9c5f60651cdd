using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Home;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using ClientPortal.Domain.Tests.Quotes;

namespace ClientPortal.Domain.Tests.Home;

/// <summary>Whom a quote waits for, and until when.</summary>
public sealed class WaitingQuoteTests(QuotePortal portal) : IClassFixture<QuotePortal>
{
    [Fact]
    public async Task A_quote_waits_for_the_signatory_until_its_last_day_with_what_it_comes_to()
    {
        var quote = await portal.IssuedAsync();
        var total = (await portal.PageAsync(portal.Signatory, quote)).Sheet.Total.Gross;
        var company = await CompanyAsync(portal.Signatory);
        var one = company.Yours.Single(waiting => waiting.Id == quote.Value);
        Assert.Equal(
            (WaitKind.AnswerQuote, Side.Client, portal.Clock.Now, (DateOnly?)QuoteSteps.LastDay, (decimal?)total),
            (one.Kind, one.Side, one.Since, one.Until, one.Total?.Amount));
        Assert.Contains(company.Days, day => day.Kind == ComingKind.QuoteLapses && day.Id == quote.Value && day.Day == QuoteSteps.LastDay);
    }

    [Fact]
    public async Task A_viewer_is_told_of_a_quote_and_who_answers_it_but_is_not_waited_for()
    {
        var quote = await portal.IssuedAsync();
        var company = await CompanyAsync(portal.Viewer);
        Assert.Empty(company.Yours);
        Assert.Equal(["Sam Signatory"], company.Colleagues.Single(waiting => waiting.Id == quote.Value).Who);
    }

    [Fact]
    public async Task A_quote_that_was_opened_still_waits_and_one_that_was_accepted_does_not()
    {
        var quote = await portal.IssuedAsync();
        await portal.Get<AnswerQuote>().ViewAsync(portal.Viewer, CommandId.New(), quote, QuotePortal.Cancellation).Done();
        Assert.True(await WaitsAsync(portal.Signatory, quote));
        await portal.Get<AcceptQuote>().RunAsync(
            portal.Signatory, CommandId.New(), quote, await portal.AcceptFormAsync(quote), portal.Evidence(), [], QuotePortal.Cancellation).Done();
        Assert.False(await WaitsAsync(portal.Signatory, quote));
    }

    [Fact]
    public async Task A_quote_waits_to_the_last_second_of_its_last_day_in_the_clients_zone_whether_or_not_its_end_was_noted()
    {
        var quote = await portal.IssuedAsync();
        var before = portal.Clock.Now;
        try
        {
            portal.Clock.Now = new DateTimeOffset(2026, 3, 31, 22, 59, 59, TimeSpan.Zero);
            Assert.True(await WaitsAsync(portal.Signatory, quote));
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.False(await WaitsAsync(portal.Signatory, quote));
        }
        finally
        {
            portal.Clock.Now = before;
        }
    }

    [Fact]
    public async Task A_quote_stands_in_the_homes_of_finance_and_of_its_manager_and_in_nobody_elses()
    {
        var quote = await portal.IssuedAsync();
        Assert.False((await HomeAsync(portal.Finance)).Finance!.Quotes.Single(waiting => waiting.Id == quote.Value).Yours);
        Assert.Contains((await HomeAsync(portal.Manager)).Manager!.Clientele, waiting => waiting.Id == quote.Value);
        Assert.DoesNotContain((await HomeAsync(portal.OtherManager)).Manager!.Waiting, waiting => waiting.Id == quote.Value);
        Assert.False(await WaitsAsync(portal.OtherSignatory, quote));
    }

    [Fact]
    public async Task An_accepted_quote_waits_for_the_provider_until_its_contract_is_offered()
    {
        var quote = await portal.IssuedAsync();
        await portal.Get<AcceptQuote>().RunAsync(
            portal.Signatory, CommandId.New(), quote, await portal.AcceptFormAsync(quote), portal.Evidence(), [], QuotePortal.Cancellation).Done();

        var one = (await CompanyAsync(portal.Viewer)).Providers.Single(waiting => waiting.Id == quote.Value);
        Assert.Equal((WaitKind.WriteContract, portal.Clock.Now, false), (one.Kind, one.Since, one.Yours));
        Assert.Contains((await HomeAsync(portal.Manager)).Manager!.Yours, waiting => waiting.Id == quote.Value && waiting.Kind == WaitKind.WriteContract);
    }

    [Fact]
    public async Task A_declined_quote_stands_at_the_top_for_manager_and_finance_until_they_open_it_or_revise_it()
    {
        var quote = await DeclinedAsync();
        var one = (await HomeAsync(portal.Manager)).Manager!.Yours.First();
        Assert.Equal((WaitKind.QuoteDeclined, quote.Value, portal.Clock.Now), (one.Kind, one.Id, one.Since));
        Assert.Contains((await HomeAsync(portal.Finance)).Finance!.Declined, waiting => waiting.Id == quote.Value);
        Assert.DoesNotContain((await HomeAsync(portal.OtherManager)).Manager!.Yours, waiting => waiting.Id == quote.Value);

        await portal.Get<ClientPortal.Domain.Looks.RecordLook>().RecordAsync(portal.Finance, new(portal.Client, "quote", quote.Value, ClientPortal.Domain.Looks.LookKind.Viewed, ""), QuotePortal.Cancellation);
        Assert.DoesNotContain((await HomeAsync(portal.Finance)).Finance!.Declined, waiting => waiting.Id == quote.Value);
        Assert.Contains((await HomeAsync(portal.Manager)).Manager!.Refused, waiting => waiting.Id == quote.Value);

        var next = await portal.Get<ChangeQuotes>().ReviseAsync(portal.Manager, CommandId.New(), quote, (await portal.PageAsync(portal.Manager, quote)).Revision, QuotePortal.Cancellation).Done();
        await portal.Get<IssueQuote>().RunAsync(portal.Manager, CommandId.New(), next, 1, QuotePortal.Cancellation).Done();
        Assert.DoesNotContain((await HomeAsync(portal.Manager)).Manager!.Refused, waiting => waiting.Id == quote.Value);
    }

    private async Task<QuoteId> DeclinedAsync()
    {
        var quote = await portal.IssuedAsync();
        await portal.Get<AnswerQuote>().DeclineAsync(
            portal.Signatory, CommandId.New(), quote, new() { Revision = (await portal.PageAsync(portal.Signatory, quote)).Revision, Reason = "Too dear" }, QuotePortal.Cancellation).Done();
        return quote;
    }

    private async Task<bool> WaitsAsync(PersonId person, QuoteId quote) => (await CompanyAsync(person)).Waiting.Any(waiting => waiting.Id == quote.Value && waiting.Kind == WaitKind.AnswerQuote);

    private async Task<CompanyHome> CompanyAsync(PersonId person) => (await HomeAsync(person)).Companies.Single();

    private async Task<HomePage> HomeAsync(PersonId person) =>
        await portal.Get<HomeReads>().PageAsync(await portal.ActorAsync(person), session: null, client: null, QuotePortal.Cancellation);
}
