using System.Globalization;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Shared;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("$125.44", "125.44")]
    [InlineData("1 234,50", "1234.50")]
    [InlineData("1\u00A0234,50", "1234.50")]
    [InlineData("1\u202F234,50 ₽", "1234.50")]
    [InlineData("1,234.50", "1234.50")]
    [InlineData("1.234,50", "1234.50")]
    [InlineData("1'234.50", "1234.50")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("12.345.678", "12345678")]
    [InlineData("EUR 99,9", "99.9")]
    [InlineData("1 500 руб.", "1500")]
    [InlineData("0,125", "0.125")]
    [InlineData("1 000,125", "1000.125")]
    [InlineData(".5", "0.5")]
    [InlineData("0", "0")]
    public void An_amount_is_read_as_people_write_it(string text, string amount) =>
        Assert.Equal(new NumberRead(decimal.Parse(amount, CultureInfo.InvariantCulture), null), NumberText.Amount(text));

    [Theory]
    [InlineData(null, Rule.Required)]
    [InlineData("  ", Rule.Required)]
    [InlineData("-1", Rule.NegativeAmount)]
    [InlineData("\u22121,50", Rule.NegativeAmount)]
    [InlineData("(125.44)", Rule.NegativeAmount)]
    [InlineData("$-5", Rule.NegativeAmount)]
    [InlineData("-$5", Rule.NegativeAmount)]
    [InlineData("1e30", Rule.NotANumber)]
    [InlineData("BAD_PRICE_DATA", Rule.NotANumber)]
    [InlineData("$", Rule.NotANumber)]
    [InlineData(".", Rule.NotANumber)]
    [InlineData("1.", Rule.NotANumber)]
    [InlineData("12,34,5", Rule.NotANumber)]
    [InlineData("1 23,50", Rule.NotANumber)]
    [InlineData("1.2.3,4.5", Rule.NotANumber)]
    [InlineData("١٢٣", Rule.NotANumber)]
    [InlineData("1,234", Rule.NumberAmbiguous)]
    [InlineData("1.234", Rule.NumberAmbiguous)]
    [InlineData("99999999999999999999999999999999999", Rule.NumberTooLarge)]
    public void What_is_no_amount_is_refused_with_its_reason(string? text, Rule rule) => Assert.Equal(rule, NumberText.Amount(text).Rule);

    [Fact]
    public void Ten_thousand_digits_are_no_number() => Assert.Equal(Rule.NotANumber, NumberText.Amount(new string('9', 10_000)).Rule);

    [Theory]
    [InlineData("1,234", NumberStyle.Point, 1234)]
    [InlineData("1,234", NumberStyle.Comma, 1.234)]
    [InlineData("1.234", NumberStyle.Point, 1.234)]
    [InlineData("1.234", NumberStyle.Comma, 1234)]
    public void A_style_that_is_chosen_decides_what_else_is_ambiguous(string text, NumberStyle style, double amount) =>
        Assert.Equal((decimal)amount, NumberText.Amount(text, style).Value);

    [Theory]
    [InlineData("1,125", "1.125")]
    [InlineData("1.125", "1.125")]
    [InlineData("20%", "20")]
    [InlineData("1 000", "1000")]
    public void In_quantities_and_percents_point_and_comma_both_divide(string text, string number) =>
        Assert.Equal(decimal.Parse(number, CultureInfo.InvariantCulture), NumberText.Plain(text).Value);
}
