using System.Text;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Pricing.Import;
using ClientPortal.Domain.Shared;
using ClientPortal.Domain.Tests.Quotes;
using Npgsql;

namespace ClientPortal.Domain.Tests.Pricing;

public sealed class PriceListTests(QuotePortal portal) : IClassFixture<QuotePortal>
{
    private const string Csv = "Код;Название;Название EN;Единица;Цена\nDEV;Разработка;Development;день;1 234,50\nOPS;Сопровождение;Operations;час;99,90\nBAD;Плохая;Bad;час;-1\n";

    private static readonly TemplateInput Template = new() { BaseShare = "80", MaterialsShare = "20", MarginPercent = "15", TaxPercent = "20" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_published_in_versions_and_the_later_says_what_changed()
    {
        var list = await portal.ListAsync(portal.Finance, "EUR");
        await portal.PriceAsync(portal.Finance, list, "A", "Alpha", "10.00");
        var item = await portal.PriceAsync(portal.Finance, list, "B", "Beta", "20.00");
        var first = await portal.PublishAsync(portal.Finance, list);
        var draft = await portal.DraftAsync(portal.Finance, list);
        await portal.Get<ChangePriceItems>().ChangeAsync(portal.Finance, CommandId.New(), list, item, new ChangePriceItems.Input
        {
            Revision = draft.Revision,
            Code = "B",
            NameEnglish = "Beta",
            Unit = PriceUnit.Day,
            Price = QuoteSteps.Price("25.00"),
        }, Cancellation).Done();
        await portal.PriceAsync(portal.Finance, list, "C", "Gamma", "30.00");
        var second = await portal.PublishAsync(portal.Finance, list);

        var page = (await portal.Get<PricingReads>().VersionAsync(await portal.ActorAsync(portal.Viewer), second, 0, Cancellation))!;

        Assert.Equal([("B", 33m, 38.5m), ("C", null, 44m)], page.Changes.Select(change => (change.Code, change.Old?.Net, change.New?.Net)));
        Assert.Equal(16.67m, page.Changes[0].Percent);
        Assert.Equal([(2, VersionStanding.InEffect), (1, VersionStanding.Replaced)], page.Versions.Select(version => (version.Number, version.Standing)));
        Assert.Equal([22m, 33m], (await portal.Get<PricingReads>().VersionAsync(await portal.ActorAsync(portal.Viewer), first, 0, Cancellation))!.Items.Select(price => price.Price.Net));
        Assert.Equal(2L, await ScalarAsync($"SELECT count(*) FROM portal.entry WHERE code = 'price-list.published' AND client_id IS NULL AND subject_id = '{list}'"));
    }

    [Fact]
    public async Task A_list_that_is_not_ready_is_not_published()
    {
        var list = await portal.ListAsync(portal.Finance, "EUR");
        Assert.Equal([Rule.PriceListEmpty], Rules(await PublishAsync(list).Refused()));

        var draft = await portal.DraftAsync(portal.Finance, list);
        await portal.Get<ChangePriceItems>().AddAsync(portal.Finance, CommandId.New(), list, new ChangePriceItems.Input { Revision = draft.Revision, NameEnglish = "No price yet", Unit = PriceUnit.Hour }, Cancellation).Done();
        Assert.Equal([Rule.PriceListIncomplete], Rules(await PublishAsync(list).Refused()));
        Assert.Equal([Rule.Required], Rules(await PublishAsync(list, reason: "  ").Refused()));

        await portal.PriceAsync(portal.Finance, list, "A", "Alpha", "10.00");
        await ChangeAsync(list, new DateOnly(2026, 3, 1));
        Assert.Equal([Rule.PriceListIncomplete, Rule.DayPassed], Rules(await PublishAsync(list).Refused()));
        Assert.IsType<Outcome<PriceListVersionId>.Stale>(await portal.Get<PublishPriceList>().RunAsync(portal.Finance, CommandId.New(), list, new() { Revision = 1, Reason = "r" }, Cancellation));
    }

    [Fact]
    public async Task A_version_does_not_take_effect_before_the_latest_nor_without_a_change()
    {
        var list = await portal.ListAsync(portal.Finance, "EUR");
        await portal.PriceAsync(portal.Finance, list, "A", "Alpha", "10.00");
        await ChangeAsync(list, new DateOnly(2026, 6, 1));
        var first = await portal.PublishAsync(portal.Finance, list);

        Assert.Equal([Rule.PriceListUnchanged], Rules(await PublishAsync(list).Refused()));
        await ChangeAsync(list, new DateOnly(2026, 5, 1));
        Assert.Equal([Rule.PriceListBeforeLatest], Rules(await PublishAsync(list).Refused()));

        await portal.Get<PublishPriceList>().RetireAsync(portal.Finance, CommandId.New(), first, new() { Revision = (await portal.DraftAsync(portal.Finance, list)).Revision, Reason = "A slip" }, Cancellation).Done();
        Assert.Equal([Rule.PriceListRetired], Rules(await portal.Get<PublishPriceList>().RetireAsync(
            portal.Finance, CommandId.New(), first, new() { Revision = (await portal.DraftAsync(portal.Finance, list)).Revision, Reason = "Again" }, Cancellation).Refused()));
        await portal.PublishAsync(portal.Finance, list);
    }

    [Fact]
    public async Task At_each_moment_a_list_stands_as_it_stood_to_the_minute()
    {
        var begun = portal.Clock.Now;
        var list = await portal.ListAsync(portal.Finance, "EUR");
        await portal.PriceAsync(portal.Finance, list, "A", "Alpha", "10.00");
        await portal.PublishAsync(portal.Finance, list);
        portal.Clock.Now = begun + TimeSpan.FromHours(1);
        await portal.PriceAsync(portal.Finance, list, "B", "Beta", "20.00");
        var second = await portal.PublishAsync(portal.Finance, list);
        portal.Clock.Now = begun + TimeSpan.FromHours(2);
        await portal.Get<PublishPriceList>().RetireAsync(portal.Finance, CommandId.New(), second, new() { Revision = (await portal.DraftAsync(portal.Finance, list)).Revision, Reason = "A slip" }, Cancellation).Done();
        portal.Clock.Now = begun + TimeSpan.FromHours(3);

        Assert.Null(await OnAsync(-1));
        Assert.Equal([(1, VersionStanding.InEffect)], Seen(await OnAsync(30)));
        Assert.Equal([(2, VersionStanding.InEffect), (1, VersionStanding.Replaced)], Seen(await OnAsync(90)));
        Assert.Equal([(2, VersionStanding.Retired), (1, VersionStanding.InEffect)], Seen(await OnAsync(150)));
        Assert.Equal((null, 2), ((await OnAsync(90))!.RetiredAt, (await OnAsync(90))!.Items.Count));
        portal.Clock.Now = begun;

        async Task<PriceVersionPage?> OnAsync(int minutes)
        {
            var moment = TimeZoneInfo.ConvertTime(begun + TimeSpan.FromMinutes(minutes), TimeZoneInfo.FindSystemTimeZoneById((await portal.DraftAsync(portal.Finance, list)).Zone)).DateTime;
            var asOf = new AsOf(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment));
            return await portal.Get<PricingReads>().PublishedAsync(await portal.ActorAsync(portal.Viewer), list, new PublishedQuery { AsOf = asOf }, Cancellation);
        }

        static IEnumerable<(int, VersionStanding)> Seen(PriceVersionPage? page) => page!.Versions.Select(version => (version.Number, version.Standing));
    }

