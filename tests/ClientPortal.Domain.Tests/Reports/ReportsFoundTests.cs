using ClientPortal.Domain.Home;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Search;
using ClientPortal.Domain.Tests.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ClientPortal.Domain.Tests.Reports;

/// <summary>Reports among everything else: what waits on homes, what search finds, what the record holds, what counts as seen.</summary>
public sealed class ReportsFoundTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 5, 15);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        await portal.BeginAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_report_waits_for_anybody_of_the_client_to_read_it_and_a_stage_that_ended_for_a_signatory()
    {
        var contract = await ContractAsync();
        var going = await portal.ReportedAsync(contract, ReportSteps.GoingOn(new DateOnly(2026, 5, 31)));
        Assert.Equal((WaitKind.ReadReport, true), await WaitsAsync(portal.Viewer, going));
        await portal.AcknowledgeAsync(portal.Viewer, going).Done();
        Assert.Null(await WaitsAsync(portal.Signatory, going));

        var ended = await portal.ReportedAsync(contract, ReportSteps.Ended(Today));
        Assert.Equal((WaitKind.AcceptStage, false), await WaitsAsync(portal.Viewer, ended));
        Assert.Equal((WaitKind.AcceptStage, true), await WaitsAsync(portal.Signatory, ended));
        await portal.AcceptAsync(portal.Signatory, ended).Done();
        Assert.Equal((WaitKind.ReadReport, true), await WaitsAsync(portal.Signatory, ended));
        await portal.AcknowledgeAsync(portal.Signatory, ended).Done();
        Assert.Null(await WaitsAsync(portal.Signatory, ended));
    }

    [Fact]
    public async Task The_home_adds_up_what_the_newest_report_on_each_stage_says_was_spent()
    {
        var contract = await ContractAsync();
        await portal.ReportedAsync(contract, ReportSteps.GoingOn(new DateOnly(2026, 5, 31)));
        await portal.ReportedAsync(contract, ReportSteps.Ended(Today));

        var agreed = (await HomeAsync(portal.Viewer)).Companies.SelectMany(company => company.Agreed).Single(one => one.Id == contract);

        Assert.Equal(9_500m, agreed.Spent!.Value.Amount);
    }

    [Fact]
    public async Task Search_finds_what_the_newest_revision_sums_up_for_whom_the_report_is()
    {
        var id = await portal.ReportedAsync(await ContractAsync(), ReportSteps.GoingOn(new DateOnly(2026, 5, 31)) with { Summary = "The carousel turns." });
        await portal.CorrectAsync(id, ReportSteps.GoingOn(new DateOnly(2026, 5, 31)) with { Summary = "The windmill turns." }, "It is a windmill.").Done();

        Assert.Contains(id.Value, await FoundAsync(portal.Viewer, "windmill"));
        Assert.DoesNotContain(id.Value, await FoundAsync(portal.Viewer, "carousel"));
        foreach (var other in new[] { portal.Stranger, portal.Root }) Assert.Empty(await FoundAsync(other, "windmill"));
    }

    [Fact]
    public async Task The_record_of_a_contract_holds_what_happened_to_its_reports()
    {
        var contract = await ContractAsync();
        var id = await portal.ReportedAsync(contract, ReportSteps.Ended(Today));
        await portal.AcceptAsync(portal.Signatory, id).Done();

        var record = (await portal.Get<RecordReads>().PageAsync(await portal.ActorAsync(portal.Viewer), new RecordFilter { Contract = contract }, null, Cancellation))!;

        Assert.Equal(["stage.accepted", "report.published"], record.Rows.Take(2).Select(row => row.Code));
        Assert.All(record.Rows, row => Assert.Equal(contract, row.Contract!.Id));
    }

    [Fact]
    public async Task Who_opens_a_thing_has_seen_what_they_were_told_of_it_and_who_looks_at_its_past_has_not()
    {
        var id = await portal.ReportedAsync(await ContractAsync(), ReportSteps.Ended(Today));

        await LookAsync(portal.Viewer, id, opensIt: false);
        Assert.Equal((0L, 2L), await SeenAsync(id));
        await LookAsync(portal.Viewer, id, opensIt: true);

        Assert.Equal((1L, 2L), await SeenAsync(id));
    }

    private async Task LookAsync(PersonId person, ReportId id, bool opensIt)
    {
        using var looks = new RecordLook(portal.Get<NpgsqlDataSource>(), portal.Clock, NullLogger<RecordLook>.Instance);
        await looks.StartAsync(Cancellation);
        looks.Note(person, new LookedAt(portal.Vector, "report", id.Value, LookKind.Viewed, "203.0.113.7"), opensIt);
        await looks.StopAsync(Cancellation);
    }

    private async Task<(object?, object?)> SeenAsync(ReportId id) => (
        await portal.ScalarAsync($"SELECT count(n.seen_at) FROM portal.notice n JOIN portal.entry e ON e.id = n.entry_id WHERE e.subject_id = '{id}'"),
        await portal.ScalarAsync($"SELECT count(*) FROM portal.notice n JOIN portal.entry e ON e.id = n.entry_id WHERE e.subject_id = '{id}'"));

    private async Task<(WaitKind, bool)?> WaitsAsync(PersonId person, ReportId id) =>
        (await HomeAsync(person)).Companies.SelectMany(company => company.Waiting).Where(one => one.Id == id.Value).Select(one => ((WaitKind, bool)?)(one.Kind, one.Yours)).SingleOrDefault();

    private async Task<HomePage> HomeAsync(PersonId person) => await portal.Get<HomeReads>().PageAsync(await portal.ActorAsync(person), null, null, Cancellation);

    private async Task<IEnumerable<Guid>> FoundAsync(PersonId person, string words) =>
        (await portal.Get<SearchReads>().FindAsync(await portal.ActorAsync(person), words, FoundKind.Report, Cancellation)).Groups.SelectMany(group => group.Rows).Select(found => found.Id);

    private async Task<Domain.Contracts.ContractId> ContractAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        var contract = await portal.InForceAsync();
        portal.Clock.Now = new DateTimeOffset(2026, 5, 15, 9, 0, 0, TimeSpan.Zero);
        return contract;
    }
}
