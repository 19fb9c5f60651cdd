using System.Text;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Shared;

public sealed class FormRulesTests
{
    [Fact]
    public void A_text_is_kept_trimmed_and_in_normal_form_C()
    {
        var rules = new FormRules();

        Assert.Equal("Café", rules.Text(" \t Cafe\u0301\n", "Name", 10));
        Assert.Equal("Андрей", rules.Text("Андреи\u0306", "Name", 10));
        rules.ThrowIfBroken();
    }

    [Theory]
    [InlineData("🙂 👩‍👩‍👧‍👦 🇬🇪")]
    [InlineData("שלום עולם")]
    [InlineData("مرحبا بالعالم")]
    [InlineData("Ελληνικά, ქართული, 日本語")]
    [InlineData("O’Brien-Łukasz & Søn <sales>")]
    public void Every_script_and_every_sign_is_welcome(string text)
    {
        var rules = new FormRules();

        Assert.Equal(text, rules.Text(text, "Name", 100));
        Assert.Equal(text, rules.Line(text, "Name", 100));
        rules.ThrowIfBroken();
    }

    [Fact]
    public void Ten_thousand_characters_are_kept_where_there_is_room_and_told_where_there_is_not()
    {
        var text = new string('ж', 10_000);

        Assert.Equal(text, new FormRules().Text(text, "Text", 10_000));
        var refusal = Single(rules => rules.Text(text + "ж", "Text", 10_000));
        Assert.Equal(new Refusal(Rule.TooLong, "Text").Rule, refusal.Rule);
        Assert.Equal([10_000, 10_001], refusal.Arguments);
    }

    // U+0958 becomes two letters in normal form C: what is measured is what is kept.
    [Fact]
    public void What_grows_in_normal_form_is_measured_as_it_is_kept()
    {
        Assert.Equal(Rule.TooLong, Single(rules => rules.Text("\u0958\u0958\u0958", "Name", 5)).Rule);
        Assert.Equal("\u0915\u093C", new FormRules().Text("\u0958", "Name", 2));
    }

    // A browser counts a line's end as one character and posts two.
    [Fact]
    public void The_end_of_a_line_is_one_character_whoever_wrote_it()
    {
        Assert.Equal("a\nb\nc\nd", new FormRules().Text("a\r\nb\rc\nd", "Text", 7));
        Assert.Equal(Rule.TooLong, Single(rules => rules.Text("a\r\nb\r\nc", "Text", 4)).Rule);
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\r\nBcc: everybody@example.com")]
    [InlineData("a\tb")]
    public void A_line_has_no_line_ends_and_no_tabs_in_it(string text) =>
        Assert.Equal(Rule.UnprintableText, Single(rules => rules.Line(text, "Name", 100)).Rule);

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0x0007)]
    [InlineData(0x001B)]
    [InlineData(0x007F)]
    [InlineData(0x0085)]
    [InlineData(0xD83D)]
    [InlineData(0xDE42)]
    [InlineData(0xFFFD)]
    public void Control_characters_and_half_surrogate_pairs_are_refused(int unit) =>
        Assert.Equal(Rule.UnprintableText, Single(rules => rules.Text($"a{(char)unit}b", "Text", 100)).Rule);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n\u00A0\u3000")]
    [InlineData("\u200B\u200D\u2060\uFEFF")]
    [InlineData(" \u202E ")]
    public void Nothing_to_be_seen_is_nothing_given(string? text)
    {
        Assert.Equal(Rule.Required, Single(rules => rules.Text(text, "Name", 100)).Rule);
        var optional = new FormRules();
        Assert.Equal(string.Empty, optional.Text(text, "Name", 100, required: false));
        optional.ThrowIfBroken();
    }

    [Theory]
    [InlineData("olga@example.com")]
    [InlineData("o'brien+portal@mail.example.co.uk")]
    [InlineData("ольга@почта.рф")]
    public void An_address_is_kept_as_it_was_typed(string address) => Assert.Equal(address, new FormRules().Email($" {address} ", "Email"));

    [Theory]
    [InlineData("olga")]
    [InlineData("olga@")]
    [InlineData("@example.com")]
    [InlineData("olga@localhost")]
    [InlineData("Olga <olga@example.com>")]
    [InlineData("olga@example.com, ivan@example.com")]
    [InlineData("olga @example.com")]
    [InlineData("olga@exa mple.com")]
    public void What_is_no_single_address_is_refused(string address) => Assert.Equal(Rule.NotAnEmail, Single(rules => rules.Email(address, "Email")).Rule);

    [Fact]
    public void An_address_longer_than_mail_can_carry_is_refused() =>
        Assert.Equal(Rule.TooLong, Single(rules => rules.Email($"{new string('a', 243)}@example.com", "Email")).Rule);

    [Theory]
    [InlineData("Europe/London")]
    [InlineData("Asia/Tbilisi")]
    [InlineData("UTC")]
    public void A_zone_is_known_by_its_name(string zone) => Assert.Equal(zone, new FormRules().Zone(zone, "Zone"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    [InlineData("Russian Standard Time")]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/localtime")]
    [InlineData("localtime")]
    [InlineData("right/Europe/London")]
    public void Another_zone_is_refused(string? zone) => Assert.Equal(Rule.UnknownZone, Single(rules => rules.Zone(zone, "Zone")).Rule);

    [Fact]
    public void A_choice_is_one_of_those_offered()
    {
        Assert.Equal(Language.Russian, new FormRules().OneOf<Language>(Language.Russian, "Language", Enum.GetValues<Language>()));
        Assert.Equal(Rule.NotOffered, Single(rules => rules.OneOf<Language>(null, "Language", Enum.GetValues<Language>())).Rule);
        Assert.Equal(Rule.NotOffered, Single(rules => rules.OneOf<Language>((Language)7, "Language", Enum.GetValues<Language>())).Rule);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_each_beside_its_field()
    {
        var rules = new FormRules();
        rules.Text("", "Name", 10);
        rules.Email("x", "Email");
        rules.Zone("x", "Zone");

        var broken = Assert.Throws<RuleBroken>(rules.ThrowIfBroken);

        Assert.Equal([(Rule.Required, "Name"), (Rule.NotAnEmail, "Email"), (Rule.UnknownZone, "Zone")], broken.Refusals.Select(refusal => (refusal.Rule, refusal.Field!)));
    }

    [Fact]
    public void Whatever_is_kept_can_be_written_and_is_as_short_as_it_must_be() => FsCheck.Check.QuickThrowOnFailure(FsCheck.Fluent.Prop.ForAll<string?>(text =>
    {
        var kept = new FormRules().Text(text, "Text", 20);
        return kept.Length <= 20 && kept.IsNormalized(NormalizationForm.FormC) && new UTF8Encoding(false, true).GetByteCount(kept) >= kept.Length && !kept.Contains('\r', StringComparison.Ordinal);
    }));

    private static Refusal Single(Action<FormRules> form)
    {
        var rules = new FormRules();
        form(rules);
        return Assert.Single(Assert.Throws<RuleBroken>(rules.ThrowIfBroken).Refusals);
    }
}
