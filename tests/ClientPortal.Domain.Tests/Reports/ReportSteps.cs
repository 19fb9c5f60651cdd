using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using ClientPortal.Domain.Tests.Contracts;

namespace ClientPortal.Domain.Tests.Reports;

/// <summary>Steps with reports on the first stage of a contract, which lasts from 1 April to 31 May 2026 and costs 10,000 euro.</summary>
internal static class ReportSteps
{
    /// <summary>A stage that goes on.</summary>
    public static ReportInput GoingOn(DateOnly forecast) => new()
    {
        Summary = "Half of the drawings are there.",
        Done = "Drawings of the first ten pages",
        NextSteps = "The other ten",
        StartedOn = new DateOnly(2026, 4, 1),
        ForecastEnd = forecast,
        Progress = "50",
        Spent = "4 000,00",
    };

    /// <summary>A stage that has ended.</summary>
    public static ReportInput Ended(DateOnly day) => new()
    {
        Summary = "All drawings are there.",
        Done = "Drawings of twenty pages",
        Results = "Twenty files",
        NextSteps = "Building begins",
        StartedOn = day,
        EndedOn = day,
        Progress = "100",
        Spent = "9500",
        Risks = [new ReportInput.RiskInput { What = "Holidays", Measure = "We draw ahead." }],
        Decisions = [new ReportInput.DecisionInput { What = "Blue or green?", Who = "Vera Viewer", By = day.AddDays(7) }],
    };

    /// <summary>Saves what is said in a report's draft, and publishes it.</summary>
    public static async Task<Outcome<ReportId>> PublishAsync(this ContractsPortal portal, ReportId id, ReportInput said, string? reason = null)
    {
        var saved = await portal.SaveAsync(id, said);
        return saved is Outcome<ReportId>.Done
            ? await portal.Get<PublishReport>().RunAsync(portal.Manager, CommandId.New(), id, new PublishReport.Input { Revision = await portal.DraftRevisionAsync(id), Reason = reason }, ContractsPortal.Cancellation)
            : saved;
    }

    public static async Task<Outcome<ReportId>> SaveAsync(this ContractsPortal portal, ReportId id, ReportInput said, DraftReport.Attachment? file = null, string? detach = null) =>
        await portal.Get<DraftReport>().SaveAsync(portal.Manager, CommandId.New(), id, said with { Revision = await portal.DraftRevisionAsync(id) }, file, detach, ContractsPortal.Cancellation);

    public static Task<ReportId> BeginReportAsync(this ContractsPortal portal, ContractId contract) =>
        portal.Get<DraftReport>().BeginAsync(portal.Manager, CommandId.New(), contract, portal.Design, ContractsPortal.Cancellation).Done();

    /// <summary>A report that is published.</summary>
    public static async Task<ReportId> ReportedAsync(this ContractsPortal portal, ContractId contract, ReportInput said)
    {
        var id = await portal.BeginReportAsync(contract);
        await portal.PublishAsync(id, said).Done();
        return id;
    }

    public static async Task<Outcome<ReportId>> CorrectAsync(this ContractsPortal portal, ReportId id, ReportInput said, string? reason)
    {
        await portal.Get<DraftReport>().CorrectAsync(portal.Manager, CommandId.New(), id, ContractsPortal.Cancellation).Done();
        return await portal.PublishAsync(id, said, reason);
    }

    public static async Task<ReportPage?> ReadAsync(this ContractsPortal portal, PersonId person, ReportId id, int? revision = null) =>
        await portal.Get<ReportReads>().PageAsync(await portal.ActorAsync(person), id, revision, ContractsPortal.Cancellation);

    public static Task<Outcome<ReportId>> AcknowledgeAsync(this ContractsPortal portal, PersonId person, ReportId id, int revision = 1) =>
        portal.Get<AnswerReport>().AcknowledgeAsync(person, CommandId.New(), id, new AnswerReport.Input { Revision = revision }, ContractsPortal.Cancellation);

    public static Task<Outcome<ReportId>> AcceptAsync(this ContractsPortal portal, PersonId person, ReportId id, int revision = 1) =>
        portal.Get<AnswerReport>().AcceptStageAsync(person, CommandId.New(), id, new AnswerReport.AcceptInput { Revision = revision, Confirmed = true }, ContractsPortal.Cancellation);

    private static async Task<int> DraftRevisionAsync(this ContractsPortal portal, ReportId id) =>
        (int)(await portal.ScalarAsync($"SELECT revision FROM portal.report_draft WHERE report_id = '{id}'") ?? 0);
}
