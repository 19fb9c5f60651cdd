using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using Npgsql;

namespace ClientPortal.Domain.Tests.Quotes;

/// <summary>Whom new prices concern: who works with prices, and the people of clients quoted from the list.</summary>
public sealed class PricesToldTests(QuotePortal portal) : IClassFixture<QuotePortal>
{
    private static int _lists;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_publication_reaches_who_works_with_prices_and_every_client_quoted_from_the_list_in_the_portal_and_by_mail()
    {
        var (list, price) = await ListAsync();
        Assert.Equal([portal.Manager, portal.OtherManager], await ToldAsync(list, 1));
        await IssuedAsync(portal.Client, price);

        await PublishAnewAsync(list);

        PersonId[] people = [portal.Manager, portal.OtherManager, portal.Signatory, portal.Viewer];
        Assert.Equal(people.Order(ById), await ToldAsync(list, 2));
        Assert.Equal(people.Order(ById), await MailedAsync(list, 2));
    }

    [Fact]
    public async Task Who_was_told_reads_the_entry_and_that_leads_to_the_list_but_not_who_else_was_told()
    {
        var (list, price) = await ListAsync();
        await IssuedAsync(portal.Client, price);
        await PublishAnewAsync(list);

        var row = (await portal.Get<NoticeReads>().PageAsync(portal.Viewer, null, Cancellation)).Rows.First(row => row.Telling.Leaf.Code == "price-list.published");

        Assert.Equal(("price-list", list.Value, "Fay Finance", "A new year"), (row.Telling.Leaf.Subject.Kind, row.Telling.Leaf.Subject.Id, row.Telling.ActorName, row.Telling.Personal["reason"]));
        Assert.Equal(1L, await CountAsync(portal.Viewer, $"SELECT count(*) FROM portal.notice WHERE entry_id = '{row.Telling.Leaf.Id}'"));
        Assert.Equal(0L, await CountAsync(portal.Viewer, $"SELECT count(*) FROM portal.delivery WHERE entry_id = '{row.Telling.Leaf.Id}' AND person_id <> '{portal.Viewer}'"));
    }

    [Fact]
    public async Task Another_clients_people_learn_nothing_of_it_and_only_finance_is_told_whom_prices_concern()
    {
        var (list, price) = await ListAsync();
        await IssuedAsync(portal.Client, price);
        await PublishAnewAsync(list);

        Assert.Equal(0L, await CountAsync(portal.OtherSignatory, $"SELECT count(*) FROM portal.entry WHERE subject_id = '{list}'"));
        Assert.DoesNotContain(portal.OtherSignatory, await ToldAsync(list, 2));
        foreach (var person in new[] { portal.OtherSignatory, portal.Signatory, portal.Viewer, portal.Manager, portal.Administrator })
            Assert.Equal(0L, await CountAsync(person, $"SELECT count(*) FROM portal.people_of_prices('{list}')"));
        Assert.Equal(5L, await CountAsync(portal.Finance, $"SELECT count(*) FROM portal.people_of_prices('{list}')"));
    }