    [Fact]
    public async Task A_code_stands_in_a_list_once_in_upper_or_lower_case()
    {
        var list = await portal.ListAsync(portal.Finance, "EUR");
        await portal.PriceAsync(portal.Finance, list, "Dev", "Development", "10.00");

        var refused = await portal.Get<ChangePriceItems>().AddAsync(portal.Finance, CommandId.New(), list, new ChangePriceItems.Input
        {
            Revision = (await portal.DraftAsync(portal.Finance, list)).Revision,
            Code = "DEV",
            NameEnglish = "Other",
            Unit = PriceUnit.Hour,
        }, Cancellation).Refused();

        Assert.Equal((Rule.PriceCodeTaken, "Code"), (refused[0].Rule, refused[0].Field));
    }

    [Theory]
    [InlineData("-1", Rule.NegativeAmount)]
    [InlineData("", Rule.Required)]
    [InlineData("1e30", Rule.NotANumber)]
    [InlineData("99999999999", Rule.NumberTooLarge)]
    [InlineData("1000000000", Rule.NumberTooLarge)]
    [InlineData("1.005", Rule.NumberAmbiguous)]
    [InlineData("0.005", Rule.TooManyDecimals)]
    public async Task A_price_that_is_none_is_refused_beside_its_field(string price, Rule rule)
    {
        var list = await portal.ListAsync(portal.Finance, "EUR");

        var refused = await portal.Get<ChangePriceItems>().AddAsync(portal.Finance, CommandId.New(), list, new ChangePriceItems.Input
        {
            Revision = 1,
            NameEnglish = "Alpha",
            Unit = PriceUnit.Hour,
            Price = new PriceInput { Base = price, MarginPercent = "10", TaxPercent = "20" },
        }, Cancellation).Refused();

        Assert.Equal((rule, "Price.Base"), (refused[0].Rule, refused[0].Field));
    }

