using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Shared;
using static ClientPortal.Domain.Contracts.Amendments.DraftAmendment;

namespace ClientPortal.Domain.Tests.Contracts;

public sealed class AmendmentTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    // The clock stands on 2 March 2026: 30 days of notice end with 1 April, 14 days with 16 March.
    private static readonly DateOnly FirstForPrice = new(2026, 4, 2);
    private static readonly DateOnly FirstForDates = new(2026, 3, 17);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        await portal.BeginAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_day_before_the_notice_has_run_is_refused_naming_the_first_possible_one()
    {
        var id = await portal.InForceAsync(portal.Whole() with { StartsOn = new DateOnly(2026, 3, 2) });

        var price = Assert.Single(await portal.ProposeAsync(portal.Manager, id, FirstForPrice.AddDays(-1), portal.DesignCosts("11000")).Refused());
        var dates = Assert.Single(await portal.ProposeAsync(portal.Manager, id, new DateOnly(2026, 3, 16), portal.DesignLasts(new DateOnly(2026, 4, 2), new DateOnly(2026, 6, 30))).Refused());

        Assert.Equal((Rule.NoticeTooShort, "EffectiveOn", FirstForPrice, 30), (price.Rule, price.Field, price.Arguments[0], price.Arguments[1]));
        Assert.Equal((Rule.NoticeTooShort, FirstForDates, 14), (dates.Rule, dates.Arguments[0], dates.Arguments[1]));
    }

    [Fact]
    public async Task An_amendment_signed_by_both_makes_the_next_version_that_applies_from_its_midnight()
    {
        var id = await portal.InForceAsync();
        var amendment = await portal.SignedAsync(id, FirstForPrice, portal.DesignCosts("11 000,50"),
            new ChangeInput { Kind = ChangeKind.RewordClause, Clause = portal.PriceClause.Value, Heading = "Price", Text = "The price is fixed: 31,000.50 euro." });

        var before = await portal.PageAsync(portal.Viewer, id, FirstForPrice.AddDays(-1));
        var after = await portal.PageAsync(portal.Viewer, id, FirstForPrice);
        portal.Clock.Now = ZoneDays.StartOf("Europe/London", FirstForPrice) - TimeSpan.FromTicks(1);
        var justBefore = await portal.PageAsync(portal.Viewer, amendment);
        portal.Clock.Now = ZoneDays.StartOf("Europe/London", FirstForPrice);
        var justAfter = await portal.PageAsync(portal.Viewer, amendment);

        Assert.Equal((1, 30_000m), (before.Version, before.Terms!.Total.Amount));
        Assert.Equal((2, 31_000.50m), (after.Version, after.Terms!.Total.Amount));
        Assert.Equal([portal.PriceClause], after.ChangedSinceFirst);
        Assert.Equal((AmendmentState.Signed, AmendmentState.InForce), (justBefore.State, justAfter.State));
        Assert.Equal(2, justAfter.Version);
    }

    [Fact]
    public async Task The_page_shows_old_and_new_word_by_word_and_the_effect_in_money()
    {
        var id = await portal.InForceAsync();
        var amendment = await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignCosts("12000"),
            new ChangeInput { Kind = ChangeKind.RewordClause, Clause = portal.PriceClause.Value, Heading = "Price", Text = "The price is fixed: 32,000 euro." }).Done();

        var page = await portal.PageAsync(portal.Signatory, amendment);

        var clause = page.Redline.Clauses.Single(clause => clause.Change == PartChange.Changed);
        Assert.Equal([("The price is fixed: ", SegmentKind.Kept), ("30,000", SegmentKind.Deleted), ("32,000", SegmentKind.Inserted), (" euro.", SegmentKind.Kept)],
            clause.Text.Select(segment => (segment.Text, segment.Kind)));
        var stage = page.Redline.Stages.Single(stage => stage.Change == PartChange.Changed);
        Assert.True(stage.PriceChanged);
        Assert.False(stage.DatesChanged);
        Assert.Equal((30_000m, 32_000m), (page.Redline.OldTotal.Amount, page.Redline.NewTotal.Amount));
        Assert.Equal((Side.Client, AmendmentState.Proposed), (page.Turn, page.State));
        Assert.True(page.Actions.Agree);
        Assert.True(page.Actions.Decline);
        Assert.False(page.Actions.Withdraw);
        Assert.False(page.Actions.Sign);
    }

    [Fact]
    public async Task Nobody_signs_before_both_agree_to_the_latest_revision()
    {
        var id = await portal.InForceAsync();
        var amendment = await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignCosts("12000")).Done();

        Assert.Equal([Rule.NotAgreedByBoth], (await portal.SignAsync(portal.Director, amendment).Refused()).Select(r => r.Rule));
        Assert.Equal([Rule.OtherSidesTurn], (await portal.AgreeAsync(portal.Manager, amendment).Refused()).Select(r => r.Rule));
        await portal.AgreeAsync(portal.Signatory, amendment).Done();
        await portal.SignAsync(portal.Director, amendment).Done();
        await portal.CounterAsync(portal.Signatory, amendment, FirstForPrice, portal.DesignCosts("10500")).Done();

        Assert.Equal([Rule.NotAgreedByBoth], (await portal.SignAsync(portal.Signatory, amendment).Refused()).Select(r => r.Rule));
        var page = await portal.PageAsync(portal.Manager, amendment);
        Assert.Equal((AmendmentState.UnderDiscussion, Side.Provider, 2), (page.State, page.Turn, page.Shown));
        Assert.Empty(page.Signatures);
    }

    [Fact]
    public async Task A_protocol_of_an_earlier_revision_is_not_signed()
    {
        var id = await portal.InForceAsync();
        var amendment = await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignCosts("12000")).Done();
        await portal.AgreeAsync(portal.Signatory, amendment).Done();
        var opened = await portal.Get<SignReads>().AmendmentAsync(await portal.ActorAsync(portal.Signatory), amendment, Language.English, Cancellation);
        await portal.CounterAsync(portal.Manager, amendment, FirstForPrice, portal.DesignCosts("13000")).Done();
        await portal.AgreeAsync(portal.Signatory, amendment).Done();

        Assert.Equal([Rule.DocumentChanged], (await portal.SignAsync(portal.Signatory, amendment, opened!.DocumentHash).Refused()).Select(r => r.Rule));
    }

    [Fact]
    public async Task What_one_side_is_writing_the_other_does_not_see()
    {
        var id = await portal.InForceAsync();
        var drafted = await portal.Get<DraftAmendment>().BeginAsync(
            portal.Signatory, CommandId.New(), id, new Input { Reason = "Secret plans.", Changes = [portal.DesignCosts("9000")] }, Cancellation).Done();
        var amendment = await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignCosts("12000")).Done();
        await portal.Get<DraftAmendment>().SaveAsync(portal.Signatory, CommandId.New(), amendment, new Input { Reason = "Thinking.", Changes = [portal.DesignCosts("9500")] }, Cancellation).Done();
        var (mine, theirs) = (await portal.ActorAsync(portal.Signatory), await portal.ActorAsync(portal.Manager));

        Assert.Equal([drafted], (await portal.Get<AmendmentReads>().ListAsync(mine, id, Cancellation))!.Drafts.Select(draft => draft.Id));
        Assert.Empty((await portal.Get<AmendmentReads>().ListAsync(theirs, id, Cancellation))!.Drafts);
        Assert.Equal("Thinking.", (await portal.Get<AmendmentReads>().DraftAsync(mine, id, amendment, Cancellation))!.Reason);
        Assert.Equal("Rates of subcontractors rose.", (await portal.Get<AmendmentReads>().DraftAsync(theirs, id, amendment, Cancellation))!.Reason);
        Assert.Null(await portal.Get<AmendmentReads>().DraftAsync(theirs, id, drafted, Cancellation));
        Assert.True((await portal.PageAsync(portal.Signatory, amendment)).HasDraft);
        Assert.False((await portal.PageAsync(portal.Manager, amendment)).HasDraft);
        Assert.IsType<Outcome<AmendmentId>.NotFound>(await portal.Get<SendAmendment>().RunAsync(portal.Manager, CommandId.New(), drafted, new SendAmendment.Input { DraftRevision = 2 }, Cancellation));
    }

    [Fact]
    public async Task An_answer_to_a_revision_that_was_overtaken_is_stale()
    {
        var id = await portal.InForceAsync();
        var amendment = await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignCosts("12000")).Done();
        var seen = await portal.RevisionOfAsync(amendment);
        await portal.CounterAsync(portal.Manager, amendment, FirstForPrice, portal.DesignCosts("13000")).Done();

        Assert.IsType<Outcome<AmendmentId>.Stale>(await portal.Get<DiscussAmendment>().AgreeAsync(
            portal.Signatory, CommandId.New(), amendment, new DiscussAmendment.AgreeInput { Revision = seen }, Cancellation));
    }

    [Fact]
    public async Task A_comment_is_kept_with_its_clause_and_makes_a_discussion_of_a_proposal()
    {
        var id = await portal.InForceAsync();
        var amendment = await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignCosts("12000")).Done();

        await portal.Get<DiscussAmendment>().CommentAsync(portal.Viewer, CommandId.New(), amendment, new DiscussAmendment.CommentInput { Text = "Why?", Stage = portal.Design.Value }, Cancellation).Done();
        Assert.Equal(AmendmentState.Proposed, (await portal.PageAsync(portal.Manager, amendment)).State);
        await portal.Get<DiscussAmendment>().CommentAsync(portal.Signatory, CommandId.New(), amendment, new DiscussAmendment.CommentInput { Text = "And <b>how</b>?", Clause = portal.PriceClause.Value }, Cancellation).Done();

        var page = await portal.PageAsync(portal.Manager, amendment);
        Assert.Equal(AmendmentState.UnderDiscussion, page.State);
        Assert.Equal([("Why?", "Vera Viewer", Side.Client), ("And <b>how</b>?", "Simon Signatory", Side.Client)], page.Comments.Select(comment => (comment.Text, comment.Name, comment.Side)));
        Assert.Equal([Rule.NotOffered], (await portal.Get<DiscussAmendment>().CommentAsync(
            portal.Signatory, CommandId.New(), amendment, new DiscussAmendment.CommentInput { Text = "Where?", Clause = Guid.CreateVersion7() }, Cancellation).Refused()).Select(r => r.Rule));
        Assert.IsType<Outcome<AmendmentCommentId>.NotFound>(await portal.Get<DiscussAmendment>().CommentAsync(
            portal.Auditor, CommandId.New(), amendment, new DiscussAmendment.CommentInput { Text = "Hm." }, Cancellation));
    }

    [Fact]
    public async Task The_other_side_declines_and_the_own_side_withdraws_never_the_other_way_round()
    {
        var id = await portal.InForceAsync();
        var first = await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignCosts("12000")).Done();
        var second = await portal.ProposeAsync(portal.Signatory, id, FirstForPrice, portal.DesignCosts("9000")).Done();
        var discuss = portal.Get<DiscussAmendment>();

        Assert.Equal([Rule.OwnAmendmentIsWithdrawn], (await discuss.DeclineAsync(portal.Manager, CommandId.New(), first, await portal.ReasonAsync(first), Cancellation).Refused()).Select(r => r.Rule));
        Assert.Equal([Rule.OthersAmendmentIsDeclined], (await discuss.WithdrawAsync(portal.Manager, CommandId.New(), second, await portal.ReasonAsync(second), Cancellation).Refused()).Select(r => r.Rule));
        await discuss.WithdrawAsync(portal.Manager, CommandId.New(), first, await portal.ReasonAsync(first), Cancellation).Done();
        await discuss.DeclineAsync(portal.Manager, CommandId.New(), second, await portal.ReasonAsync(second), Cancellation).Done();

        var page = await portal.PageAsync(portal.Signatory, second);
        Assert.Equal((AmendmentState.Declined, "For good reasons.", "Mary Manager"), (page.State, page.ClosedReason, page.ClosedBy));
        Assert.Equal([Rule.AmendmentNotInThatState], (await portal.AgreeAsync(portal.Signatory, first).Refused()).Select(r => r.Rule));
    }

    [Fact]
    public async Task What_the_client_proposes_needs_no_notice_but_a_midnight_to_come()
    {
        var id = await portal.InForceAsync(portal.Whole() with { StartsOn = new DateOnly(2026, 3, 1) });

        var today = Assert.Single(await portal.ProposeAsync(portal.Signatory, id, new DateOnly(2026, 3, 2), portal.DesignCosts("9000")).Refused());
        Assert.Equal((Rule.NoticeTooShort, new DateOnly(2026, 3, 3), 0), (today.Rule, today.Arguments[0], today.Arguments[1]));
        var amendment = await portal.ProposeAsync(portal.Signatory, id, new DateOnly(2026, 3, 3), portal.DesignCosts("9000")).Done();
        await portal.AgreeAsync(portal.Manager, amendment).Done();
        await portal.SignAsync(portal.Director, amendment).Done();
        await portal.SignAsync(portal.Signatory, amendment).Done();

        Assert.False((await portal.PageAsync(portal.Viewer, amendment)).Notice.IsNeeded);
        Assert.Equal(29_000m, (await portal.PageAsync(portal.Viewer, id, new DateOnly(2026, 3, 3))).Terms!.Total.Amount);
    }

    [Fact]
    public async Task A_provider_cannot_shed_the_notice_by_answering_a_clients_proposal()
    {
        var id = await portal.InForceAsync();
        var amendment = await portal.ProposeAsync(portal.Signatory, id, new DateOnly(2026, 4, 1), portal.DesignCosts("9000")).Done();

        var refusal = Assert.Single(await portal.CounterAsync(portal.Manager, amendment, new DateOnly(2026, 4, 1), portal.DesignCosts("15000")).Refused());

        Assert.Equal((Rule.NoticeTooShort, FirstForPrice), (refusal.Rule, refusal.Arguments[0]));
    }

    [Fact]
    public async Task Notice_that_arrives_late_makes_the_day_too_early_to_sign_until_the_client_waives_it()
    {
        var id = await portal.InForceAsync();
        var amendment = await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignCosts("12000")).Done();
        portal.Clock.Advance(TimeSpan.FromDays(2));
        await portal.AgreeAsync(portal.Signatory, amendment).Done();

        var refusal = Assert.Single(await portal.SignAsync(portal.Signatory, amendment).Refused());
        Assert.Equal((Rule.NoticeTooShort, FirstForPrice.AddDays(2), 30), (refusal.Rule, refusal.Arguments[0], refusal.Arguments[1]));
        Assert.IsType<Outcome<AmendmentId>.NotFound>(await portal.Get<DiscussAmendment>().WaiveNoticeAsync(portal.Manager, CommandId.New(), amendment, await portal.ReasonAsync(amendment), Cancellation));
        await portal.Get<DiscussAmendment>().WaiveNoticeAsync(portal.Signatory, CommandId.New(), amendment, await portal.ReasonAsync(amendment), Cancellation).Done();
        await portal.SignAsync(portal.Signatory, amendment).Done();
        await portal.SignAsync(portal.Director, amendment).Done();

        var page = await portal.PageAsync(portal.Manager, amendment);
        Assert.Equal(("Simon Signatory", "For good reasons.", true), page.Waivers.Select(waiver => (waiver.Name, waiver.Reason, waiver.Holds)).Single());
        Assert.True(page.Notice.Waived);
    }

    [Fact]
    public async Task The_notice_is_given_on_the_day_somebody_who_speaks_for_the_client_opens_it_or_a_mail_server_takes_it()
    {
        var id = await portal.InForceAsync();
        var opened = await portal.ProposeAsync(portal.Manager, id, FirstForPrice.AddDays(1), portal.DesignCosts("12000")).Done();
        var mailed = await portal.ProposeAsync(portal.Manager, id, FirstForPrice.AddDays(1), portal.DesignCosts("12000")).Done();
        await portal.Get<RecordLook>().RecordAsync(portal.Signatory, new LookedAt(portal.Vector, "amendment", opened.Value, LookKind.Viewed, "203.0.113.9"), Cancellation);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.ScalarAsync(
            $"""
            UPDATE portal.delivery d SET state = 'Sent', attempts = 1, sent_at = e.at + interval '1 day'
            FROM portal.entry e WHERE e.id = d.entry_id AND e.subject_id = '{mailed}' AND d.person_id = '{portal.Signatory}'
            """);
        portal.Clock.Advance(TimeSpan.FromDays(3));

        var (seen, sent) = ((await portal.PageAsync(portal.Signatory, opened)).Notice, (await portal.PageAsync(portal.Signatory, mailed)).Notice);
        var told = (await portal.Get<RecordReads>().PageAsync(await portal.ActorAsync(portal.Auditor), new RecordFilter { Contract = id }, null, Cancellation))!
            .Rows.Single(row => row.Code == "amendment.proposed" && row.Telling.Leaf.Subject.Id == mailed.Value).Told;

        Assert.Equal((new DateOnly(2026, 3, 2), FirstForPrice), (seen.GivenOn, seen.FirstPossible));
        Assert.Equal((new DateOnly(2026, 3, 3), FirstForPrice.AddDays(1)), (sent.GivenOn, sent.FirstPossible));
        Assert.Equal([("Simon Signatory", DeliveryState.Sent), ("Vera Viewer", DeliveryState.Queued)], told.Select(person => (person.Name, person.Deliveries.Single().State)));
    }

    [Fact]
    public async Task A_waiver_holds_for_the_same_changes_on_an_earlier_day_and_not_for_others()
    {
        var id = await portal.InForceAsync(portal.Whole() with { StartsOn = new DateOnly(2026, 3, 1) });
        var amendment = await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignCosts("12000")).Done();
        await portal.Get<DiscussAmendment>().WaiveNoticeAsync(portal.Signatory, CommandId.New(), amendment, await portal.ReasonAsync(amendment), Cancellation).Done();

        Assert.Equal([Rule.NoticeTooShort], (await portal.CounterAsync(portal.Manager, amendment, new DateOnly(2026, 3, 5), portal.DesignCosts("14000")).Refused()).Select(r => r.Rule));
        await portal.Get<DraftAmendment>().DiscardAsync(portal.Manager, CommandId.New(), amendment, 2, Cancellation).Done();
        await portal.CounterAsync(portal.Manager, amendment, new DateOnly(2026, 3, 5), portal.DesignCosts("12000.00")).Done();

        Assert.Equal(new DateOnly(2026, 3, 5), (await portal.PageAsync(portal.Signatory, amendment)).EffectiveOn);
    }

    [Fact]
    public async Task Where_both_have_signed_nothing_is_said_of_another_amendment_that_was_signed_meanwhile()
    {
        var amendment = await portal.SignedAsync(await portal.InForceAsync(), new DateOnly(2026, 6, 16), portal.DesignCosts("11000"));

        var page = (await portal.Get<SignReads>().AmendmentAsync(await portal.ActorAsync(portal.Signatory), amendment, Language.English, Cancellation))!;

        Assert.Equal((false, false), (page.BaseHasMoved, page.Waits));
    }

    [Fact]
    public async Task Of_two_amendments_to_one_version_the_second_must_be_proposed_anew()
    {
        var id = await portal.InForceAsync();
        var dates = await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignLasts(new DateOnly(2026, 4, 1), new DateOnly(2026, 6, 30))).Done();
        await portal.AgreeAsync(portal.Signatory, dates).Done();
        await portal.SignAsync(portal.Signatory, dates).Done();
        await portal.SignedAsync(id, FirstForPrice, portal.DesignCosts("12000"));

        var refusal = Assert.Single(await portal.SignAsync(portal.Director, dates).Refused());
        Assert.Equal((Rule.BaseHasMoved, 2), (refusal.Rule, refusal.Arguments[0]));
        Assert.True((await portal.PageAsync(portal.Manager, dates)).BaseHasMoved);
        await portal.CounterAsync(portal.Manager, dates, FirstForPrice, portal.DesignLasts(new DateOnly(2026, 4, 1), new DateOnly(2026, 6, 30))).Done();
        await portal.AgreeAsync(portal.Signatory, dates).Done();
        await portal.SignAsync(portal.Signatory, dates).Done();
        await portal.SignAsync(portal.Director, dates).Done();

        var page = await portal.PageAsync(portal.Viewer, id, FirstForPrice);
        Assert.Equal((3, 32_000m, new DateOnly(2026, 6, 30)), (page.Version, page.Terms!.Total.Amount, page.Terms.Stages[0].To));
        var redline = await portal.Get<ContractReads>().RedlineAsync(await portal.ActorAsync(portal.Viewer), id, 1, 3, Cancellation);
        var stage = redline!.Redline.Stages.Single(stage => stage.Change == PartChange.Changed);
        Assert.True(stage.PriceChanged && stage.DatesChanged);
    }

    [Fact]
    public async Task A_clause_keeps_every_wording_it_had_with_the_day_and_the_reason_of_each()
    {
        var id = await portal.InForceAsync();
        var clause = (await portal.PageAsync(portal.Viewer, id, new DateOnly(2026, 3, 10))).Terms!.Clauses[0];
        await portal.SignedAsync(id, FirstForPrice, portal.DesignCosts("12000"));
        await portal.SignedAsync(id, new DateOnly(2026, 5, 1), new ChangeInput
        {
            Kind = ChangeKind.RewordClause,
            Clause = clause.Id.Value,
            Heading = clause.Heading,
            Text = "In other words.",
        });

        var page = await portal.Get<ContractReads>().ClauseAsync(await portal.ActorAsync(portal.Viewer), id, clause.Id, Cancellation);
        Assert.Equal([3, 1], page!.Wordings.Select(wording => wording.Version.Number));
        Assert.Equal((new DateOnly(2026, 5, 1), 2), (page.Wordings[0].Version.From, page.Wordings[0].Why!.Number));
        Assert.NotEqual("", page.Wordings[0].Why!.Reason);
        Assert.Equal((false, true, null), (page.Wordings[1].WasThere, page.Wordings[1].IsThere, page.Wordings[1].Why));
        Assert.Equal(clause.Text, string.Concat(page.Wordings[1].Text.Select(segment => segment.Text)));
        Assert.Null(await portal.Get<ContractReads>().ClauseAsync(await portal.ActorAsync(portal.Viewer), id, ClauseId.New(), Cancellation));
    }

    [Fact]
    public async Task A_later_version_does_not_apply_before_the_one_it_changes()
    {
        var id = await portal.InForceAsync();
        await portal.SignedAsync(id, new DateOnly(2026, 5, 1), portal.DesignCosts("12000"));

        var refusal = Assert.Single(await portal.ProposeAsync(portal.Manager, id, new DateOnly(2026, 4, 30), portal.DesignCosts("13000")).Refused());

        Assert.Equal((Rule.BeforeTheVersionItChanges, new DateOnly(2026, 5, 1), 2), (refusal.Rule, refusal.Arguments[0], refusal.Arguments[1]));
    }

    [Fact]
    public async Task Changes_that_do_not_fit_the_terms_are_refused_while_they_are_written()
    {
        var id = await portal.InForceAsync();

        Assert.Equal([Rule.ChangeOfWhatIsNotThere], await RefusedAsync(new ChangeInput { Kind = ChangeKind.RemoveStage, Stage = Guid.CreateVersion7() }));
        Assert.Equal([Rule.ChangesNothing], await RefusedAsync(portal.DesignCosts("10000")));
        Assert.Equal([Rule.ChangedTwice], await RefusedAsync(portal.DesignCosts("11000"), portal.DesignCosts("12000")));
        Assert.Equal([Rule.NotANumber], await RefusedAsync(portal.DesignCosts("ten")));
        Assert.Equal([Rule.Required], await RefusedAsync(new ChangeInput { Kind = ChangeKind.StagePrice, Price = "1" }));
        Assert.Equal([Rule.NotOffered], await RefusedAsync(new ChangeInput()));

        async Task<IEnumerable<Rule>> RefusedAsync(params List<ChangeInput> changes) =>
            (await portal.Get<DraftAmendment>().BeginAsync(portal.Manager, CommandId.New(), id, new Input { Changes = changes }, Cancellation).Refused()).Select(refusal => refusal.Rule);
    }

    [Fact]
    public async Task Changes_that_leave_the_terms_incomplete_or_impossible_are_not_sent()
    {
        var id = await portal.InForceAsync();

        Assert.Equal([Rule.PriceClauseMissing], (await portal.ProposeAsync(portal.Manager, id, FirstForPrice, new ChangeInput { Kind = ChangeKind.RemoveClause, Clause = portal.PriceClause.Value }).Refused()).Select(r => r.Rule));
        Assert.Equal([Rule.StageOutsideContract], (await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignLasts(new DateOnly(2026, 4, 1), new DateOnly(2027, 1, 1))).Refused()).Select(r => r.Rule));
        Assert.Equal([Rule.AfterTheContractEnds], (await portal.ProposeAsync(portal.Manager, id, new DateOnly(2027, 1, 1), portal.DesignCosts("1")).Refused()).Select(r => r.Rule));
    }

    [Fact]
    public async Task Only_a_contract_in_force_is_amended()
    {
        var id = await portal.OfferedAsync();

        var refusal = Assert.Single(await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignCosts("1")).Refused());

        Assert.Equal((Rule.ContractNotInForce, ContractState.Offered), (refusal.Rule, refusal.Arguments[0]));
    }

    [Fact]
    public async Task Another_clients_amendment_is_not_found()
    {
        var id = await portal.InForceAsync();
        var amendment = await portal.ProposeAsync(portal.Manager, id, FirstForPrice, portal.DesignCosts("12000")).Done();
        var stranger = await portal.ActorAsync(portal.Stranger);

        Assert.Null(await portal.Get<AmendmentReads>().PageAsync(stranger, amendment, null, Cancellation));
        Assert.Null(await portal.Get<AmendmentReads>().ListAsync(stranger, id, Cancellation));
        Assert.IsType<Outcome<AmendmentId>.NotFound>(await portal.AgreeAsync(portal.Stranger, amendment));
        Assert.IsType<Outcome<AmendmentId>.NotFound>(await portal.SignAsync(portal.Stranger, amendment));
        Assert.IsType<Outcome<AmendmentId>.NotFound>(await portal.ProposeAsync(portal.Stranger, id, FirstForPrice, portal.DesignCosts("1")));
        Assert.IsType<Outcome<AmendmentCommentId>.NotFound>(await portal.Get<DiscussAmendment>().CommentAsync(
            portal.Stranger, CommandId.New(), amendment, new DiscussAmendment.CommentInput { Text = "?" }, Cancellation));
    }
}
