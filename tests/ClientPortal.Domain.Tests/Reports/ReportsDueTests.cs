using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using ClientPortal.Domain.Tests.Contracts;

namespace ClientPortal.Domain.Tests.Reports;

/// <summary>C2: at the end of each stage a report is due, and the portal says so before it is late.</summary>
public sealed class ReportsDueTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    private static readonly DateOnly LastDay = new(2026, 5, 31);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        await portal.BeginAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Who_answers_for_a_stage_is_reminded_once_three_days_before_its_end()
    {
        var contract = await portal.InForceAsync();
        await RunAsync(LastDay.AddDays(-4));
        Assert.Equal(0L, await RemindersAsync(contract));

        await RunAsync(LastDay.AddDays(-3));
        await RunAsync(LastDay.AddDays(-3));
        await RunAsync(LastDay);

        Assert.Equal(1L, await RemindersAsync(contract));
        Assert.Equal("Mary Manager", await portal.ScalarAsync(
            $"SELECT string_agg(p.name, ', ') FROM portal.notice n JOIN portal.entry e ON e.id = n.entry_id JOIN portal.person p ON p.id = n.person_id WHERE e.subject_id = '{contract}' AND e.code = 'report.due'"));
        Assert.Contains(await OwedAsync(portal.Director), owed => owed.Contract == contract && !owed.IsLate);
    }

    [Fact]
    public async Task Nobody_is_reminded_of_what_was_reported()
    {
        var contract = await portal.InForceAsync();
        At(LastDay.AddDays(-5));
        await portal.ReportedAsync(contract, ReportSteps.Ended(LastDay.AddDays(-6)));

        await RunAsync(LastDay.AddDays(-3));

        Assert.Equal(0L, await RemindersAsync(contract));
        Assert.DoesNotContain(await OwedAsync(portal.Manager), owed => owed.Contract == contract);
    }

    [Fact]
    public async Task A_report_of_the_days_before_is_not_the_one_at_the_end()
    {
        var contract = await portal.InForceAsync();
        At(LastDay.AddDays(-5));
        await portal.ReportedAsync(contract, ReportSteps.GoingOn(LastDay));
        At(LastDay.AddDays(2));
        Assert.Contains(await OwedAsync(portal.Manager), owed => owed.Contract == contract && owed.IsLate);

        await portal.ReportedAsync(contract, ReportSteps.GoingOn(LastDay.AddDays(9)) with { Because = "Holidays" });

        Assert.DoesNotContain(await OwedAsync(portal.Manager), owed => owed.Contract == contract);
    }

    [Fact]
    public async Task A_day_that_moved_by_agreement_counts_from_when_the_change_applies()
    {
        var contract = await portal.InForceAsync();
        await portal.SignedAsync(contract, new DateOnly(2026, 5, 1), portal.DesignLasts(new DateOnly(2026, 4, 1), new DateOnly(2026, 6, 30)));

        await RunAsync(LastDay.AddDays(-3));
        Assert.Equal(0L, await RemindersAsync(contract));
        await RunAsync(new DateOnly(2026, 6, 27));

        Assert.Equal(1L, await RemindersAsync(contract));
    }

    [Fact]
    public async Task Only_who_manages_the_client_is_told_what_is_owed()
    {
        await portal.InForceAsync();
        At(LastDay);

        Assert.NotEmpty(await OwedAsync(portal.Manager));
        foreach (var other in new[] { portal.Viewer, portal.Signatory, portal.Auditor, portal.Stranger }) Assert.Empty(await OwedAsync(other));
    }

    private async Task<IReadOnlyList<OwedReport>> OwedAsync(PersonId person) => await portal.Get<ReportReads>().OwedAsync(await portal.ActorAsync(person), Cancellation);

    private async Task<object?> RemindersAsync(ContractId contract) => await portal.ScalarAsync($"SELECT count(*) FROM portal.entry WHERE subject_id = '{contract}' AND code = 'report.due'");

    private void At(DateOnly day) => portal.Clock.Now = ZoneDays.StartOf("Europe/London", day).AddHours(9);

    private async Task RunAsync(DateOnly day)
    {
        At(day);
        await using var worker = new WorkerDb(await portal.ConnectionStringAsync(DatabaseRoles.Worker));
        await new ReportsDue(worker, portal.Clock).RunAsync(Cancellation);
    }
}
