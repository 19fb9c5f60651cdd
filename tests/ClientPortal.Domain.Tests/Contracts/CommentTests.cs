using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Home;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Shared;
using Npgsql;

namespace ClientPortal.Domain.Tests.Contracts;

/// <summary>What people ask and answer about an offered contract before both have signed it.</summary>
public sealed class CommentTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        await portal.BeginAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_question_and_its_answer_stand_with_what_they_are_about_for_both_sides()
    {
        var id = await portal.OfferedAsync();

        await AskAsync(portal.Viewer, id, "Is <b>hosting</b> in the price?", clause: portal.PriceClause).Done();
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await AskAsync(portal.Manager, id, "Yes, for the first year.", clause: portal.PriceClause).Done();
        await AskAsync(portal.Signatory, id, "Could this begin later?", stage: portal.Design).Done();
        await AskAsync(portal.Director, id, "We are glad to explain anything.").Done();

        foreach (var reader in new[] { portal.Viewer, portal.Manager, portal.Auditor })
        {
            var page = await portal.PageAsync(reader, id);
            Assert.Equal(
                [("Is <b>hosting</b> in the price?", "Vera Viewer", Side.Client, "Price"), ("Yes, for the first year.", "Mary Manager", Side.Provider, "Price"),
                    ("Could this begin later?", "Simon Signatory", Side.Client, "Design"), ("We are glad to explain anything.", "Dora Director", Side.Provider, null)],
                page.Comments.Select(said => (said.Text, said.Name, said.Side, said.About)));
            Assert.Equal((ContractState.Offered, 1), (page.Standing.State, page.Comments[0].Offer));
        }
    }

    [Fact]
    public async Task Only_readers_of_the_client_and_managers_comment()
    {
        var id = await portal.OfferedAsync();
        var finance = await portal.PersonAsync(portal.Root, "Fay Finance", Role.Finance);

        foreach (var wrong in new[] { portal.Auditor, finance, portal.Root, portal.Stranger })
            Assert.IsType<Outcome<ContractCommentId>.NotFound>(await AskAsync(wrong, id, "Hm."));

        Assert.Equal(Side.Client, (await portal.PageAsync(portal.Viewer, id)).Actions.CommentFor);
        Assert.Equal(Side.Provider, (await portal.PageAsync(portal.Manager, id)).Actions.CommentFor);
        Assert.Null((await portal.PageAsync(portal.Auditor, id)).Actions.CommentFor);
        Assert.Null((await portal.PageAsync(finance, id)).Actions.CommentFor);
    }

    [Fact]
    public async Task A_draft_is_not_commented_on()
    {
        var id = await portal.DraftedAsync();

        Assert.Equal([Rule.ContractNotInThatState], (await AskAsync(portal.Manager, id, "Hm.", offer: 0).Refused()).Select(refusal => refusal.Rule));
        Assert.IsType<Outcome<ContractCommentId>.NotFound>(await AskAsync(portal.Viewer, id, "Hm.", offer: 0));
    }

    [Fact]
    public async Task What_is_signed_by_one_is_still_asked_about_and_what_both_have_signed_goes_by_amendments()
    {
        var id = await portal.OfferedAsync();
        await portal.SignAsync(portal.Director, id).Done();
        await AskAsync(portal.Signatory, id, "One more thing.").Done();
        await portal.SignAsync(portal.Signatory, id).Done();

        Assert.Equal([Rule.ChangesGoByAmendment], (await AskAsync(portal.Signatory, id, "And another.").Refused()).Select(refusal => refusal.Rule));
        Assert.Equal([Rule.ChangesGoByAmendment], (await AskAsync(portal.Manager, id, "And another.").Refused()).Select(refusal => refusal.Rule));
        var page = await portal.PageAsync(portal.Viewer, id);
        Assert.Null(page.Actions.CommentFor);
        Assert.Empty(page.Unanswered);
        Assert.Equal(["One more thing."], page.Comments.Select(said => said.Text));
    }

    [Fact]
    public async Task What_was_said_of_an_earlier_offer_stays_and_says_so_and_a_form_of_it_is_stale()
    {
        var id = await portal.OfferedAsync();
        await AskAsync(portal.Viewer, id, "Is this all?", clause: portal.PriceClause).Done();
        await portal.Get<OfferContract>().WithdrawAsync(portal.Manager, CommandId.New(), id, await portal.ReasonAsync(id), Cancellation).Done();
        Assert.Equal([Rule.ContractNotInThatState], (await AskAsync(portal.Viewer, id, "And now?").Refused()).Select(refusal => refusal.Rule));
        await portal.Get<OfferContract>().OfferAsync(portal.Manager, CommandId.New(), id, new OfferContract.Input { Revision = await portal.RevisionOfAsync(id) }, Cancellation).Done();

        Assert.IsType<Outcome<ContractCommentId>.Stale>(await AskAsync(portal.Viewer, id, "Written before.", offer: 1));
        await AskAsync(portal.Viewer, id, "Written after.", offer: 2).Done();

        var page = await portal.PageAsync(portal.Manager, id);
        Assert.Equal(2, page.Offers);
        Assert.Equal([("Is this all?", 1), ("Written after.", 2)], page.Comments.Select(said => (said.Text, said.Offer)));
    }

    [Fact]
    public async Task A_comment_says_something_about_one_thing_that_stands_in_the_offer()
    {
        var id = await portal.OfferedAsync();

        Assert.Equal([(Rule.Required, "Text")], (await AskAsync(portal.Viewer, id, "  ").Refused()).Select(refusal => (refusal.Rule, refusal.Field)));
        Assert.Equal([(Rule.TooLong, "Text")], (await AskAsync(portal.Viewer, id, new string('x', ContractComment.LongestText + 1)).Refused()).Select(refusal => (refusal.Rule, refusal.Field)));
        Assert.Equal([(Rule.NotOffered, "Clause")], (await AskAsync(portal.Viewer, id, "Where?", clause: ClauseId.New()).Refused()).Select(refusal => (refusal.Rule, refusal.Field)));
        Assert.Equal([(Rule.NotOffered, "Stage")], (await AskAsync(portal.Viewer, id, "When?", stage: StageId.New()).Refused()).Select(refusal => (refusal.Rule, refusal.Field)));
        Assert.Equal([(Rule.NotOffered, "Stage")], (await AskAsync(portal.Viewer, id, "Which?", portal.PriceClause, portal.Design).Refused()).Select(refusal => (refusal.Rule, refusal.Field)));
        Assert.Empty((await portal.PageAsync(portal.Viewer, id)).Comments);
    }

    [Fact]
    public async Task A_form_sent_twice_says_it_once()
    {
        var id = await portal.OfferedAsync();
        var (command, input) = (CommandId.New(), new CommentOnContract.Input { Offer = 1, Text = "Once." });

        var first = await portal.Get<CommentOnContract>().RunAsync(portal.Viewer, command, id, input, Cancellation).Done();
        var again = await portal.Get<CommentOnContract>().RunAsync(portal.Viewer, command, id, input, Cancellation).Done();

        Assert.Equal(first, again);
        Assert.Single((await portal.PageAsync(portal.Viewer, id)).Comments);
    }

    [Fact]
    public async Task It_stands_in_the_record_and_the_other_side_is_told()
    {
        var id = await portal.OfferedAsync();
        await AskAsync(portal.Viewer, id, "Is hosting in the price?", clause: portal.PriceClause).Done();
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await AskAsync(portal.Director, id, "It is.", clause: portal.PriceClause).Done();
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await AskAsync(portal.Signatory, id, "And afterwards?", clause: portal.PriceClause).Done();

        var rows = (await portal.Get<RecordReads>().PageAsync(await portal.ActorAsync(portal.Auditor), new RecordFilter { Contract = id }, null, Cancellation))!
            .Rows.Where(row => row.Code == "contract.commented").OrderBy(row => row.At).ToList();

        Assert.Equal(["Is hosting in the price?", "It is.", "And afterwards?"], rows.Select(row => row.Telling.Personal["text"]));
        // Who answers for it and offered it; who signs for the client and who asked; and whoever has answered before.
        Assert.Equal(["Mary Manager"], rows[0].Told.Select(told => told.Name));
        Assert.Equal(["Simon Signatory", "Vera Viewer"], rows[1].Told.Select(told => told.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["Dora Director", "Mary Manager"], rows[2].Told.Select(told => told.Name).Order(StringComparer.Ordinal));
        Assert.All(rows.SelectMany(row => row.Told), told => Assert.NotEmpty(told.Deliveries));
    }

    [Fact]
    public async Task A_question_waits_for_a_manager_until_somebody_of_the_provider_answers_it_there()
    {
        var id = await portal.OfferedAsync();
        Assert.Empty(await QuestionsAsync(portal.Manager, id));
        await AskAsync(portal.Manager, id, "Ask anything.").Done();
        Assert.Empty(await QuestionsAsync(portal.Manager, id));

        portal.Clock.Advance(TimeSpan.FromHours(1));
        var asked = portal.Clock.Now;
        await AskAsync(portal.Viewer, id, "Is hosting in the price?", clause: portal.PriceClause).Done();
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await AskAsync(portal.Viewer, id, "Could this begin later?", stage: portal.Design).Done();
        var one = Assert.Single(await QuestionsAsync(portal.Manager, id));
        Assert.Equal((Side.Provider, asked, true, new DateOnly(2026, 4, 1)), (one.Side, one.Since, one.Yours, one.WantedBy));
        Assert.Equal(["Price", "Design"], (await portal.PageAsync(portal.Manager, id)).Unanswered.Select(said => said.About));

        portal.Clock.Advance(TimeSpan.FromHours(1));
        await AskAsync(portal.Director, id, "It is.", clause: portal.PriceClause).Done();
        Assert.Equal(asked + TimeSpan.FromHours(1), Assert.Single(await QuestionsAsync(portal.Manager, id)).Since);
        await AskAsync(portal.Manager, id, "From May on.", stage: portal.Design).Done();
        Assert.Empty(await QuestionsAsync(portal.Manager, id));
    }

    [Fact]
    public async Task A_question_about_an_offer_that_was_taken_back_waits_for_nobody()
    {
        var id = await portal.OfferedAsync();
        await AskAsync(portal.Viewer, id, "Is hosting in the price?").Done();
        await portal.Get<OfferContract>().WithdrawAsync(portal.Manager, CommandId.New(), id, await portal.ReasonAsync(id), Cancellation).Done();

        Assert.Empty(await QuestionsAsync(portal.Manager, id));
    }

    [Fact]
    public async Task The_database_takes_comments_in_ones_own_name_for_ones_own_side_alone()
    {
        var id = await portal.OfferedAsync();
        var finance = await portal.PersonAsync(portal.Root, "Fred Finance", Role.Finance);

        Assert.Equal(1, await InsertAsync(portal.Viewer, portal.Viewer, "Client", id));
        Assert.Equal(1, await InsertAsync(portal.Manager, portal.Manager, "Provider", id));
        foreach (var (actor, person, side) in new[]
        {
            (portal.Viewer, portal.Signatory, "Client"), (portal.Viewer, portal.Viewer, "Provider"), (portal.Manager, portal.Manager, "Client"),
            (portal.Auditor, portal.Auditor, "Provider"), (finance, finance, "Provider"), (portal.Root, portal.Root, "Provider"), (portal.Stranger, portal.Stranger, "Client"),
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => InsertAsync(actor, person, side, id));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        Assert.Equal(2, await CountAsync(portal.Auditor, id));
        Assert.Equal(0, await CountAsync(portal.Stranger, id));
        Assert.Equal(0, await CountAsync(portal.Root, id));
    }

    [Fact]
    public async Task The_database_takes_comments_on_the_offer_that_stands_alone()
    {
        var id = await portal.InForceAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => InsertAsync(portal.Viewer, portal.Viewer, "Client", id));

        // As a passing fault, so that the use case runs again and finds what has become of the contract.
        Assert.Equal(PostgresErrorCodes.SerializationFailure, refused.SqlState);
    }

    private Task<Outcome<ContractCommentId>> AskAsync(PersonId person, ContractId id, string text, ClauseId? clause = null, StageId? stage = null, int offer = 1) =>
        portal.Get<CommentOnContract>().RunAsync(
            person, CommandId.New(), id, new CommentOnContract.Input { Offer = offer, Text = text, Clause = clause?.Value, Stage = stage?.Value }, Cancellation);

    private async Task<IReadOnlyList<Waiting>> QuestionsAsync(PersonId person, ContractId id) =>
        [.. (await portal.Get<HomeReads>().PageAsync(await portal.ActorAsync(person), session: null, client: null, Cancellation)).Manager!.Yours
            .Where(waiting => waiting.Id == id.Value && waiting.Kind == WaitKind.AnswerQuestion)];

    private async Task<int> InsertAsync(PersonId actor, PersonId person, string side, ContractId id) => await portal.ExecuteAsync(
        DatabaseRoles.Application, actor,
        $"""
        INSERT INTO portal.contract_comment (id, client_id, contract_id, version_id, side, person_id, at, text)
        VALUES (gen_random_uuid(), '{portal.Vector}', '{id}', '{await portal.ScalarAsync($"SELECT offered_version_id FROM portal.contract WHERE id = '{id}'")}', '{side}', '{person}', now(), 'x')
        """);

    private async Task<int> CountAsync(PersonId actor, ContractId id)
    {
        await using var connection = await portal.ConnectAsync(DatabaseRoles.Application);
        await using var setting = new NpgsqlCommand($"SELECT set_config('app.person', '{actor}', false)", connection);
        await setting.ExecuteNonQueryAsync(Cancellation);
        await using var command = new NpgsqlCommand($"SELECT count(*)::int FROM portal.contract_comment WHERE contract_id = '{id}'", connection);
        return (int)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
