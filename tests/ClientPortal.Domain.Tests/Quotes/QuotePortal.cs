using System.Text;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Tests.Quotes;

/// <summary>A portal with a client, the people about it, and a published price list in euros.</summary>
public sealed class QuotePortal : TestPortal, IAsyncLifetime
{
    public PersonId Administrator { get; private set; }

    public PersonId Manager { get; private set; }

    public PersonId Finance { get; private set; }

    public PersonId Signatory { get; private set; }

    public PersonId Viewer { get; private set; }

    public ClientId Client { get; private set; }

    public ClientId OtherClient { get; private set; }

    public PersonId OtherSignatory { get; private set; }

    public PersonId OtherManager { get; private set; }

    public PriceListId List { get; private set; }

    public PriceListVersionId Version { get; private set; }

    public IReadOnlyList<PublishedPrice> Prices { get; private set; } = [];

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Administrator = await this.AdministratorAsync();
        Manager = await this.PersonAsync(Administrator, "Max Manager", Role.Manager);
        Finance = await this.PersonAsync(Administrator, "Fay Finance", Role.Finance);
        Client = await this.ClientAsync(Manager);
        OtherClient = await this.ClientAsync(Manager, "Nordlicht");
        Signatory = await this.PersonAsync(Administrator, "Sam Signatory", Role.ClientSignatory, Client);
        Viewer = await this.PersonAsync(Administrator, "Vi Viewer", Role.ClientViewer, Client);
        OtherSignatory = await this.PersonAsync(Administrator, "Ona Other", Role.ClientSignatory, OtherClient);
        OtherManager = await this.PersonAsync(Administrator, "Omar Other", Role.Manager, OtherClient);
        List = await this.ListAsync(Finance, "EUR");
        await this.PriceAsync(Finance, List, "DEV", "Development", "600.00");
        await this.PriceAsync(Finance, List, "TEST", "Testing", "333.33");
        Version = await this.PublishAsync(Finance, List);
        Prices = (await Get<PricingReads>().VersionAsync(await this.ActorAsync(Finance), Version, 0, Cancellation))!.Items;
    }

    protected override void AddServices(IServiceCollection services) => services.AddSingleton<IQuoteRenderer, PlainRenderer>();

    /// <summary>A renderer whose document is plain text behind the mark of a PDF, the same for the same content.</summary>
    public sealed class PlainRenderer : IQuoteRenderer
    {
        public byte[] Render(QuoteDocument document) => Encoding.UTF8.GetBytes($"%PDF- {document.Number} {document.ContentHash} {document.Sheet.Total.Gross}");

        public byte[] RenderAccepted(QuoteDocument document, AcceptanceToRender acceptance) =>
            Encoding.UTF8.GetBytes($"%PDF- accepted {document.Number} {acceptance.IssuedHash} {document.Sheet.Total.Gross} {acceptance.Name} {acceptance.ConsentText}");
    }
}

/// <summary>Price lists and quotes made the way people make them.</summary>
public static class QuoteSteps
{
    public static readonly DateOnly LastDay = new(2026, 3, 31);

    public static PriceInput Price(string work) => new() { Base = work, Materials = "10.00", MarginPercent = "10", TaxPercent = "20" };

    public static Task<PriceListId> ListAsync(this TestPortal portal, PersonId finance, string currency) =>
        portal.Get<ChangePriceLists>().OpenAsync(finance, CommandId.New(), new ChangePriceLists.Input
        {
            NameEnglish = $"Services {currency}",
            Currency = currency,
            Zone = "Europe/London",
            EffectiveFrom = new DateOnly(2026, 3, 2),
        }, QuotePortal.Cancellation).Done();

    public static async Task<PriceItemId> PriceAsync(this TestPortal portal, PersonId finance, PriceListId list, string code, string name, string work) =>
        await portal.Get<ChangePriceItems>().AddAsync(finance, CommandId.New(), list, new ChangePriceItems.Input
        {
            Revision = (await portal.DraftAsync(finance, list)).Revision,
            Code = code,
            NameEnglish = name,
            Unit = PriceUnit.Day,
            Price = Price(work),
        }, QuotePortal.Cancellation).Done();

