using ClientPortal.Domain.Pricing;

namespace ClientPortal.Domain.Tests.Pricing;

public sealed class PriceCodesTests
{
    [Theory]
    [InlineData("Interaction Designer", "interaction-designer")]
    [InlineData("  C# / .NET -- développeur (senior) ", "c-net-developpeur-senior")]
    [InlineData("Разработка щита", "razrabotka-shchita")]
    [InlineData("Объём работ", "obem-rabot")]
    [InlineData("!!!", "")]
    public void A_code_is_made_from_a_name(string name, string code) => Assert.Equal(code, PriceCodes.FromName(name));

    [Fact]
    public void A_long_name_makes_a_short_code() => Assert.True(PriceCodes.FromName(new string('x', 10_000)).Length <= PriceItemTerms.LongestCode);

    [Fact]
    public void A_taken_code_gets_the_first_free_number() => Assert.Equal("design-3", PriceCodes.Numbered("design", code => code == "design-2"));

    [Theory]
    [InlineData("A-1.2/b_c", true)]
    [InlineData("код", true)]
    [InlineData("-a", false)]
    [InlineData("a b", false)]
    [InlineData("<b>", false)]
    public void Codes_are_made_of_letters_digits_and_few_signs(string code, bool wellFormed) => Assert.Equal(wellFormed, PriceCodes.IsWellFormed(code));
}
