using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Contracts;

/// <summary>H4: a contract as it stood at any moment.</summary>
public sealed class ContractAsOfTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        await portal.BeginAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task At_each_moment_it_stands_where_it_stood_with_the_offer_and_the_signatures_of_then()
    {
        var day = new DateOnly(2026, 5, 9);
        At(9, 0);
        var id = await portal.OfferedAsync();
        At(10, 0);
        await portal.Get<OfferContract>().WithdrawAsync(portal.Manager, CommandId.New(), id, await portal.ReasonAsync(id), Cancellation).Done();
        At(11, 0);
        await portal.Get<OfferContract>().OfferAsync(portal.Manager, CommandId.New(), id, new OfferContract.Input { Revision = await portal.RevisionOfAsync(id) }, Cancellation).Done();
        At(12, 0);
        await portal.SignAsync(portal.Signatory, id).Done();
        At(13, 0);
        await portal.SignAsync(portal.Director, id).Done();
        At(18, 0);

        var before = await OnAsync(8, 59);
        Assert.Equal((null, null, 0), (before.Then!.State, before.Terms, before.Signatures.Count));
        Assert.Equal((ContractState.Offered, ContractValidity.NotSigned, 0), Seen(await OnAsync(9, 30)));
        Assert.Equal((ContractState.Withdrawn, ContractValidity.NotSigned, 0), Seen(await OnAsync(10, 30)));
        Assert.Equal((ContractState.Offered, ContractValidity.NotSigned, 0), Seen(await OnAsync(11, 30)));
        Assert.Equal((ContractState.SignedByOne, ContractValidity.NotSigned, 1), Seen(await OnAsync(12, 30)));
        Assert.Equal((ContractState.InForce, ContractValidity.Applies, 2), Seen(await OnAsync(13, 30)));
        Assert.Null((await portal.PageAsync(portal.Viewer, id)).Then);

        // London keeps summer time then: nine o'clock there is eight in UTC.
        void At(int hour, int minute) => portal.Clock.Now = new DateTimeOffset(2026, 5, 9, hour - 1, minute, 0, TimeSpan.Zero);

        Task<ContractPage> OnAsync(int hour, int minute) => portal.PageAsync(portal.Viewer, id, new AsOf(day, new TimeOnly(hour, minute)));
    }

    [Fact]
    public async Task What_has_passed_is_read_and_nothing_can_be_done_with_it()
    {
        var id = await portal.OfferedAsync();
        portal.Clock.Now += TimeSpan.FromHours(2);

        var now = await portal.PageAsync(portal.Signatory, id);
        var then = await portal.PageAsync(portal.Signatory, id, new AsOf(ZoneDays.DayOf("Europe/London", FakeClock.Start), TimeOnly.FromDateTime(FakeClock.Start.UtcDateTime)));

        Assert.True(now.Actions.Sign);
        Assert.Equal(ContractActions.None, then.Actions);
        Assert.False(then.IsAskedAbout);
    }

    private static (ContractState? State, ContractValidity Validity, int Signatures) Seen(ContractPage page) => (page.Then!.State, page.Validity, page.Signatures.Count);
}
