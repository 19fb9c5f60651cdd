using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using Npgsql;

namespace ClientPortal.Domain.Tests.Quotes;

public sealed class ContractFromQuoteTests(QuotePortal portal) : IClassFixture<QuotePortal>
{
    private static readonly IReadOnlyList<Clause> Clauses = [new(ClauseId.New(), ClauseKind.Scope, "Scope", "What the quote says.")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_accepted_quote_becomes_the_draft_of_a_contract_with_its_stages_and_prices()
    {
        var quote = await portal.IssuedAsync();
        var form = await portal.AcceptFormAsync(quote, QuoteSteps.Option);
        await AcceptAsync(quote, form).Done();
        var page = await portal.PageAsync(portal.Manager, quote);
        var contract = (await portal.Get<ContractReads>().OfQuoteAsync(await portal.ActorAsync(portal.Manager), quote, Cancellation))!;
        var draft = await DraftAsync(contract.Id);

        Assert.Equal(page.Sheet.Stages.Select(stage => (stage.Stage, stage.Amounts.Gross)), draft.Input.Stages!.Select(stage => (stage.Name!, decimal.Parse(stage.Price!, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(page.Sheet.Total.Gross, draft.Input.Stages!.Sum(stage => decimal.Parse(stage.Price!, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal((quote, page.Number), (draft.LockedTo!.Id, draft.LockedTo.Number));
        Assert.Equal(("A portal", "EUR", portal.Manager.Value, portal.Signatory.Value), (draft.Input.Title, draft.Input.Currency, draft.Input.ResponsibleStaff, draft.Input.ResponsibleClient));
        Assert.Equal("Development", draft.Input.Stages![0].Deliverables);
        Assert.Equal("What the quote says.", Assert.Single(draft.Input.Clauses!).Text);
        Assert.Equal([portal.Manager], await ToldAsync(contract.Id));
        // The client sees the contract once it is offered, and not before.
        Assert.Null(await portal.Get<ContractReads>().OfQuoteAsync(await portal.ActorAsync(portal.Signatory), quote, Cancellation));
    }

    [Fact]
    public async Task The_prices_of_the_draft_are_locked_and_everything_else_is_written_freely()
    {
        var (contract, input) = await AcceptedAsync();
        var dearer = input with { Stages = [input.Stages![0] with { Price = "1.00" }, .. input.Stages.Skip(1)] };

        Assert.Equal(Rule.PricesLocked, Assert.Single(await SaveAsync(contract, dearer).Refused()).Rule);
        Assert.Equal(Rule.PricesLocked, Assert.Single(await SaveAsync(contract, input with { Stages = [input.Stages![0]] }).Refused()).Rule);
        Assert.Equal(Rule.PricesLocked, Assert.Single(await SaveAsync(contract, input with { Stages = [.. input.Stages!, new SaveDraft.StageInput { Name = "More", Price = "5" }] }).Refused()).Rule);
        Assert.Equal(Rule.PricesLocked, Assert.Single(await SaveAsync(contract, input with { Currency = "USD" }).Refused()).Rule);
        await SaveAsync(contract, input with { Title = "Another title", Stages = [.. input.Stages!.Reverse<SaveDraft.StageInput>().Select(stage => stage with { Name = $"{stage.Name} anew" })] }).Done();
    }

    [Fact]
    public async Task Past_the_application_the_database_keeps_the_prices_too()
    {
        var (contract, _) = await AcceptedAsync();

        await RefusedAsync(portal.Manager, $"UPDATE portal.contract_draft_stage SET price = price + 1 WHERE contract_id = '{contract}'");
        await RefusedAsync(portal.Manager, $"DELETE FROM portal.contract_draft_stage WHERE contract_id = '{contract}'");
        await RefusedAsync(portal.Manager, $"UPDATE portal.contract_draft SET source_quote_id = NULL WHERE contract_id = '{contract}'");
        await RefusedAsync(portal.Manager, $"UPDATE portal.contract_draft SET currency = 'USD' WHERE contract_id = '{contract}'");
        await RefusedAsync(portal.Manager, $"UPDATE portal.contract SET source_quote_id = NULL WHERE id = '{contract}'");
        // Whoever began the contract by accepting has begun it, and adds nothing more once somebody writes it.
        await SaveAsync(contract, (await DraftAsync(contract)).Input with { Title = "In work" }).Done();
        await RefusedAsync(portal.Signatory,
            $"INSERT INTO portal.contract_draft_clause (client_id, contract_id, id, ordinal, kind, heading, text) VALUES ('{portal.Client}', '{contract}', gen_random_uuid(), 9, 'Custom', 'h', 't')");
    }

    [Fact]
    public async Task Of_two_signatories_who_accept_at_once_one_has_accepted_and_the_other_is_told_so()
    {
        var second = await portal.PersonAsync(portal.Administrator, "Sue Second", Role.ClientSignatory, portal.Client);
        var quote = await portal.IssuedAsync();
        var form = await portal.AcceptFormAsync(quote);

        var outcomes = await Task.WhenAll(new[] { portal.Signatory, second }.Select(person =>
            portal.Get<AcceptQuote>().RunAsync(person, CommandId.New(), quote, form, portal.Evidence(), Clauses, Cancellation)));

        Assert.Single(outcomes.OfType<Outcome<QuoteAcceptanceId>.Done>());
        Assert.Equal(Rule.QuoteMovedOn, Assert.Single(Assert.Single(outcomes.OfType<Outcome<QuoteAcceptanceId>.Refused>()).Refusals).Rule);
        Assert.Equal(1L, await CountAsync($"SELECT count(*) FROM portal.contract WHERE source_quote_id = '{quote}'"));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_at_once_accepts_once_and_both_are_answered_the_same()
    {
        var quote = await portal.IssuedAsync();
        var form = await portal.AcceptFormAsync(quote);
        var command = CommandId.New();

        var answers = await Task.WhenAll(AcceptAsync(quote, form, command).Done(), AcceptAsync(quote, form, command).Done());

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(1L, await CountAsync($"SELECT count(*) FROM portal.contract WHERE source_quote_id = '{quote}'"));
    }

    [Fact]
    public async Task In_the_second_a_quote_lapses_it_is_too_late_and_no_contract_begins()
    {
        var quote = await portal.IssuedAsync();
        var form = await portal.AcceptFormAsync(quote);
        var start = portal.Clock.Now;
        try
        {
            portal.Clock.Now = new DateTimeOffset(2026, 3, 31, 23, 0, 0, TimeSpan.Zero);
            Assert.Equal(Rule.QuoteLapsed, Assert.Single(await AcceptAsync(quote, form).Refused()).Rule);
            Assert.Equal(0L, await CountAsync($"SELECT count(*) FROM portal.contract WHERE source_quote_id = '{quote}'"));

            portal.Clock.Now = portal.Clock.Now.AddTicks(-TimeSpan.TicksPerMillisecond);
            await AcceptAsync(quote, form).Done();
        }
        finally
        {
            portal.Clock.Now = start;
        }
    }

    [Fact]
    public async Task Numbers_of_contracts_that_follow_from_quotes_go_on_where_others_end()
    {
        var (first, _) = await AcceptedAsync();
        var (second, _) = await AcceptedAsync();

        Assert.Equal(Number(await DraftAsync(first)) + 1, Number(await DraftAsync(second)));

        static int Number(ContractDraftPage draft) => int.Parse(draft.Input.Number!.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<(ContractId Contract, SaveDraft.Input Input)> AcceptedAsync()
    {
        var quote = await portal.IssuedAsync();
        await AcceptAsync(quote, await portal.AcceptFormAsync(quote, QuoteSteps.Option)).Done();
        var contract = (await portal.Get<ContractReads>().OfQuoteAsync(await portal.ActorAsync(portal.Manager), quote, Cancellation))!.Id;
        return (contract, (await DraftAsync(contract)).Input);
    }

    private async Task<ContractDraftPage> DraftAsync(ContractId contract) =>
        (await portal.Get<ContractReads>().DraftAsync(await portal.ActorAsync(portal.Manager), portal.Client, contract, Cancellation))!;

    private Task<Outcome<ContractId>> SaveAsync(ContractId contract, SaveDraft.Input input) =>
        portal.Get<SaveDraft>().SaveAsync(portal.Manager, CommandId.New(), contract, input, Cancellation);

    private Task<Outcome<QuoteAcceptanceId>> AcceptAsync(QuoteId quote, AnswerQuote.AcceptInput form, CommandId? command = null) =>
        portal.Get<AcceptQuote>().RunAsync(portal.Signatory, command ?? CommandId.New(), quote, form, portal.Evidence() with { AuthenticatedAt = portal.Clock.Now }, Clauses, Cancellation);

    private async Task<List<PersonId>> ToldAsync(ContractId contract)
    {
        await using var administrator = await portal.ConnectAsAdministratorAsync();
        await using var command = new NpgsqlCommand(
            $"SELECT n.person_id FROM portal.notice n JOIN portal.entry e ON e.id = n.entry_id WHERE e.subject_id = '{contract}' AND e.code = 'contract.from-quote'", administrator);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var people = new List<PersonId>();
        while (await reader.ReadAsync(Cancellation)) people.Add(PersonId.Of(reader.GetGuid(0)));
        return people;
    }

    private async Task<long> CountAsync(string query)
    {
        await using var administrator = await portal.ConnectAsAdministratorAsync();
        await using var command = new NpgsqlCommand(query, administrator);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    // In a transaction of its own that is committed: some of what is kept is looked at when it ends.
    private async Task RefusedAsync(PersonId person, string statement)
    {
        await using var connection = await portal.ConnectAsync(DatabaseRoles.Application);
        var refused = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var command = new NpgsqlCommand($"SELECT set_config('app.person', '{person}', false); {statement}", connection);
            await command.ExecuteNonQueryAsync(Cancellation);
        });
        Assert.True(refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.CheckViolation, $"{refused.SqlState}: {refused.MessageText}");
    }
}
