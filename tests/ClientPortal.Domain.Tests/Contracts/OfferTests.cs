using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Contracts;

public sealed class OfferTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await portal.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_draft_is_kept_as_it_was_typed_and_comes_back_into_the_editor()
    {
        var input = portal.Whole();
        var id = await portal.DraftedAsync(input);

        var page = await portal.Get<ContractReads>().DraftAsync(await portal.ActorAsync(portal.Manager), portal.Vector, id, Cancellation);

        Assert.Equal(input.Title, page!.Input.Title);
        Assert.Equal(["Scope", "Acceptance", "Price", "Payment"], page.Input.Clauses!.Select(clause => $"{clause.Kind}"));
        Assert.Equal(["10000.00", "20000.00"], page.Input.Stages!.Select(stage => stage.Price));
        Assert.Contains(page.Staff, person => person.Id == portal.Director && person.Signs);
        Assert.Contains(page.ClientPeople, person => person.Id == portal.Viewer && !person.Signs);
    }

    [Fact]
    public async Task A_draft_saved_again_holds_what_was_moved_removed_and_added_in_the_new_order()
    {
        var input = portal.Whole();
        var id = await portal.DraftedAsync(input);
        var kept = (await portal.Get<ContractReads>().DraftAsync(await portal.ActorAsync(portal.Manager), portal.Vector, id, Cancellation))!.Input;
        var moved = kept with { Clauses = [kept.Clauses![2], new() { Kind = ClauseKind.Custom, Heading = "New", Text = "New." }, kept.Clauses[0]], Stages = [kept.Stages![1]] };

        await portal.Get<SaveDraft>().SaveAsync(portal.Manager, CommandId.New(), id, moved, Cancellation).Done();

        var now = (await portal.Get<ContractReads>().DraftAsync(await portal.ActorAsync(portal.Manager), portal.Vector, id, Cancellation))!.Input;
        Assert.Equal(["Price", "New", "What is done"], now.Clauses!.Select(clause => clause.Heading));
        Assert.Equal(kept.Clauses[2].Id, now.Clauses![0].Id);
        Assert.Equal(["Building"], now.Stages!.Select(stage => stage.Name));
    }

    [Fact]
    public async Task Two_who_edit_one_draft_do_not_overwrite_each_other()
    {
        var input = portal.Whole();
        var id = await portal.DraftedAsync(input);
        var mine = input with { Revision = 1, Title = "Mine" };
        await portal.Get<SaveDraft>().SaveAsync(portal.Manager, CommandId.New(), id, mine, Cancellation).Done();

        var second = await portal.Get<SaveDraft>().SaveAsync(portal.Director, CommandId.New(), id, input with { Revision = 1, Title = "Yours" }, Cancellation);

        Assert.IsType<Outcome<ContractId>.Stale>(second);
    }

    [Fact]
    public async Task A_form_sent_twice_begins_one_contract()
    {
        var (command, input) = (CommandId.New(), portal.Whole());

        var first = await portal.Get<SaveDraft>().BeginAsync(portal.Manager, command, portal.Vector, input, Cancellation).Done();
        var second = await portal.Get<SaveDraft>().BeginAsync(portal.Manager, command, portal.Vector, input, Cancellation).Done();

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Two_contracts_do_not_share_a_number()
    {
        var input = portal.Whole();
        await portal.DraftedAsync(input);

        var refusals = await portal.Get<SaveDraft>().BeginAsync(portal.Manager, CommandId.New(), portal.Vector, input, Cancellation).Refused();

        Assert.Equal([new Refusal(Rule.ContractNumberTaken, "Number")], refusals, RefusalsByRule);
    }

    [Fact]
    public async Task Everything_wrong_with_a_draft_is_said_at_once_beside_its_field()
    {
        var input = portal.Whole() with
        {
            Title = new string('x', 201),
            Currency = "XXX",
            Zone = "Mars/Olympus",
            Language = null,
            NoticePriceDays = 366,
            NoticeScopeDays = -1,
            ResponsibleStaff = portal.Viewer.Value,
            ResponsibleClient = portal.Stranger.Value,
            EndsOn = new DateOnly(2026, 3, 1),
            Clauses = [new() { Kind = (ClauseKind)99, Heading = "a\0b", Text = new string('y', 8001) }],
            Stages = [new() { Name = "S", Price = "-1", From = new DateOnly(2026, 5, 2), To = new DateOnly(2026, 5, 1) }, new() { Name = "T", Price = "1e30" }],
        };

        var refusals = await portal.Get<SaveDraft>().BeginAsync(portal.Manager, CommandId.New(), portal.Vector, input, Cancellation).Refused();

        Assert.Equal(
            [
                "Clauses[0].Heading UnprintableText", "Clauses[0].Kind NotOffered", "Clauses[0].Text TooLong", "Currency NotOffered", "EndsOn EndsBeforeItStarts",
                "Language NotOffered", "NoticePriceDays OutOfRange", "NoticeScopeDays OutOfRange", "ResponsibleClient NotOffered", "ResponsibleStaff NotOffered",
                "Stages[0].Price NegativeAmount", "Stages[0].To StageEndsBeforeItStarts", "Stages[1].Price NotANumber", "Title TooLong", "Zone UnknownZone",
            ],
            refusals.Select(refusal => $"{refusal.Field} {refusal.Rule}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_empty_draft_is_kept_but_not_offered_and_all_that_is_missing_is_named()
    {
        var input = new SaveDraft.Input { Number = "EMPTY", Title = "Empty", Currency = "EUR", Zone = "Europe/London", Language = Language.English };
        var id = await portal.DraftedAsync(input);

        var refusals = await portal.Get<OfferContract>().OfferAsync(portal.Manager, CommandId.New(), id, new OfferContract.Input { Revision = 1 }, Cancellation).Refused();

        Assert.Equal(
            [
                Rule.ScopeClauseMissing, Rule.PriceClauseMissing, Rule.PaymentClauseMissing, Rule.AcceptanceClauseMissing, Rule.StageMissing, Rule.StartMissing,
                Rule.ResponsibleStaffMissing, Rule.ResponsibleClientMissing,
            ],
            refusals.Select(refusal => refusal.Rule).Order(Comparer<Rule>.Create((left, right) => left.CompareTo(right))));
    }

    [Fact]
    public async Task Without_anybody_who_could_sign_nothing_is_offered()
    {
        var lonely = await portal.ClientAsync(portal.Manager, "Lonely");
        var viewer = await portal.PersonAsync(portal.Root, "Lone Viewer", Role.ClientViewer, lonely);
        var id = await portal.Get<SaveDraft>().BeginAsync(portal.Manager, CommandId.New(), lonely, portal.Whole() with { ResponsibleClient = viewer.Value }, Cancellation).Done();

        var refusals = await portal.Get<OfferContract>().OfferAsync(portal.Manager, CommandId.New(), id, new OfferContract.Input { Revision = 1 }, Cancellation).Refused();

        Assert.Equal([Rule.ClientSignatoryMissing], refusals.Select(refusal => refusal.Rule));
    }

    [Fact]
    public async Task A_stage_outside_the_contract_keeps_it_from_being_offered()
    {
        var whole = portal.Whole();
        var id = await portal.DraftedAsync(whole with { EndsOn = new DateOnly(2026, 10, 30) });

        var refusals = await portal.Get<OfferContract>().OfferAsync(portal.Manager, CommandId.New(), id, new OfferContract.Input { Revision = 1 }, Cancellation).Refused();

        var refusal = Assert.Single(refusals);
        Assert.Equal((Rule.StageOutsideContract, "Stages[1].To", "Building"), (refusal.Rule, refusal.Field, refusal.Arguments[0]));
    }

    [Fact]
    public async Task The_client_sees_nothing_of_a_draft_and_everything_of_an_offer()
    {
        var drafted = await portal.DraftedAsync();
        var offered = await portal.OfferedAsync();
        var signatory = await portal.ActorAsync(portal.Signatory);

        Assert.Null(await portal.Get<ContractReads>().PageAsync(signatory, drafted, null, Cancellation));
        var page = await portal.PageAsync(portal.Signatory, offered);
        Assert.Equal((ContractState.Offered, ContractValidity.NotSigned, 1), (page.Standing.State, page.Validity, page.Version));
        Assert.Equal(30_000m, page.Terms!.Total.Amount);
        Assert.True(page.Actions.Sign);
        Assert.True(page.Actions.Decline);
        Assert.False(page.Actions.Withdraw);
    }

    [Fact]
    public async Task An_offer_freezes_the_terms_and_keeps_the_document_by_its_hash()
    {
        var id = await portal.OfferedAsync();

        var documents = await portal.Get<ContractReads>().DocumentsAsync(await portal.ActorAsync(portal.Viewer), id, Cancellation);
        var document = Assert.Single(documents!.Rows);
        var content = await portal.Get<ContractReads>().DocumentAsync(await portal.ActorAsync(portal.Viewer), document.Id, Cancellation);

        Assert.Equal(document.Hash, ContentHash.Of(content!.File.Content).Hex);
        Assert.Equal((await portal.PageAsync(portal.Viewer, id)).Fingerprint, TermsHash.Of((await portal.PageAsync(portal.Viewer, id)).Terms!).Hex);
    }

    [Fact]
    public async Task An_offered_contract_is_not_edited()
    {
        var input = portal.Whole();
        var id = await portal.OfferedAsync(input);

        var refusals = await portal.Get<SaveDraft>().SaveAsync(portal.Manager, CommandId.New(), id, input with { Revision = 2, Title = "Another" }, Cancellation).Refused();

        Assert.Equal([Rule.ContractNotInThatState], refusals.Select(refusal => refusal.Rule));
    }

    [Fact]
    public async Task An_offer_taken_back_is_edited_and_offered_anew_with_a_version_of_its_own()
    {
        var input = portal.Whole();
        var id = await portal.OfferedAsync(input);
        await portal.Get<OfferContract>().WithdrawAsync(portal.Manager, CommandId.New(), id, await portal.ReasonAsync(id), Cancellation).Done();
        await portal.Get<SaveDraft>().SaveAsync(portal.Manager, CommandId.New(), id, input with { Revision = await portal.RevisionOfAsync(id), Title = "Better" }, Cancellation).Done();

        Assert.Equal("A new web shop", (await portal.PageAsync(portal.Signatory, id)).Title);
        await portal.Get<OfferContract>().OfferAsync(portal.Manager, CommandId.New(), id, new OfferContract.Input { Revision = await portal.RevisionOfAsync(id) }, Cancellation).Done();

        Assert.Equal("Better", (await portal.PageAsync(portal.Signatory, id)).Terms!.Title);
        Assert.Equal(2L, await portal.ScalarAsync($"SELECT count(*) FROM portal.terms_version WHERE contract_id = '{id}'"));
    }

    [Fact]
    public async Task The_client_declines_with_a_reason_that_the_provider_reads()
    {
        var id = await portal.OfferedAsync();

        Assert.Equal([Rule.Required], (await portal.Get<OfferContract>().DeclineAsync(portal.Signatory, CommandId.New(), id, new ReasonInput { Revision = 2 }, Cancellation).Refused()).Select(r => r.Rule));
        await portal.Get<OfferContract>().DeclineAsync(portal.Signatory, CommandId.New(), id, new ReasonInput { Revision = 2, Reason = "Too dear." }, Cancellation).Done();

        var standing = (await portal.PageAsync(portal.Manager, id)).Standing;
        Assert.Equal((ContractState.Declined, "Too dear.", "Simon Signatory"), (standing.State, standing.Reason, standing.By));
    }

    [Fact]
    public async Task Another_clients_contract_is_not_found_whatever_is_asked_of_it()
    {
        var id = await portal.OfferedAsync();
        var stranger = await portal.ActorAsync(portal.Stranger);

        Assert.Null(await portal.Get<ContractReads>().PageAsync(stranger, id, null, Cancellation));
        Assert.Null(await portal.Get<ContractReads>().DocumentsAsync(stranger, id, Cancellation));
        Assert.Null(await portal.Get<RecordReads>().PageAsync(stranger, new RecordFilter { Contract = id }, null, Cancellation));
        Assert.Empty((await portal.Get<ContractReads>().ListAsync(stranger, new ContractFilter(), null, Cancellation)).Rows);
        Assert.IsType<Outcome<ContractId>.NotFound>(await portal.SignAsync(portal.Stranger, id));
        Assert.IsType<Outcome<ContractId>.NotFound>(await portal.Get<OfferContract>().DeclineAsync(portal.Stranger, CommandId.New(), id, await portal.ReasonAsync(id), Cancellation));
        Assert.IsType<Outcome<ContractId>.NotFound>(await portal.Get<SaveDraft>().BeginAsync(portal.Stranger, CommandId.New(), portal.Vector, portal.Whole(), Cancellation));
    }

    [Fact]
    public async Task The_list_goes_on_where_the_last_page_ended()
    {
        var client = await portal.ClientAsync(portal.Manager, "Busy");
        for (var i = 0; i < ContractReads.PageSize + 3; i++)
            await portal.Get<SaveDraft>().BeginAsync(portal.Manager, CommandId.New(), client, portal.Whole() with { ResponsibleClient = null }, Cancellation).Done();
        var manager = await portal.ActorAsync(portal.Manager);

        var first = await portal.Get<ContractReads>().ListAsync(manager, new ContractFilter { Client = client }, null, Cancellation);
        var second = await portal.Get<ContractReads>().ListAsync(manager, new ContractFilter { Client = client }, first.Next, Cancellation);

        Assert.Equal((ContractReads.PageSize, 3), (first.Rows.Count, second.Rows.Count));
        Assert.Empty(first.Rows.Select(row => row.Id).Intersect(second.Rows.Select(row => row.Id)));
        Assert.Null(second.Next);
    }

    private static IEqualityComparer<Refusal> RefusalsByRule { get; } =
        EqualityComparer<Refusal>.Create((left, right) => left!.Rule == right!.Rule && left.Field == right.Field, refusal => refusal.Rule.GetHashCode());
}
