using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Home;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using ClientPortal.Domain.Tests.Contracts;
using Npgsql;

namespace ClientPortal.Domain.Tests.Reports;

/// <summary>C2: published reports are frozen, corrections are revisions with a reason, and everybody of the client reads and answers.</summary>
public sealed class ReportTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    private static readonly DateTimeOffset MidMay = new(2026, 5, 15, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 5, 15);
    private static readonly DateOnly PlannedEnd = new(2026, 5, 31);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        await portal.BeginAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_published_is_read_by_the_client_and_stands_in_the_record_with_everybody_told()
    {
        var contract = await ContractAsync();
        var id = await portal.ReportedAsync(contract, ReportSteps.GoingOn(PlannedEnd));

        var page = (await portal.ReadAsync(portal.Viewer, id))!;
        var told = (string)(await portal.ScalarAsync(
            $"SELECT string_agg(p.name, ', ' ORDER BY p.name) FROM portal.notice n JOIN portal.entry e ON e.id = n.entry_id JOIN portal.person p ON p.id = n.person_id WHERE e.subject_id = '{id}' AND e.code = 'report.published'"))!;

        Assert.Equal((1, 1, 50, 4_000m, "Design"), (page.Number, page.Shown.Number, page.Content.Progress, page.Content.Spent, page.Stage.Name));
        Assert.Equal("Simon Signatory, Vera Viewer", told);
        Assert.True(page.Actions is { Acknowledge: true, Comment: true, AnswerStage: false, Correct: false });
    }

    [Fact]
    public async Task What_is_missing_or_contradicts_itself_is_said_beside_each_field_and_nothing_is_published()
    {
        var id = await portal.BeginReportAsync(await ContractAsync());

        var missing = await portal.PublishAsync(id, new ReportInput { Risks = [new ReportInput.RiskInput()], Decisions = [new ReportInput.DecisionInput()] }).Refused();
        var odd = await portal.PublishAsync(id, ReportSteps.GoingOn(PlannedEnd) with { EndedOn = Today.AddDays(1), Progress = "99" }).Refused();
        var late = await portal.PublishAsync(id, ReportSteps.GoingOn(PlannedEnd.AddDays(1))).Refused();
        var past = await portal.PublishAsync(id, ReportSteps.GoingOn(Today.AddDays(-1)) with { Decisions = [new ReportInput.DecisionInput { What = "Blue?", Who = "Vera", By = Today.AddDays(-1) }] }).Refused();
        var before = await portal.PublishAsync(id, ReportSteps.GoingOn(new DateOnly(2026, 3, 31))).Refused();
        var dear = await portal.PublishAsync(id, ReportSteps.GoingOn(PlannedEnd) with { Spent = "10000.01" }).Refused();

        Assert.Equal(
            ["Decisions[0].By", "Decisions[0].What", "Decisions[0].Who", "Done", "ForecastEnd", "NextSteps", "Progress", "Risks[0].Measure", "Risks[0].What", "Spent", "Summary"],
            missing.Select(refusal => refusal.Field).Order(StringComparer.Ordinal));
        Assert.Equal([(Rule.DayNotYet, "EndedOn"), (Rule.EndedNotWhole, "Progress")], odd.Select(refusal => (refusal.Rule, refusal.Field!)));
        Assert.Equal((Rule.Required, "Because"), (Assert.Single(late).Rule, late[0].Field));
        Assert.Equal([(Rule.DayPassed, "ForecastEnd"), (Rule.DayPassed, "Decisions[0].By")], past.Select(refusal => (refusal.Rule, refusal.Field!)));
        Assert.Equal((Rule.EndsBeforeItStarts, "ForecastEnd"), (Assert.Single(before).Rule, before[0].Field));
        Assert.Equal((Rule.Required, "Because"), (Assert.Single(dear).Rule, dear[0].Field));
        Assert.Null(await portal.ReadAsync(portal.Manager, id));
    }

    [Fact]
    public async Task A_draft_keeps_gaps_and_refuses_nonsense()
    {
        var id = await portal.BeginReportAsync(await ContractAsync());

        await portal.SaveAsync(id, new ReportInput { Summary = "Only this", Risks = [new ReportInput.RiskInput { What = "A risk" }] }).Done();
        var refused = await portal.SaveAsync(id, new ReportInput { Progress = "half", Spent = "-1", StartedOn = new DateOnly(2026, 5, 2), EndedOn = new DateOnly(2026, 5, 1), Done = "\u0000" }).Refused();

        Assert.Equal(["Done", "EndedOn", "Progress", "Spent"], refused.Select(refusal => refusal.Field).Order(StringComparer.Ordinal));
        var draft = (await portal.Get<ReportReads>().DraftAsync(await portal.ActorAsync(portal.Director), id, Cancellation))!;
        Assert.Equal(("Only this", "A risk"), (draft.Input.Summary, draft.Input.Risks![0].What));
    }

    [Fact]
    public async Task Nobody_of_the_client_sees_a_draft_or_that_there_is_one()
    {
        var contract = await ContractAsync();
        var id = await portal.BeginReportAsync(contract);

        foreach (var person in new[] { portal.Viewer, portal.Signatory, portal.Auditor, portal.Stranger })
        {
            var actor = await portal.ActorAsync(person);
            Assert.Null(await portal.Get<ReportReads>().DraftAsync(actor, id, Cancellation));
            Assert.All((await portal.Get<StageReads>().FactsAsync(actor, contract, Cancellation))?.Facts.Values ?? [], fact => Assert.Null(fact.Draft));
        }

        Assert.Equal(0L, await portal.ScalarAsync($"SELECT count(*) FROM portal.entry WHERE subject_id = '{id}'"));
    }

    [Fact]
    public async Task A_correction_is_the_next_revision_with_its_reason_and_the_old_one_stays_as_it_was()
    {
        var id = await portal.ReportedAsync(await ContractAsync(), ReportSteps.GoingOn(PlannedEnd));

        Assert.Equal((Rule.Required, "Reason"), (Assert.Single(await portal.CorrectAsync(id, ReportSteps.GoingOn(PlannedEnd) with { Spent = "4100" }, reason: " ").Refused()).Rule, "Reason"));
        await portal.CorrectAsync(id, ReportSteps.GoingOn(PlannedEnd) with { Spent = "4100" }, "An invoice was forgotten.").Done();

        var now = (await portal.ReadAsync(portal.Signatory, id))!;
        var before = (await portal.ReadAsync(portal.Signatory, id, revision: 1))!;
        Assert.Equal((2, 4_100m, "An invoice was forgotten.", 4_000m), (now.Shown.Number, now.Content.Spent, now.Shown.Reason, before.Content.Spent));
        Assert.Equal(4_000m, now.Corrects!.Spent);
        Assert.Equal(1L, await portal.ScalarAsync($"SELECT count(*) FROM portal.entry WHERE subject_id = '{id}' AND code = 'report.corrected'"));
    }

    [Fact]
    public async Task Who_answers_a_revision_that_was_corrected_meanwhile_is_told_so()
    {
        var id = await portal.ReportedAsync(await ContractAsync(), ReportSteps.Ended(Today));
        await portal.CorrectAsync(id, ReportSteps.Ended(Today) with { Spent = "9600" }, "A sum was wrong.").Done();

        Assert.IsType<Outcome<ReportId>.Stale>(await portal.AcknowledgeAsync(portal.Viewer, id, revision: 1));
        Assert.IsType<Outcome<ReportId>.Stale>(await portal.AcceptAsync(portal.Signatory, id, revision: 1));
        await portal.AcknowledgeAsync(portal.Viewer, id, revision: 2).Done();
    }

    [Fact]
    public async Task Everybody_of_the_client_says_once_that_they_have_read_it()
    {
        var id = await portal.ReportedAsync(await ContractAsync(), ReportSteps.GoingOn(PlannedEnd));

        await portal.AcknowledgeAsync(portal.Viewer, id).Done();
        await portal.AcknowledgeAsync(portal.Viewer, id).Done();
        await portal.AcknowledgeAsync(portal.Signatory, id).Done();
        foreach (var other in new[] { portal.Manager, portal.Auditor, portal.Stranger }) Assert.IsType<Outcome<ReportId>.NotFound>(await portal.AcknowledgeAsync(other, id));

        Assert.Equal(["Vera Viewer", "Simon Signatory"], (await portal.ReadAsync(portal.Manager, id))!.Read.Select(read => read.Name));
        Assert.Equal(2L, await portal.ScalarAsync($"SELECT count(*) FROM portal.entry WHERE subject_id = '{id}' AND code = 'report.acknowledged'"));
    }

    [Fact]
    public async Task A_decision_is_answered_by_its_number_and_no_other()
    {
        var id = await portal.ReportedAsync(await ContractAsync(), ReportSteps.Ended(Today));

        await CommentAsync(portal.Viewer, id, "Green.", decision: 1).Done();
        await CommentAsync(portal.Manager, id, "Thank you.", decision: null).Done();
        Assert.Equal(Rule.NotOffered, Assert.Single(await CommentAsync(portal.Viewer, id, "Red.", decision: 2).Refused()).Rule);
        Assert.Equal(Rule.Required, Assert.Single(await CommentAsync(portal.Viewer, id, "\u200B", decision: null).Refused()).Rule);
        Assert.IsType<Outcome<ReportCommentId>.NotFound>(await CommentAsync(portal.Stranger, id, "Mine too?", decision: null));

        // Who answers a decision answers for the client's other people too, and these are told.
        Assert.Equal(1L, await portal.ScalarAsync(
            $"SELECT count(*) FROM portal.notice n JOIN portal.entry e ON e.id = n.entry_id WHERE e.code = 'report.decision-answered' AND e.subject_id = '{id}' AND n.person_id = '{portal.Signatory}'"));
        Assert.Equal([(1, Side.Client, "Green."), (null, Side.Provider, "Thank you.")], (await portal.ReadAsync(portal.Signatory, id))!.Remarks.Select(remark => (remark.Decision, remark.Side, remark.Text)));
    }

    [Fact]
    public async Task A_signatory_alone_accepts_a_stage_once_it_is_said_to_have_ended()
    {
        var contract = await ContractAsync();
        var going = await portal.ReportedAsync(contract, ReportSteps.GoingOn(PlannedEnd));
        Assert.Equal(Rule.StageGoesOn, Assert.Single(await portal.AcceptAsync(portal.Signatory, going).Refused()).Rule);
        var ended = await portal.ReportedAsync(contract, ReportSteps.Ended(Today));

        foreach (var other in new[] { portal.Viewer, portal.Manager, portal.Director, portal.Stranger }) Assert.IsType<Outcome<ReportId>.NotFound>(await portal.AcceptAsync(other, ended));
        await RefuseAsync(ended, "Three drawings are missing.").Done();
        await portal.CorrectAsync(ended, ReportSteps.Ended(Today) with { Results = "Twenty-three files" }, "The missing drawings are there.").Done();
        await portal.AcceptAsync(portal.Signatory, ended, revision: 2).Done();
        Assert.Equal(Rule.StageAccepted, Assert.Single(await portal.AcceptAsync(portal.Signatory, ended, revision: 2).Refused()).Rule);

        Assert.Equal([portal.Design], await portal.Get<StageReads>().AcceptedAsync(await portal.ActorAsync(portal.Viewer), contract, Cancellation));
        Assert.Empty(await portal.Get<StageReads>().AcceptedAsync(await portal.ActorAsync(portal.Stranger), contract, Cancellation));
        // Its planned last day comes up for nobody any more.
        var days = (await portal.Get<HomeReads>().PageAsync(await portal.ActorAsync(portal.Signatory), session: null, client: null, Cancellation)).Companies.Single().Days.Where(day => day.Id == contract.Value).ToList();
        Assert.Contains(days, day => day.Kind == ComingKind.StageEnds);
        Assert.DoesNotContain(days, day => day.Kind == ComingKind.StageEnds && day.Name == "Design");

        var fact = (await portal.Get<StageReads>().FactsAsync(await portal.ActorAsync(portal.Viewer), contract, Cancellation))!.Facts[portal.Design];
        Assert.True(fact.Answer!.Accepted);
        Assert.Equal((100, 9_500m, Today), (fact.Progress, fact.Spent.Amount, fact.EndedOn));
        Assert.Equal([false, true], (await portal.ReadAsync(portal.Viewer, ended))!.Answers.Select(answer => answer.Accepted));
    }

    [Fact]
    public async Task A_stage_is_not_accepted_by_a_click_alone_since_nobody_can_take_it_back()
    {
        var contract = await ContractAsync();
        var id = await portal.ReportedAsync(contract, ReportSteps.Ended(Today));

        var refusal = Assert.Single(await portal.Get<AnswerReport>()
            .AcceptStageAsync(portal.Signatory, CommandId.New(), id, new AnswerReport.AcceptInput { Revision = 1 }, ContractsPortal.Cancellation).Refused());

        Assert.Equal((Rule.AcceptanceNotConfirmed, "Confirmed"), (refusal.Rule, refusal.Field));
        Assert.Equal(0L, await portal.ScalarAsync($"SELECT count(*) FROM portal.stage_answer WHERE contract_id = '{contract}'"));
    }

    [Fact]
    public async Task What_moved_since_the_report_before_is_told_with_the_plan_that_applied_to_each()
    {
        var contract = await ContractAsync();
        await portal.ReportedAsync(contract, ReportSteps.GoingOn(PlannedEnd));
        await portal.SignedAsync(contract, new DateOnly(2026, 6, 16), portal.DesignLasts(new DateOnly(2026, 4, 1), new DateOnly(2026, 6, 30)));
        portal.Clock.Now = new DateTimeOffset(2026, 6, 20, 9, 0, 0, TimeSpan.Zero);
        var next = await portal.ReportedAsync(contract, ReportSteps.GoingOn(new DateOnly(2026, 6, 30)) with { Progress = "90", Spent = "9000" });

        var page = (await portal.ReadAsync(portal.Viewer, next))!;

        Assert.Equal((2, new DateOnly(2026, 6, 30)), (page.Version, page.Stage.To));
        Assert.Equal((1, 50, 4_000m, PlannedEnd), (page.Before!.Number, page.Before.Progress, page.Before.Spent.Amount, page.Before.PlannedEnd));
    }

    [Fact]
    public async Task A_file_lies_beside_its_report_for_whom_the_report_is()
    {
        var id = await portal.BeginReportAsync(await ContractAsync());
        var bytes = "Title;Done\nA;yes\n"u8.ToArray();
        Assert.Equal((Rule.FileKindNotKept, "File"), Refusal(await portal.SaveAsync(id, ReportSteps.GoingOn(PlannedEnd), new DraftReport.Attachment("virus.exe", bytes))));
        Assert.Equal((Rule.FileNotWhatItSays, "File"), Refusal(await portal.SaveAsync(id, ReportSteps.GoingOn(PlannedEnd), new DraftReport.Attachment("fake.pdf", bytes))));
        Assert.Equal((Rule.FileEmpty, "File"), Refusal(await portal.SaveAsync(id, ReportSteps.GoingOn(PlannedEnd), new DraftReport.Attachment("empty.csv", []))));
        for (var i = 0; i < ReportContent.MostFiles; i++) await portal.SaveAsync(id, ReportSteps.GoingOn(PlannedEnd), new DraftReport.Attachment($"C:\\lists\\{i}.csv", bytes)).Done();
        Assert.Equal((Rule.TooMany, "File"), Refusal(await portal.SaveAsync(id, ReportSteps.GoingOn(PlannedEnd), new DraftReport.Attachment("more.csv", bytes))));
        await portal.SaveAsync(id, ReportSteps.GoingOn(PlannedEnd), detach: "0.csv").Done();

        var hash = ContentHash.Of(bytes);
        Assert.Null(await portal.Get<ReportReads>().FileAsync(await portal.ActorAsync(portal.Viewer), id, hash, Cancellation));
        await portal.PublishAsync(id, ReportSteps.GoingOn(PlannedEnd)).Done();
        Assert.Equal(bytes, (await portal.Get<ReportReads>().FileAsync(await portal.ActorAsync(portal.Viewer), id, hash, Cancellation))!.Value.Content.Content);
        Assert.Null(await portal.Get<ReportReads>().FileAsync(await portal.ActorAsync(portal.Stranger), id, hash, Cancellation));
        Assert.Equal("1.csv", (await portal.ReadAsync(portal.Viewer, id))!.Content.Files[0].Name);
    }

    [Fact]
    public async Task Two_who_write_one_report_see_each_other()
    {
        var contract = await ContractAsync();
        var id = await portal.BeginReportAsync(contract);
        Assert.Equal(id, await portal.BeginReportAsync(contract));
        await portal.SaveAsync(id, ReportSteps.GoingOn(PlannedEnd)).Done();

        Assert.IsType<Outcome<ReportId>.Stale>(await portal.Get<DraftReport>().SaveAsync(portal.Director, CommandId.New(), id, ReportSteps.GoingOn(PlannedEnd) with { Revision = 2 }, null, null, Cancellation));
        Assert.IsType<Outcome<ReportId>.Stale>(await portal.Get<PublishReport>().RunAsync(portal.Director, CommandId.New(), id, new PublishReport.Input { Revision = 2 }, Cancellation));
    }

    [Theory]
    [InlineData("UPDATE portal.report_revision SET content = '{}', content_hash = sha256('{}') WHERE report_id = '{0}'")]
    [InlineData("DELETE FROM portal.report_revision WHERE report_id = '{0}'")]
    [InlineData("UPDATE portal.report_comment SET text = 'Yes.' WHERE report_id = '{0}'")]
    [InlineData("UPDATE portal.report_acknowledgement SET person_id = published_by FROM portal.report r WHERE r.id = report_id AND report_id = '{0}'")]
    [InlineData("DELETE FROM portal.stage_answer WHERE report_id = '{0}'")]
    [InlineData("UPDATE portal.report SET spent = 1 WHERE id = '{0}'")]
    [InlineData("UPDATE portal.report SET latest_revision = latest_revision + 1, spent = 1 WHERE id = '{0}'")]
    [InlineData("INSERT INTO portal.stage_answer (id, client_id, contract_id, stage_id, report_id, revision_number, accepted, reason, person_id, at) SELECT gen_random_uuid(), client_id, contract_id, stage_id, id, 1, true, '', published_by, now() FROM portal.report WHERE id = '{0}'")]
    public async Task Not_even_the_owner_changes_what_was_published_or_answered(string sql)
    {
        var id = await portal.ReportedAsync(await ContractAsync(), ReportSteps.Ended(Today));
        await portal.AcknowledgeAsync(portal.Viewer, id).Done();
        await CommentAsync(portal.Viewer, id, "No.", decision: 1).Done();
        await portal.AcceptAsync(portal.Signatory, id).Done();

        await Assert.ThrowsAsync<PostgresException>(() => portal.ExecuteAsync(DatabaseRoles.Owner, null, sql.Replace("{0}", id.ToString(), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("INSERT INTO portal.report_revision (report_id, number, client_id, version_id, published_by, published_at, reason, content, content_hash) SELECT report_id, 2, client_id, version_id, '{1}', now(), 'Better', content, content_hash FROM portal.report_revision WHERE report_id = '{0}'")]
    [InlineData("INSERT INTO portal.stage_answer (id, client_id, contract_id, stage_id, report_id, revision_number, accepted, reason, person_id, at) SELECT gen_random_uuid(), client_id, contract_id, stage_id, id, 1, true, '', '{1}', now() FROM portal.report WHERE id = '{0}'")]
    [InlineData("INSERT INTO portal.report_acknowledgement (id, report_id, revision_number, person_id, client_id, at) SELECT gen_random_uuid(), id, 1, published_by, client_id, now() FROM portal.report WHERE id = '{0}'")]
    public async Task Past_the_application_a_viewer_writes_nothing_in_anothers_place(string sql)
    {
        var id = await portal.ReportedAsync(await ContractAsync(), ReportSteps.Ended(Today));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.ExecuteAsync(
            DatabaseRoles.Application, portal.Viewer, sql.Replace("{0}", id.ToString(), StringComparison.Ordinal).Replace("{1}", portal.Viewer.ToString(), StringComparison.Ordinal)));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task<Domain.Contracts.ContractId> ContractAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        var contract = await portal.InForceAsync();
        portal.Clock.Now = MidMay;
        return contract;
    }

    private async Task<Outcome<ReportCommentId>> CommentAsync(PersonId person, ReportId id, string text, int? decision) =>
        await portal.Get<AnswerReport>().CommentAsync(person, CommandId.New(), id, new AnswerReport.CommentInput { Revision = 1, Text = text, Decision = decision }, Cancellation);

    private Task<Outcome<ReportId>> RefuseAsync(ReportId id, string reason) =>
        portal.Get<AnswerReport>().RefuseStageAsync(portal.Signatory, CommandId.New(), id, new ReasonInput { Revision = 1, Reason = reason }, Cancellation);

    private static (Rule, string?) Refusal(Outcome<ReportId> outcome)
    {
        var refusal = Assert.Single(Assert.IsType<Outcome<ReportId>.Refused>(outcome).Refusals);
        return (refusal.Rule, refusal.Field);
    }
}
