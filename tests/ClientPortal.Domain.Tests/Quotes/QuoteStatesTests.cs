using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using FsCheck.Fluent;

namespace ClientPortal.Domain.Tests.Quotes;

public sealed class QuoteStatesTests
{
    private static readonly DateTimeOffset Start = FakeClock.Start;
    private static readonly PersonId Somebody = PersonId.New();

    [Fact]
    public void No_sequence_of_actions_leads_past_the_table() => Any.Holds(
        Gen.Choose(0, 7).SelectMany(action => Gen.Choose(0, 20).Select(days => (action, days))).ListOf(),
        steps =>
        {
            var quote = Draft();
            var now = Start;
            foreach (var (action, days) in steps)
            {
                now += TimeSpan.FromDays(days) / 2;
                var before = quote.StateAt(now);
                var revision = quote.Revision;
                try
                {
                    Do(quote, action, now);
                }
                catch (Exception refused) when (refused is RuleBroken or InvalidOperationException)
                {
                    Assert.Equal(revision, quote.Revision);
                }

                var after = quote.StateAt(now);
                Assert.True(before == after || before.MayBecome(after), $"{before} became {after}");
                // Answered in time or not at all.
                if (after is QuoteState.Accepted or QuoteState.Declined) Assert.True(quote.AnsweredAt < quote.LapsesAt);
            }
        });

    [Fact]
    public void Nothing_follows_an_acceptance()
    {
        var quote = Issued();
        quote.Accept(Somebody, Start);

        Assert.All(Enum.GetValues<QuoteState>(), state => Assert.False(QuoteState.Accepted.MayBecome(state)));
        Assert.Equal(Rule.QuotePreviousAccepted, Broken(() => quote.Supersede(Start)));
        Assert.Equal(Rule.QuoteMovedOn, Broken(() => quote.Revise(Somebody, Start)));
    }

    [Fact]
    public void A_quote_lapses_at_the_end_of_its_last_day_in_the_clients_zone()
    {
        var quote = Issued();

        Assert.Equal(QuoteState.Issued, quote.StateAt(quote.LapsesAt!.Value.AddTicks(-1)));
        Assert.Equal(QuoteState.Lapsed, quote.StateAt(quote.LapsesAt.Value));
        Assert.Equal(new DateTimeOffset(2026, 3, 11, 14, 0, 0, TimeSpan.Zero), quote.LapsesAt);
    }

    [Fact]
    public void A_lapsed_quote_is_neither_accepted_nor_viewed_even_before_anybody_recorded_it()
    {
        var quote = Issued();
        var late = quote.LapsesAt!.Value;

        Assert.Equal(Rule.QuoteLapsed, Broken(() => quote.Accept(Somebody, late)));
        Assert.Equal(Rule.QuoteLapsed, Broken(() => quote.Decline("no", Somebody, late)));
        Assert.False(quote.View(Somebody, late));
    }

    [Fact]
    public void Only_the_first_view_counts()
    {
        var quote = Issued();

        Assert.True(quote.View(Somebody, Start));
        Assert.False(quote.View(PersonId.New(), Start.AddHours(1)));
        Assert.Equal((Start, Somebody), (quote.ViewedAt, quote.ViewedBy));
    }

    [Fact]
    public void A_revision_has_the_same_number_with_a_suffix()
    {
        var quote = Issued();
        var next = quote.Revise(Somebody, Start);

        Assert.Equal(("Q-2026-014", "Q-2026-014-r2"), (quote.Number, next.Number));
        Assert.Equal((QuoteState.Issued, QuoteState.Draft), (quote.State, next.State));
        Assert.Equal(quote.Id, next.PreviousId);
    }

    [Fact]
    public void A_quote_is_not_issued_until_a_day_that_has_passed()
    {
        var quote = Draft(new DateOnly(2026, 3, 1));

        Assert.Equal(Rule.DayPassed, Broken(() => quote.Issue("Asia/Vladivostok", Somebody, Start)));
    }

    private static void Do(Quote quote, int action, DateTimeOffset now)
    {
        switch (action)
        {
            case 0: quote.Issue("Europe/London", Somebody, now); break;
            case 1: quote.View(Somebody, now); break;
            case 2: quote.Accept(Somebody, now); break;
            case 3: quote.Decline("reason", Somebody, now); break;
            case 4: quote.Lapse(now); break;
            case 5: quote.Supersede(now); break;
            case 6: quote.Save(quote.Details); break;
            default: quote.Revise(Somebody, now); break;
        }
    }

    private static Quote Draft(DateOnly? until = null) =>
        Quote.Draft(ClientId.New(), 2026, 14, new QuoteDetails("Portal", Language.English, Currency.Of("EUR"), "", until ?? new DateOnly(2026, 3, 11), []), Somebody, Start);

    private static Quote Issued()
    {
        var quote = Draft();
        quote.Issue("Asia/Vladivostok", Somebody, Start);
        return quote;
    }

    private static Rule Broken(Action action) => Assert.Single(Assert.Throws<RuleBroken>(action).Refusals).Rule;
}
