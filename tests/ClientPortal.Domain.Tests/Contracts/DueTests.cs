using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Shared;

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
        Assert.Equal(new FactValue.Day(new DateOnly(2026, 4, 1)), row.Telling.Leaf.Values["applies-from"]);
    }

    // Midnight of 5 April 2026, the day New Zealand ends its summer time: as far ahead of UTC and behind it as there is, and off the full hour.
    [Theory]
    [InlineData("Pacific/Kiritimati", "2026-04-04T10:00:00Z")]
    [InlineData("Pacific/Pago_Pago", "2026-04-05T11:00:00Z")]
    [InlineData("Pacific/Auckland", "2026-04-04T11:00:00Z")]
    [InlineData("Asia/Kathmandu", "2026-04-04T18:15:00Z")]
    [InlineData("America/St_Johns", "2026-04-05T02:30:00Z")]
    public async Task An_amendment_applies_from_the_second_of_midnight_in_its_zone_whether_or_not_the_job_has_run(string zone, string midnight)
    {
        var id = await portal.InForceAsync(portal.Whole() with { Zone = zone });
        var day = new DateOnly(2026, 4, 5);
        await portal.SignedAsync(id, day, portal.DesignCosts("12000"));
        var flips = DateTimeOffset.Parse(midnight, System.Globalization.CultureInfo.InvariantCulture);

        portal.Clock.Now = flips - TimeSpan.FromSeconds(1);
        Assert.Equal((1, 10_000m), await AppliesAsync(id));
        portal.Clock.Now = flips;
        Assert.Equal((2, 12_000m), await AppliesAsync(id));

        // Any other day is answered as well, before and after.
        Assert.Equal(1, (await portal.PageAsync(portal.Viewer, id, day.AddDays(-1))).Version);
        Assert.Equal(2, (await portal.PageAsync(portal.Viewer, id, day.AddDays(100))).Version);
        // The contract's own first day and the amendment: the job only writes down what holds already.
        Assert.Equal(2, await portal.RunDueAsync());
        Assert.Equal((2, 12_000m), await AppliesAsync(id));
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
        Assert.Contains(await RecordAsync(id), row => row.Code == "terms.version-applies" && row.Telling.Leaf.Values["version"] == new FactValue.Whole(2));
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

    private async Task<(int? Version, decimal Price)> AppliesAsync(ContractId id)
    {
        var page = await portal.PageAsync(portal.Viewer, id);
        return (page.Version, page.Terms!.Stages[0].Price.Amount);
    }

    private async Task<IReadOnlyList<RecordRow>> RecordAsync(ContractId id) =>
        (await portal.Get<RecordReads>().PageAsync(await portal.ActorAsync(portal.Auditor), new RecordFilter { Contract = id }, null, Cancellation))!.Rows;
}
