using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using ClientPortal.Domain.Tests.Contracts;
using ClientPortal.Domain.Tests.Quotes;

namespace ClientPortal.Domain.Tests.Pricing;

/// <summary>A client's people see the published prices in the currencies of its contracts and quotes; before there is one, all of them.</summary>
public sealed class PriceCurrenciesTests(QuotePortal quotes, ContractsPortal contracts) : IClassFixture<QuotePortal>, IClassFixture<ContractsPortal>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Until_a_client_has_a_quote_its_people_see_every_published_list_and_then_those_in_its_currency()
    {
        var (roubles, version) = await ListAsync(quotes, quotes.Finance, "RUB");
        Assert.Equal([quotes.List, roubles], await SeenAsync(quotes, quotes.Viewer));
        await quotes.Get<ChangeQuotes>().OpenAsync(quotes.Manager, CommandId.New(), quotes.Client, Form(quotes.Prices[0]), Cancellation).Done();
        Assert.Equal([quotes.List, roubles], await SeenAsync(quotes, quotes.Viewer));

        var quote = await quotes.Get<ChangeQuotes>().OpenAsync(quotes.Manager, CommandId.New(), quotes.Client, Form(quotes.Prices[0]), Cancellation).Done();
        await quotes.Get<IssueQuote>().RunAsync(quotes.Manager, CommandId.New(), quote, 1, Cancellation).Done();

        foreach (var person in new[] { quotes.Viewer, quotes.Signatory })
        {
            Assert.Equal([quotes.List], await SeenAsync(quotes, person));
            var actor = await quotes.ActorAsync(person);
            Assert.Null(await quotes.Get<PricingReads>().PublishedAsync(actor, roubles, new PublishedQuery(), Cancellation));
            Assert.Null(await quotes.Get<PricingReads>().VersionAsync(actor, version, 0, Cancellation));
            Assert.NotNull(await quotes.Get<PricingReads>().VersionAsync(actor, quotes.Version, 0, Cancellation));
        }

        foreach (var person in new[] { quotes.OtherSignatory, quotes.Manager, quotes.OtherManager, quotes.Finance, quotes.Administrator })
            Assert.Equal([quotes.List, roubles], await SeenAsync(quotes, person));
    }

    [Fact]
    public async Task A_contract_counts_from_its_offer_and_row_security_says_the_same_without_the_application()
    {
        await contracts.BeginAsync();
        var finance = await contracts.PersonAsync(contracts.Root, "Fay Finance", Role.Finance);
        var (euros, _) = await ListAsync(contracts, finance, "EUR");
        var (roubles, foreign) = await ListAsync(contracts, finance, "RUB");
        await contracts.Get<PublishPriceList>().RetireAsync(
            finance, CommandId.New(), foreign, new PublishPriceList.Input { Revision = (await contracts.DraftAsync(finance, roubles)).Revision, Reason = "A slip" }, Cancellation).Done();
        await contracts.DraftedAsync();
        Assert.Equal([euros, roubles], await SeenAsync(contracts, contracts.Viewer));

        await contracts.OfferedAsync();

        Assert.Equal([euros], await SeenAsync(contracts, contracts.Viewer));
        await using var viewer = await contracts.ConnectAsAsync(contracts.Viewer);
        await using var auditor = await contracts.ConnectAsAsync(contracts.Auditor);
        await using var nobody = await contracts.ConnectAsAsync(null);
        foreach (var rows in new[] { $"price_list WHERE id = '{roubles}'", $"price_list_version WHERE id = '{foreign}'", $"published_price_item WHERE version_id = '{foreign}'", $"price_list_retirement WHERE version_id = '{foreign}'" })
        {
            Assert.Equal(0L, await viewer.ScalarAsync<long>($"SELECT count(*) FROM portal.{rows}"));
            Assert.Equal(1L, await auditor.ScalarAsync<long>($"SELECT count(*) FROM portal.{rows}"));
            Assert.Equal(0L, await nobody.ScalarAsync<long>($"SELECT count(*) FROM portal.{rows}"));
        }

        Assert.Equal(1L, await viewer.ScalarAsync<long>("SELECT count(*) FROM portal.published_price_item"));
    }

    private static async Task<(PriceListId List, PriceListVersionId Version)> ListAsync(TestPortal portal, PersonId finance, string currency)
    {
        var list = await portal.ListAsync(finance, currency);
        await portal.PriceAsync(finance, list, "ONE", "One", "100");
        return (list, await portal.PublishAsync(finance, list));
    }

    private static async Task<List<PriceListId>> SeenAsync(TestPortal portal, PersonId person) =>
        [.. (await portal.Get<PricingReads>().ListsAsync(await portal.ActorAsync(person), published: true, null, Cancellation)).Lists.Select(list => list.Id)];

    private static QuoteInput Form(PublishedPrice price) => new()
    {
        Title = "A day of work",
        Language = Language.English,
        Currency = "EUR",
        ValidUntil = QuoteSteps.LastDay,
        Sections = [new SectionInput { Title = "Work", Lines = [new LineInput { Key = Guid.CreateVersion7(), Item = price.Id.Value, Quantity = "1", Stage = "Build" }] }],
        Discounts = [],
    };
}