    [Fact]
    public async Task A_draft_and_a_declined_quote_concern_nobody_and_a_viewed_and_an_accepted_one_do()
    {
        var (list, price) = await ListAsync();
        await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), portal.OtherClient, Form(price), Cancellation).Done();
        var quote = await IssuedAsync(portal.Client, price);
        await portal.Get<AnswerQuote>().DeclineAsync(portal.Signatory, CommandId.New(), quote,
            new AnswerQuote.DeclineInput { Revision = (await portal.PageAsync(portal.Signatory, quote)).Revision, Reason = "Too dear." }, Cancellation).Done();
        Assert.DoesNotContain(portal.Signatory, await ConcernedAsync(list));

        var viewed = await IssuedAsync(portal.Client, price);
        await portal.Get<AnswerQuote>().ViewAsync(portal.Viewer, CommandId.New(), viewed, Cancellation).Done();
        Assert.Contains(portal.Signatory, await ConcernedAsync(list));
        await portal.Get<AcceptQuote>().RunAsync(portal.Signatory, CommandId.New(), viewed, await portal.AcceptFormAsync(viewed), portal.Evidence() with { AuthenticatedAt = portal.Clock.Now }, [], Cancellation).Done();
        var concerned = await ConcernedAsync(list);

        Assert.Contains(portal.Signatory, concerned);
        Assert.DoesNotContain(portal.OtherSignatory, concerned);
    }

    [Fact]
    public async Task A_retirement_reaches_the_same_people()
    {
        var (list, price) = await ListAsync();
        await IssuedAsync(portal.OtherClient, price);
        var version = await PublishAnewAsync(list);

        await portal.Get<PublishPriceList>().RetireAsync(portal.Finance, CommandId.New(), version,
            new PublishPriceList.Input { Revision = (await portal.DraftAsync(portal.Finance, list)).Revision, Reason = "A slip of the pen" }, Cancellation).Done();

        Assert.Equal(new[] { portal.Manager, portal.OtherManager, portal.OtherSignatory }.Order(ById), await ToldAsync(list, 2, "price-list.retired"));
    }

    private static IComparer<PersonId> ById { get; } = Comparer<PersonId>.Create((one, other) => one.Value.CompareTo(other.Value));

    private async Task<(PriceListId List, PublishedPrice Price)> ListAsync()
    {
        var list = await portal.ListAsync(portal.Finance, "EUR");
        await portal.PriceAsync(portal.Finance, list, $"ONE-{Interlocked.Increment(ref _lists)}", "One", "100");
        var version = await portal.PublishAsync(portal.Finance, list);
        return (list, (await portal.Get<PricingReads>().VersionAsync(await portal.ActorAsync(portal.Finance), version, 0, Cancellation))!.Items[0]);
    }

    private async Task<PriceListVersionId> PublishAnewAsync(PriceListId list)
    {
        await portal.PriceAsync(portal.Finance, list, $"MORE-{Interlocked.Increment(ref _lists)}", "More", "50");
        return await portal.PublishAsync(portal.Finance, list);
    }

    private static QuoteInput Form(PublishedPrice price) => new()
    {
        Title = "A day of work",
        Language = Language.English,
        Currency = "EUR",
        ValidUntil = QuoteSteps.LastDay,
        Sections = [new SectionInput { Title = "Work", Lines = [new LineInput { Key = Guid.CreateVersion7(), Item = price.Id.Value, Quantity = "1", Stage = "Build" }] }],
        Discounts = [],
    };

    private async Task<QuoteId> IssuedAsync(ClientId client, PublishedPrice price)
    {
        var quote = await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), client, Form(price), Cancellation).Done();
        return await portal.Get<IssueQuote>().RunAsync(portal.Manager, CommandId.New(), quote, 1, Cancellation).Done();
    }

    private Task<List<PersonId>> ToldAsync(PriceListId list, int number, string code = "price-list.published") =>
        PeopleAsync($"SELECT n.person_id FROM portal.notice n JOIN portal.entry e ON e.id = n.entry_id WHERE {EntryOf(list, number, code)} ORDER BY 1");

    private Task<List<PersonId>> MailedAsync(PriceListId list, int number) =>
        PeopleAsync($"SELECT d.person_id FROM portal.delivery d JOIN portal.entry e ON e.id = d.entry_id WHERE {EntryOf(list, number, "price-list.published")} AND d.kind = 'notice' ORDER BY 1");

    private Task<List<PersonId>> ConcernedAsync(PriceListId list) =>
        PeopleAsync($"SELECT person_id FROM portal.people_of_prices('{list}')");

    private static string EntryOf(PriceListId list, int number, string code) =>
        $"e.subject_id = '{list}' AND e.code = '{code}' AND convert_from(e.leaf, 'UTF8')::jsonb #>> '{{values,number,value}}' = '{number}'";

    private async Task<List<PersonId>> PeopleAsync(string query)
    {
        await using var administrator = await portal.ConnectAsAdministratorAsync();
        await using var command = new NpgsqlCommand($"SELECT set_config('app.person', '{portal.Finance}', false); {query}", administrator);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        await reader.NextResultAsync(Cancellation);
        var people = new List<PersonId>();
        while (await reader.ReadAsync(Cancellation)) people.Add(PersonId.Of(reader.GetGuid(0)));
        return people;
    }

    private async Task<long> CountAsync(PersonId person, string query)
    {
        await using var connection = await portal.ConnectAsync(DatabaseRoles.Application);
        await using var command = new NpgsqlCommand($"SELECT set_config('app.person', '{person}', false); {query}", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        await reader.NextResultAsync(Cancellation);
        await reader.ReadAsync(Cancellation);
        return reader.GetInt64(0);
    }
}
