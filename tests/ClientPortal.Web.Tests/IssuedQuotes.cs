using ClientPortal.Audit.Ids;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using ClientPortal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClientPortal.Web.Tests;

/// <summary>Quotes made through the use cases, at the moment a test needs, for tests that begin with an issued one.</summary>
internal static class IssuedQuotes
{
    private const string Manager = "martin@northlight.example";

    /// <summary>Issues a quote with two stages, two rates of tax, two options of which one is ticked at first, and two discounts.</summary>
    /// <param name="host">The portal; its server runs.</param>
    /// <param name="client">For whom, by name.</param>
    /// <param name="at">When it is issued; null for now.</param>
    /// <param name="days">For how many days after that it is valid.</param>
    public static async Task<Guid> IssueAsync(this DemonstrationHost host, string client, DateTimeOffset? at = null, int days = 20)
    {
        var now = at ?? TimeProvider.System.GetUtcNow();
        var work = Work(host, now);
        var owner = ClientId.Of(Assert.Single(await host.ReadAsync<Guid>($"SELECT id FROM portal.client WHERE name = '{client}'")));
        var form = Form(client == "Вектор" ? Language.Russian : Language.English, DateOnly.FromDateTime(now.UtcDateTime).AddDays(days));
        var martin = await MartinAsync(host);
        var quote = Done(await new ChangeQuotes(work).OpenAsync(martin, CommandId.New(), owner, form, Stop));
        return Done(await new IssueQuote(work).RunAsync(martin, CommandId.New(), quote, 1, Stop)).Value;
    }

    /// <summary>Issues the next edition, which says the same.</summary>
    public static async Task<Guid> IssueAgainAsync(this DemonstrationHost host, Guid quote)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (work, martin) = (Work(host, now), await MartinAsync(host));
        var (revision, language) = (Assert.Single(await host.ReadAsync<int>($"SELECT revision FROM portal.quote WHERE id = '{quote}'")), Assert.Single(await host.ReadAsync<string>($"SELECT language FROM portal.quote WHERE id = '{quote}'")));
        var next = Done(await new ChangeQuotes(work).ReviseAsync(martin, CommandId.New(), QuoteId.Of(quote), revision, Stop));
        var form = Form(Enum.Parse<Language>(language), DateOnly.FromDateTime(now.UtcDateTime).AddDays(30)) with { Revision = 1 };
        Done(await new ChangeQuotes(work).SaveAsync(martin, CommandId.New(), next, form, Stop));
        return Done(await new IssueQuote(work).RunAsync(martin, CommandId.New(), next, 2, Stop)).Value;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static QuoteInput Form(Language language, DateOnly lastDay)
    {
        var build = Guid.CreateVersion7();
        return new QuoteInput
        {
            Title = language == Language.Russian ? "Читальный зал" : "Reading room",
            Language = language,
            Currency = language == Language.Russian ? "RUB" : "GBP",
            ValidUntil = lastDay,
            Sections =
            [
                new SectionInput { Title = "One", Lines = [Line("Shelves", "Room", "1111.11", "20", "2,5") with { Key = build }, Line("Books", "Room", "77.70", "5", "13")] },
                new SectionInput
                {
                    Title = "Two",
                    Lines =
                    [
                        Line("An evening", "Opening", "310.05", "20", "1") with { IsOptional = true, IsSuggested = true },
                        Line("A second evening", "Opening", "290.95", "5", "1") with { IsOptional = true },
                    ],
                },
            ],
            Discounts =
            [
                new DiscountInput { Line = build, Kind = DiscountKind.Percent, Value = "3.3", Reason = "Wood left over" },
                new DiscountInput { Kind = DiscountKind.Fixed, Value = "123.45", Reason = "The second order of the year" },
            ],
        };
    }

    private static LineInput Line(string description, string stage, string work, string tax, string quantity) => new()
    {
        Key = Guid.CreateVersion7(),
        Description = description,
        Unit = PriceUnit.Piece,
        Quantity = quantity,
        Stage = stage,
        Price = new PriceInput { Base = work, Materials = "12.34", MarginPercent = "11", TaxPercent = tax },
        Justification = "In no list yet",
    };

    private static PortalWork Work(DemonstrationHost host, DateTimeOffset now) =>
        new(host.Services.GetRequiredService<IServiceScopeFactory>(), new FakeClock { Now = now }, NullLogger<PortalWork>.Instance);

    private static async Task<PersonId> MartinAsync(DemonstrationHost host) =>
        PersonId.Of(Assert.Single(await host.ReadAsync<Guid>($"SELECT id FROM portal.person WHERE email = '{Manager}'")));

    private static T Done<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Done>(outcome).Value;
}