    public static async Task<PriceListVersionId> PublishAsync(this TestPortal portal, PersonId finance, PriceListId list) =>
        await portal.Get<PublishPriceList>().RunAsync(
            finance, CommandId.New(), list, new PublishPriceList.Input { Revision = (await portal.DraftAsync(finance, list)).Revision, Reason = "A new year" }, QuotePortal.Cancellation).Done();

    public static async Task<PriceDraftPage> DraftAsync(this TestPortal portal, PersonId finance, PriceListId list) =>
        (await portal.Get<PricingReads>().DraftAsync(await portal.ActorAsync(finance), list, QuotePortal.Cancellation))!;

    /// <summary>Two stages, an option, and a discount of ten percent on the whole.</summary>
    public static QuoteInput Form(this QuotePortal portal, int revision = 0) => new()
    {
        Revision = revision,
        Title = "A portal",
        Language = Language.English,
        Currency = "EUR",
        ValidUntil = LastDay,
        Sections =
        [
            new SectionInput
            {
                Title = "Work",
                Lines =
                [
                    new LineInput { Key = LineOne, Item = portal.Prices[0].Id.Value, Quantity = "2,5", Stage = "Build" },
                    new LineInput { Key = LineTwo, Item = portal.Prices[1].Id.Value, Quantity = "3", Stage = "Check" },
                ],
            },
            new SectionInput
            {
                Title = "Extras",
                Lines = [new LineInput { Key = Option, Description = "Training", Unit = PriceUnit.Piece, Quantity = "1", Stage = "Check", IsOptional = true, Price = Price("100"), Justification = "In no list yet" }],
            },
        ],
        Discounts = [new DiscountInput { Id = Discount, Kind = DiscountKind.Percent, Value = "10", Reason = "First order" }],
    };

    public static readonly Guid LineOne = Guid.CreateVersion7();
    public static readonly Guid LineTwo = Guid.CreateVersion7();
    public static readonly Guid Option = Guid.CreateVersion7();
    public static readonly Guid Discount = Guid.CreateVersion7();

    public static async Task<QuoteId> IssuedAsync(this QuotePortal portal)
    {
        var quote = await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), portal.Client, portal.Form(), QuotePortal.Cancellation).Done();
        return await portal.Get<IssueQuote>().RunAsync(portal.Manager, CommandId.New(), quote, 1, QuotePortal.Cancellation).Done();
    }

    public static async Task<QuotePage> PageAsync(this QuotePortal portal, PersonId person, QuoteId quote, params Guid[] chosen) =>
        (await portal.Get<QuoteReads>().PageAsync(await portal.ActorAsync(person), quote, [.. chosen.Select(QuoteLineKey.Of)], asOf: null, QuotePortal.Cancellation))!;

    public static async Task<QuotePage> PageAsync(this QuotePortal portal, PersonId person, QuoteId quote, AsOf asOf) =>
        (await portal.Get<QuoteReads>().PageAsync(await portal.ActorAsync(person), quote, chosen: null, asOf, QuotePortal.Cancellation))!;

    /// <summary>The form as the page renders it for these options.</summary>
    public static async Task<AnswerQuote.AcceptInput> AcceptFormAsync(this QuotePortal portal, QuoteId quote, params Guid[] chosen)
    {
        var page = await portal.PageAsync(portal.Signatory, quote, chosen);
        return new AnswerQuote.AcceptInput
        {
            Revision = page.Revision,
            Chosen = chosen,
            Total = page.Sheet.Total.Gross.ToString(System.Globalization.CultureInfo.InvariantCulture),
            DocumentHash = page.DocumentHash,
            Consents = true,
        };
    }

    public static AcceptanceEvidence Evidence(this QuotePortal portal, SignInMethod method = SignInMethod.PasswordAndCode) =>
        new(method, portal.Clock.Now - TimeSpan.FromMinutes(1), new Whence("203.0.113.9", "a phone"), "I accept this quote for my company.");
}
