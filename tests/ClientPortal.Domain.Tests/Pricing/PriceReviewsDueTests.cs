using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Tests.Quotes;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Tests.Pricing;

/// <summary>B1: a price list has a day on which its prices are looked at again, and the portal says when it has come.</summary>
public sealed class PriceReviewsDueTests(QuotePortal portal) : IClassFixture<QuotePortal>
{
    // The first moment of 1 May 2026 in Vladivostok.
    private static readonly DateTimeOffset DayBegins = new(2026, 4, 30, 14, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finance_is_told_once_when_the_day_has_come_in_the_lists_zone_in_the_portal_and_by_mail()
    {
        var list = await PublishedAsync(new DateOnly(2026, 5, 1));

        Assert.Equal(0, await RunAsync(DayBegins.AddTicks(-1)));
        Assert.Equal(1, await RunAsync(DayBegins));
        Assert.Equal(0, await RunAsync(DayBegins));
        Assert.Equal(0, await RunAsync(DayBegins.AddDays(30)));

        var entry = Assert.Single(await TellingsAsync(list));
        Assert.Equal([portal.Finance], await portal.SeeAllAsync(db => db.Set<Audit.Notices.Notice>().Where(n => n.EntryId == entry).Select(n => n.PersonId).ToListAsync(Cancellation)));
        Assert.Equal([portal.Finance], await portal.SeeAllAsync(db => db.Set<Delivery>().Where(d => d.EntryId == entry).Select(d => d.PersonId).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task A_replaced_or_retired_version_is_not_told_of_and_the_next_one_has_its_own_day()
    {
        var list = await PublishedAsync(new DateOnly(2026, 5, 1));
        await ChangeAsync(list, new DateOnly(2026, 6, 1));
        var second = await portal.PublishAsync(portal.Finance, list);
        Assert.Equal(0, await RunAsync(DayBegins.AddDays(1)));
        Assert.Equal(1, await RunAsync(DayBegins.AddDays(32)));

        await ChangeAsync(list, new DateOnly(2026, 7, 1));
        var third = await portal.PublishAsync(portal.Finance, list);
        await portal.Get<PublishPriceList>().RetireAsync(
            portal.Finance, CommandId.New(), third, new PublishPriceList.Input { Revision = (await portal.DraftAsync(portal.Finance, list)).Revision, Reason = "A slip" }, Cancellation).Done();
        Assert.Equal(0, await RunAsync(DayBegins.AddDays(90)));

        Assert.NotEqual(second, third);
        Assert.Single(await TellingsAsync(list));
    }

    private async Task<PriceListId> PublishedAsync(DateOnly reviewOn)
    {
        portal.Clock.Now = FakeClock.Start;
        var list = await portal.Get<ChangePriceLists>().OpenAsync(portal.Finance, CommandId.New(), Form(0, reviewOn), Cancellation).Done();
        await portal.PriceAsync(portal.Finance, list, "ONE", "One", "100");
        await portal.PublishAsync(portal.Finance, list);
        return list;
    }

    private async Task ChangeAsync(PriceListId list, DateOnly reviewOn) => await portal.Get<ChangePriceLists>().ChangeAsync(
        portal.Finance, CommandId.New(), list, Form((await portal.DraftAsync(portal.Finance, list)).Revision, reviewOn), Cancellation).Done();

    private static ChangePriceLists.Input Form(int revision, DateOnly reviewOn) => new()
    {
        Revision = revision,
        NameEnglish = "Far rates",
        Currency = "EUR",
        Zone = "Asia/Vladivostok",
        EffectiveFrom = reviewOn.AddDays(-15),
        ReviewOn = reviewOn,
    };

    private Task<List<EntryId>> TellingsAsync(PriceListId list) => portal.SeeAllAsync(db =>
        db.Set<Audit.Entries.Entry>().Where(e => e.SubjectId == list.Value && e.Code == "price-list.review-due").Select(e => e.Id).ToListAsync(Cancellation));

    private async Task<int> RunAsync(DateTimeOffset at)
    {
        portal.Clock.Now = at;
        await using var worker = new WorkerDb(await portal.ConnectionStringAsync(DatabaseRoles.Worker));
        return await new PriceReviewsDue(worker, portal.Clock).RunAsync(Cancellation);
    }
}
