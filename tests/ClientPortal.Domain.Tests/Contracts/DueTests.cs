using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;

namespace ClientPortal.Domain.Tests.Contracts;

public sealed class DueTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        await portal.BeginAsync();
        await portal.RunDueAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_begins_to_apply_is_noted_once_by_the_portal_from_midnight_in_the_contracts_zone()
    {
        var id = await portal.InForceAsync(portal.Whole() with { Zone = "Asia/Tokyo" });
        // Midnight of 1 April in Tokyo is three in the afternoon of 31 March in UTC.
        portal.Clock.Now = new DateTimeOffset(2026, 3, 31, 14, 59, 59, TimeSpan.Zero);
        Assert.Equal(0, await portal.RunDueAsync());
        portal.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await portal.RunDueAsync());
        Assert.Equal(0, await portal.RunDueAsync());

        var row = (await RecordAsync(id))[0];
        Assert.Equal(("terms.version-applies", null), (row.Code, row.Actor));
        Assert.Equal(new FactValue.Day(new DateOnly(2026, 4, 1)), row.Values["applies-from"]);
    }

    [Fact]
    public async Task An_amendment_signed_by_both_is_noted_in_force_on_its_day()
    {
        var id = await portal.InForceAsync();
        var amendment = await portal.SignedAsync(id, new DateOnly(2026, 4, 2), portal.DesignCosts("12000"));
        portal.Clock.Now = ZoneDays.StartOf("Europe/London", new DateOnly(2026, 4, 2));

        Assert.Equal(2, await portal.RunDueAsync());
        Assert.Equal(0, await portal.RunDueAsync());

        Assert.Equal("InForce", await portal.ScalarAsync($"SELECT state FROM portal.amendment WHERE id = '{amendment}'"));
        Assert.Contains(await RecordAsync(id), row => row.Code == "terms.version-applies" && row.Values["version"] == new FactValue.Whole(2));
    }

    [Fact]
    public async Task An_amendment_whose_day_came_unsigned_lapses_whether_or_not_that_was_noted()
    {
        var id = await portal.InForceAsync();
        var amendment = await portal.ProposeAsync(portal.Manager, id, new DateOnly(2026, 4, 2), portal.DesignCosts("12000")).Done();
        await portal.AgreeAsync(portal.Signatory, amendment).Done();
        await portal.SignAsync(portal.Director, amendment).Done();
        portal.Clock.Now = ZoneDays.StartOf("Europe/London", new DateOnly(2026, 4, 2));

        Assert.Equal(AmendmentState.Lapsed, (await portal.PageAsync(portal.Manager, amendment)).State);
        Assert.Equal([Domain.Shared.Rule.AmendmentNotInThatState], (await portal.SignAsync(portal.Signatory, amendment).Refused()).Select(r => r.Rule));
        Assert.Equal(2, await portal.RunDueAsync());

        Assert.Equal("Lapsed", await portal.ScalarAsync($"SELECT state FROM portal.amendment WHERE id = '{amendment}'"));
        Assert.Equal(1, (await portal.PageAsync(portal.Viewer, id)).Version);
    }

    [Fact]
    public async Task Two_workers_note_one_thing_once()
    {
        var id = await portal.InForceAsync();
        portal.Clock.Now = ZoneDays.StartOf("Europe/London", new DateOnly(2026, 4, 1));

        var noted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.RunDueAsync()));

        Assert.Equal(1, noted.Sum());
        Assert.Single(await RecordAsync(id), row => row.Code == "terms.version-applies");
    }

    private async Task<IReadOnlyList<RecordRow>> RecordAsync(ContractId id) =>
        (await portal.Get<RecordReads>().OfContractAsync(await portal.ActorAsync(portal.Auditor), id, new RecordFilter(), null, Cancellation))!.Rows;
}