    [Fact]
    public async Task A_price_may_be_written_with_a_space_and_a_comma()
    {
        var list = await portal.ListAsync(portal.Finance, "EUR");
        await portal.Get<ChangePriceItems>().AddAsync(portal.Finance, CommandId.New(), list, new ChangePriceItems.Input
        {
            Revision = 1,
            NameRussian = "Разработка",
            Unit = PriceUnit.Hour,
            Price = new PriceInput { Bare = "1 234,50", Template = Template },
        }, Cancellation).Done();

        var item = Assert.Single((await portal.DraftAsync(portal.Finance, list)).Items);
        Assert.Equal(("razrabotka", 1234.50m, "Разработка"), (item.Terms.Code, item.Price!.Net, item.Terms.NameIn(Language.English)));
    }

    [Fact]
    public async Task Only_finance_writes_and_sees_drafts()
    {
        var list = await portal.ListAsync(portal.Finance, "EUR");

        foreach (var other in new[] { portal.Manager, portal.Signatory, portal.Administrator })
        {
            var actor = await portal.ActorAsync(other);
            Assert.IsType<Outcome<PriceListId>.NotFound>(await portal.Get<ChangePriceLists>().OpenAsync(other, CommandId.New(), new() { NameEnglish = "x", Currency = "EUR", Zone = "UTC" }, Cancellation));
            Assert.IsType<Outcome<PriceListId>.NotFound>(await portal.Get<ChangePriceLists>().ChangeAsync(other, CommandId.New(), list, new() { Revision = 1, NameEnglish = "x" }, Cancellation));
            Assert.IsType<Outcome<PriceListVersionId>.NotFound>(await portal.Get<PublishPriceList>().RunAsync(other, CommandId.New(), list, new() { Revision = 1, Reason = "r" }, Cancellation));
            Assert.IsType<Outcome<PriceListVersionId>.NotFound>(await portal.Get<PublishPriceList>().RetireAsync(other, CommandId.New(), portal.Version, new() { Revision = 1, Reason = "r" }, Cancellation));
            Assert.IsType<Outcome<ImportResult>.NotFound>(await portal.Get<ImportPrices>().ApplyAsync(other, CommandId.New(), list, new byte[] { 1 }, new ImportInput { Revision = 1 }, Cancellation));
            Assert.IsType<Outcome<ImportPreview>.NotFound>(await portal.Get<ImportPrices>().PreviewAsync(actor, list, new byte[] { 1 }, new ImportInput { Revision = 1 }, Cancellation));
            Assert.Null(await portal.Get<PricingReads>().DraftAsync(actor, list, Cancellation));
            var lists = await portal.Get<PricingReads>().ListsAsync(actor, published: false, null, Cancellation);
            Assert.False(lists.MayEdit);
            Assert.Contains(lists.Lists, row => row.Id == portal.List);
            Assert.DoesNotContain(lists.Lists, row => row.Id == list);
        }
    }

