using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Quotes;

/// <summary>H4: a quote as it stood at any moment.</summary>
public sealed class QuoteAsOfTests(QuotePortal portal) : IClassFixture<QuotePortal>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_each_moment_it_stands_where_it_stood_and_its_editions_with_it()
    {
        var begun = portal.Clock.Now;
        var quote = await portal.IssuedAsync();
        portal.Clock.Now = begun + TimeSpan.FromHours(1);
        await portal.Get<AnswerQuote>().ViewAsync(portal.Viewer, CommandId.New(), quote, Cancellation).Done();
        portal.Clock.Now = begun + TimeSpan.FromHours(2);
        var next = await portal.Get<ChangeQuotes>().ReviseAsync(portal.Manager, CommandId.New(), quote, 3, Cancellation).Done();
        await portal.Get<ChangeQuotes>().SaveAsync(portal.Manager, CommandId.New(), next, portal.Form(1), Cancellation).Done();
        await portal.Get<IssueQuote>().RunAsync(portal.Manager, CommandId.New(), next, 2, Cancellation).Done();
        portal.Clock.Now = begun + TimeSpan.FromHours(3);
        await portal.Get<AcceptQuote>().RunAsync(portal.Signatory, CommandId.New(), next, await portal.AcceptFormAsync(next, QuoteSteps.Option), portal.Evidence(), [], Cancellation).Done();
        portal.Clock.Now = begun + TimeSpan.FromHours(4);

        Assert.Equal([QuoteState.Draft], Seen(await OnAsync(quote, -1)));
        Assert.Equal([QuoteState.Issued, QuoteState.Issued], Seen(await OnAsync(quote, 30)));
        Assert.Equal([QuoteState.Viewed, QuoteState.Viewed], Seen(await OnAsync(quote, 90)));
        Assert.Equal([QuoteState.Superseded, QuoteState.Superseded, QuoteState.Issued], Seen(await OnAsync(quote, 150)));
        Assert.Equal([QuoteState.Draft, QuoteState.Viewed], Seen(await OnAsync(next, 90)));
        var open = await OnAsync(next, 150);
        var accepted = await OnAsync(next, 210);
        Assert.Equal((QuoteState.Issued, null, null, false), (open.State, open.Acceptance, open.Moments.AnsweredAt, open.MayAnswer));
        Assert.Equal((QuoteState.Accepted, begun + TimeSpan.FromHours(3)), (accepted.State, accepted.Acceptance!.At));
        // Before it was accepted, what was ticked at first counted; then what was chosen.
        Assert.True(open.Sheet.Total.Gross < accepted.Sheet.Total.Gross);
        Assert.Null((await portal.PageAsync(portal.Signatory, next)).Then);

        Task<QuotePage> OnAsync(QuoteId which, int minutes)
        {
            var moment = TimeZoneInfo.ConvertTime(begun + TimeSpan.FromMinutes(minutes), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime;
            return portal.PageAsync(portal.Signatory, which, new AsOf(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment)));
        }
    }

    private static IEnumerable<QuoteState> Seen(QuotePage page) => page.Editions.Select(edition => edition.State).Prepend(page.State);
}
