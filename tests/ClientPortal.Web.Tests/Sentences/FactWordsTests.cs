using System.Globalization;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Ids;
using ClientPortal.Audit.Leaves;
using ClientPortal.Domain.Notices;
using ClientPortal.Testing;
using ClientPortal.Web.Sentences;

namespace ClientPortal.Web.Tests.Sentences;

public sealed class FactWordsTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public static TheoryData<string> Codes => new(FactCodes.All);

    [Fact]
    public void The_codes_of_facts_are_found_in_the_domain() =>
        Assert.Superset(new HashSet<string>(["person.invited", "membership.granted", "client.changed"], StringComparer.Ordinal), FactCodes.All.ToHashSet(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_fact_has_words_in_both_languages(string code)
    {
        foreach (var key in new[] { code, $"{code}.short" })
        {
            var (english, russian) = (WordBook.Facts.Find(key, English), WordBook.Facts.Find(key, Russian));
            Assert.False(string.IsNullOrWhiteSpace(english), $"Facts.resx has no '{key}'.");
            Assert.True(!string.IsNullOrWhiteSpace(russian) && russian != english, $"Facts.ru.resx has no '{key}'.");
        }
    }

    [Fact]
    public void A_code_without_words_is_told_all_the_same() =>
        Assert.Equal("Ada Root recorded “some.thing” for Vector.", FactWords.Sentence(Tell("some.thing"), null, English, Moscow));

    [Fact]
    public void The_one_it_happened_to_is_spoken_to()
    {
        var person = PersonId.New();
        var telling = Tell("membership.granted", ("person", new FactValue.Reference(person.Value)), ("role", new FactValue.Text("Manager")));
        telling = telling with { Personal = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "Nora North" } };
        Assert.Equal("Ada Root gave you the role “Manager” for Vector.", FactWords.Sentence(telling, person, English, Moscow));
        Assert.Equal("Ada Root даёт участнику Nora North роль «Менеджер» по клиенту Vector.", FactWords.Sentence(telling, PersonId.New(), Russian, Moscow));
    }

    [Fact]
    public void A_page_shows_reason_and_changes_beside_the_sentence_and_nothing_of_an_entry_is_lost()
    {
        var stage = Guid.CreateVersion7();
        var telling = Tell("amendment.proposed",
            ("number", new FactValue.Whole(1)), ("contract-number", new FactValue.Text("2026-001")), ("effective-on", new FactValue.Day(new DateOnly(2026, 4, 2))),
            ("side", new FactValue.Text("Provider")), ("changes-hash", new FactValue.Hash(new byte[32])), ("base-version", new FactValue.Whole(1)),
            ("total", new FactValue.Change(new FactValue.Amount(19_500m, "EUR"), new FactValue.Amount(21_100m, "EUR"))),
            ("changes", new FactValue.Sequence(
            [
                new FactValue.Group(new Dictionary<string, FactValue>(StringComparer.Ordinal)
                {
                    ["change"] = new FactValue.Text("stage.price"), ["stage"] = new FactValue.Reference(stage), ["name"] = new FactValue.Text("Launch"),
                    ["price"] = new FactValue.Change(new FactValue.Amount(8_000m, "EUR"), new FactValue.Amount(9_600m, "EUR")),
                }),
                new FactValue.Group(new Dictionary<string, FactValue>(StringComparer.Ordinal)
                {
                    ["change"] = new FactValue.Text("contract.end"), ["ends"] = new FactValue.Change(null, new FactValue.Day(new DateOnly(2026, 12, 31))),
                }),
            ])));
        telling = telling with
        {
            Leaf = telling.Leaf with { Personal = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = "x" } },
            Personal = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = "More titles." },
        };

        Assert.Equal("Ada Root proposed amendment 1 to contract 2026-001, to apply from 2 April 2026. The total: 19,500.00\u00a0EUR → 21,100.00\u00a0EUR. The reason: More titles.",
            FactWords.Sentence(telling, null, English, Moscow));
        Assert.Equal("Ada Root proposed amendment 1, to apply from 2 April 2026.", FactWords.Heading(telling, null, English, Moscow));
        Assert.Equal("Ada Root предлагает изменение 1, с 2 апреля 2026.", FactWords.Heading(telling, null, Russian, Moscow));
        Assert.Equal(
            [
                new FactChange("Stage “Launch”, price", "8,000.00\u00a0EUR", "9,600.00\u00a0EUR"), new FactChange("The contract, last day", null, "31 December 2026"),
                new FactChange("price of the whole", "19,500.00\u00a0EUR", "21,100.00\u00a0EUR"),
            ],
            FactParts.Changes(telling, English, Moscow));
        Assert.Equal(
            [
                ("исходная версия", "1"), ("отпечаток изменений", "SHA-256 " + new string('0', 64)), ("номер договора", "2026-001"),
                ("действует с", "2 апреля 2026"), ("номер", "1"), ("сторона", "исполнитель"),
            ],
            FactParts.Details(telling, Russian, Moscow).Select(detail => (detail.What, detail.Text)));
    }

    [Fact]
    public void Every_value_of_a_fact_has_a_name_in_both_languages()
    {
        var names = FactCodes.Names;
        Assert.Superset(new HashSet<string>(["effective-on", "notice-days", "deliverables"], StringComparer.Ordinal), names.ToHashSet(StringComparer.Ordinal));
        foreach (var name in names)
        {
            foreach (var culture in new[] { English, Russian })
                Assert.True((WordBook.Facts.Find($"Field.{name}", culture) ?? WordBook.Facts.Find($"Field.personal.{name}", culture)) is { Length: > 0 }, $"Facts has no 'Field.{name}' in {culture.Name}.");
        }
    }

    [Fact]
    public void What_has_no_value_is_left_out_and_what_was_erased_is_said_to_be()
    {
        var telling = Tell("right.revoked", ("right", new FactValue.Text("SignForProvider"))) with { ClientName = null };
        Assert.Equal("Ada Root took the right “Signs for the provider” from —.", FactWords.Sentence(telling, null, English, Moscow));
        telling = telling with { Leaf = telling.Leaf with { Personal = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "x", ["reason"] = "y" } } };
        Assert.Equal("Ada Root took the right “Signs for the provider” from (erased). The reason: (erased)", FactWords.Sentence(telling, null, English, Moscow));
    }

    [Fact]
    public void Changes_show_old_and_new_in_the_readers_language()
    {
        var telling = Tell("client.changed",
            ("name", new FactValue.Change(new FactValue.Text("Vektor"), new FactValue.Text("Vector"))),
            ("language", new FactValue.Change(new FactValue.Text("English"), new FactValue.Text("Russian"))),
            ("address", new FactValue.Change(null, new FactValue.Text("1 Harbour Street"))));
        Assert.Equal("Ada Root corrected the details of Vector: address: nothing → 1 Harbour Street; language: English → Russian; name: Vektor → Vector.",
            FactWords.Sentence(telling, null, English, Moscow));
        Assert.Equal("Ada Root исправляет данные клиента Vector: адрес: ничего → 1 Harbour Street; язык: английский → русский; название: Vektor → Vector.",
            FactWords.Sentence(telling, null, Russian, Moscow));
    }

    [Theory]
    [InlineData("en-GB", "12,500.00\u00a0RUB | 14 May 2026 | 2 March 2026, 12:00 | 1,234.5 | yes | 0a0b0c0d0e0f…")]
    [InlineData("ru-RU", "12\u00a0500,00\u00a0RUB | 14 мая 2026 | 2 марта 2026, 12:00 | 1\u00a0234,5 | да | 0a0b0c0d0e0f…")]
    public void Values_are_written_as_the_culture_writes_them(string culture, string expected)
    {
        var telling = Tell("client.changed", ("all", new FactValue.Change(null, new FactValue.Sequence(
        [
            new FactValue.Amount(12500m, "RUB"), new FactValue.Day(new DateOnly(2026, 5, 14)), new FactValue.Moment(FakeClock.Start),
            new FactValue.Number(1234.50m), new FactValue.Flag(true), new FactValue.Hash(new byte[] { 10, 11, 12, 13, 14, 15, 16, 17 }),
        ]))));
        Assert.Contains(expected.Replace(" | ", "; ", StringComparison.Ordinal), FactWords.Sentence(telling, null, CultureInfo.GetCultureInfo(culture), Moscow), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a {b} c", "a B c")]
    [InlineData("a[ {none}] c", "a c")]
    [InlineData("a[ {b} {none}][ {b}] c", "a B c")]
    [InlineData("{b:F}", "B:F")]
    public void A_template_fills_its_places_and_leaves_out_brackets_without_a_value(string template, string expected) =>
        Assert.Equal(expected, Template.Fill(template, (name, format) => name == "b" ? format is null ? "B" : $"B:{format}" : null));

    [Theory]
    [InlineData("contract", "/contracts/")]
    [InlineData("amendment", "/amendments/")]
    [InlineData("client", "/clients/")]
    [InlineData("membership", "/profile")]
    [InlineData("something-new", "/notices")]
    public void A_subject_leads_to_its_page_or_back_to_the_notices(string kind, string address) =>
        Assert.StartsWith(address, FactAddresses.Of(new FactSubject(kind, Guid.CreateVersion7())), StringComparison.Ordinal);

    [Fact]
    public void An_entry_of_before_names_stood_in_it_names_the_person_and_leads_who_else_reads_it_to_the_client()
    {
        var (person, client) = (PersonId.New(), ClientId.New());
        var telling = Tell("person.disabled", ("of-client", new FactValue.Reference(client.Value)));
        telling = telling with
        {
            Leaf = telling.Leaf with { Client = null, Subject = new FactSubject("person", person.Value) },
            Names = new Dictionary<Guid, string> { [person.Value] = "Nora North", [client.Value] = "Vector" },
        };

        Assert.Equal("Ada Root shut Nora North (Vector) out of the portal.", FactWords.Sentence(telling, PersonId.New(), English, Moscow));
        Assert.Equal($"/clients/{client}", FactAddresses.Of(telling.Leaf, PersonId.New()));
        Assert.Equal("/profile/security", FactAddresses.Of(telling.Leaf, person));
    }

    [Theory]
    [InlineData("clause")]
    [InlineData("stage")]
    [InlineData(null)]
    public void A_notice_of_what_was_said_about_an_offer_leads_to_where_it_was_said(string? about)
    {
        var thing = Guid.CreateVersion7();
        var telling = about is null ? Tell("contract.commented", ("side", new FactValue.Text("Client"))) : Tell("contract.commented", (about, new FactValue.Reference(thing)));

        Assert.EndsWith($"#{FactAddresses.Thread(about is null ? null : thing)}", FactAddresses.Of(telling.Leaf, PersonId.New()), StringComparison.Ordinal);
    }

    private static Telling Tell(string code, params (string Name, FactValue Value)[] values)
    {
        var empty = new Dictionary<string, string>(StringComparer.Ordinal);
        var leaf = new LeafContent(EntryId.New(), ClientId.New(), code, new FactSubject("thing", Guid.CreateVersion7()), FakeClock.Start, PersonId.New(),
            values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal), empty);
        return new Telling(leaf, "Ada Root", "Vector", empty, new Dictionary<Guid, string>());
    }
}