    [Fact]
    public async Task Lists_beyond_a_page_follow_on_the_next_and_none_is_missed()
    {
        for (var i = 0; i < 51; i++) await portal.ListAsync(portal.Finance, "USD");
        var actor = await portal.ActorAsync(portal.Finance);
        var seen = new List<PriceListId>();
        string? after = null;
        do
        {
            var page = await portal.Get<PricingReads>().ListsAsync(actor, published: false, after, Cancellation);
            seen.AddRange(page.Lists.Select(list => list.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.True(seen.Count >= 52);
        Assert.All((await portal.Get<PricingReads>().ListsAsync(actor, published: true, null, Cancellation)).Lists, list => Assert.NotEmpty(list.Versions));
    }

    [Fact]
    public async Task What_was_published_is_not_changed_past_the_application_either()
    {
        foreach (var statement in new[]
        {
            $"UPDATE portal.published_price_item SET price_net = 0 WHERE version_id = '{portal.Version}'",
            $"DELETE FROM portal.price_list_version WHERE id = '{portal.Version}'",
            $"INSERT INTO portal.published_price_item SELECT (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'code', 'NEW', 'position', 3))).* FROM portal.published_price_item i WHERE i.version_id = '{portal.Version}' LIMIT 1",
            "TRUNCATE portal.price_list_retirement",
        })
        {
            await using var connection = await portal.ConnectAsync(DatabaseRoles.Application);
            await using var command = new NpgsqlCommand($"SELECT set_config('app.person', '{portal.Finance}', false); {statement}", connection);
            await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));
        }

        await using var owner = await portal.ConnectAsync(DatabaseRoles.Owner);
        await using var rewrite = new NpgsqlCommand("UPDATE portal.published_price_item SET code = 'x'", owner);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => rewrite.ExecuteNonQueryAsync(Cancellation))).SqlState);
    }

    [Fact]
    public async Task A_file_is_run_dry_then_applied_and_remembered()
    {
        var list = await portal.ListAsync(portal.Finance, "EUR");
        await portal.PriceAsync(portal.Finance, list, "dev", "Development", "10.00");
        await portal.PriceAsync(portal.Finance, list, "OLD", "Old", "10.00");
        var finance = await portal.ActorAsync(portal.Finance);
        var bytes = Encoding.UTF8.GetBytes(Csv);

        var look = await portal.Get<ImportPrices>().LookAsync(finance, list, bytes, null, Cancellation).Done();
        Assert.False(look.IsRemembered);
        Assert.Equal(Language.Russian, look.Proposal.NameLanguage);
        var input = look.Proposal with { Template = Template, ReplaceAll = true };
        var preview = await portal.Get<ImportPrices>().PreviewAsync(finance, list, bytes, input, Cancellation).Done();

        Assert.Equal(["OPS"], preview.Added.Select(row => row.NewTerms!.Code));
        Assert.Equal((22m, 1234.50m), (preview.Changed[0].Old!.Net, preview.Changed[0].New!.Net));
        Assert.Equal(["OLD"], preview.Removed.Select(row => row.OldTerms!.Code));
        Assert.Equal((4, Rule.NegativeAmount, "Цена"), preview.Faults.Select(fault => (fault.Line, fault.Rule, fault.ColumnName)).Single());
        Assert.Equal([Rule.RowsNotRead], Rules(await ApplyAsync(list, bytes, input).Refused()));
        Assert.Equal(new ImportResult(1, 1, 0, 1, 1), await ApplyAsync(list, bytes, input with { LeaveBadRows = true }).Done());

        var draft = await portal.DraftAsync(portal.Finance, list);
        Assert.Equal(["dev", "OPS"], draft.Items.Select(item => item.Terms.Code));
        Assert.Equal("Разработка", draft.Items[0].Terms.NameRussian);
        Assert.IsType<Outcome<ImportResult>.Stale>(await ApplyAsync(list, bytes, input with { LeaveBadRows = true }));
        var again = await portal.Get<ImportPrices>().LookAsync(finance, list, bytes, null, Cancellation).Done();
        Assert.True(again.IsRemembered);
        Assert.Equal(Template, again.Proposal.Template);
        var same = await portal.Get<ImportPrices>().PreviewAsync(finance, list, bytes, again.Proposal, Cancellation).Done();
        Assert.Equal((0, 0, 2, 0), (same.Added.Count, same.Changed.Count, same.Same, same.Left));
    }

    [Fact]
    public async Task Thousands_of_rows_are_taken_in_and_published_and_read_page_by_page()
    {
        const int many = 2000;
        var list = await portal.ListAsync(portal.Finance, "EUR");
        var text = new StringBuilder("code,name,price\n");
        for (var i = 1; i <= many; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"C{i},Service {i},{i % 900 + 0.5m}\n");
        var input = new ImportInput
        {
            Revision = 1,
            Columns = new Dictionary<int, PriceField> { [0] = PriceField.Code, [1] = PriceField.Name, [2] = PriceField.Price },
            NameLanguage = Language.English,
            Currency = "EUR",
            Unit = PriceUnit.Hour,
            Template = Template,
        };

        Assert.Equal(many, (await ApplyAsync(list, Encoding.UTF8.GetBytes(text.ToString()), input).Done()).Added);
        var version = await portal.PublishAsync(portal.Finance, list);

        var page = (await portal.Get<PricingReads>().VersionAsync(await portal.ActorAsync(portal.Finance), version, 0, Cancellation))!;
        Assert.Equal((many, 200, 200), (page.ItemCount, page.Items.Count, page.Next));
    }

    [Fact]
    public async Task Of_two_files_taken_over_at_once_one_is_in_the_draft_and_the_other_comes_too_late()
    {
        var list = await portal.ListAsync(portal.Finance, "EUR");
        // They say different prices: of two that say the same, whichever comes later has nothing to change.
        var files = new[] { "code,name,what it costs\nA,Alpha,10\nB,Beta,20\n", "code,name,what it costs\nA,Alpha,11\nB,Beta,21\n" }.Select(Encoding.UTF8.GetBytes);
        var input = new ImportInput
        {
            Revision = 1,
            Columns = new Dictionary<int, PriceField> { [0] = PriceField.Code, [1] = PriceField.Name, [2] = PriceField.Price },
            NameLanguage = Language.English,
            Currency = "EUR",
            Unit = PriceUnit.Hour,
            Template = Template,
        };

        var outcomes = await Task.WhenAll(files.Select(bytes => ApplyAsync(list, bytes, input)));

        Assert.Single(outcomes.OfType<Outcome<ImportResult>.Done>());
        Assert.Single(outcomes.OfType<Outcome<ImportResult>.Stale>());
        Assert.Equal(["A", "B"], (await portal.DraftAsync(portal.Finance, list)).Items.Select(item => item.Terms.Code));
    }

    private static IEnumerable<Rule> Rules(IReadOnlyList<Refusal> refusals) => refusals.Select(refusal => refusal.Rule);

    private async Task<Outcome<PriceListVersionId>> PublishAsync(PriceListId list, string reason = "A new year") =>
        await portal.Get<PublishPriceList>().RunAsync(portal.Finance, CommandId.New(), list, new() { Revision = (await portal.DraftAsync(portal.Finance, list)).Revision, Reason = reason }, Cancellation);

    private async Task ChangeAsync(PriceListId list, DateOnly from) =>
        await portal.Get<ChangePriceLists>().ChangeAsync(portal.Finance, CommandId.New(), list, new() { Revision = (await portal.DraftAsync(portal.Finance, list)).Revision, NameEnglish = "Services", EffectiveFrom = from }, Cancellation).Done();

    private Task<Outcome<ImportResult>> ApplyAsync(PriceListId list, byte[] bytes, ImportInput input) =>
        portal.Get<ImportPrices>().ApplyAsync(portal.Finance, CommandId.New(), list, bytes, input, Cancellation);

    private async Task<object?> ScalarAsync(string statement)
    {
        await using var administrator = await portal.ConnectAsAdministratorAsync();
        await using var command = new NpgsqlCommand(statement, administrator);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
