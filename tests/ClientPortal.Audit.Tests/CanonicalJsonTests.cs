using System.Globalization;
using System.Text;
using System.Text.Json;
using ClientPortal.Audit.Leaves;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.Audit.Tests;

public sealed class CanonicalJsonTests
{
    // RFC 8785, section 3.2.2: the string of the sample, without its floating-point numbers, which leaves do not have.
    [Fact]
    public void The_string_and_the_literals_of_the_RFCs_sample_come_out_as_it_prints_them()
    {
        var value = Members(
            ("string", "€$\u000F\nA'B\"\\\\\"/"),
            ("literals", new List<object?> { null, true, false }));

        Assert.Equal("""{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}""", Text(value));
    }

    // RFC 8785, section 3.2.3: the pair of surrogates sorts before U+FB33, which by code point it would not.
    [Fact]
    public void Names_are_sorted_by_UTF16_units_as_in_the_RFCs_example()
    {
        var value = Members(
            ("€", "Euro Sign"),
            ("\r", "Carriage Return"),
            ("\uFB33", "Hebrew Letter Dalet With Dagesh"),
            ("1", "One"),
            ("\U0001F600", "Emoji: Grinning Face"),
            ("\u0080", "Control"),
            ("ö", "Latin Small Letter O With Diaeresis"));

        Assert.Equal(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\","
            + "\"€\":\"Euro Sign\",\"\U0001F600\":\"Emoji: Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}",
            Text(value));
    }

    // RFC 8785, section 3.2.2.2.
    [Theory]
    [InlineData("\b\t\n\f\r", @"\b\t\n\f\r")]
    [InlineData("\0\u0001\u001F", @"\u0000\u0001\u001f")]
    [InlineData("\"\\", @"\""\\")]
    [InlineData("/\u007F\u0080\u2028 <&>", "/\u007F\u0080\u2028 <&>")]
    public void Only_what_must_be_escaped_is_escaped_and_the_shortest_way(string text, string escaped) =>
        Assert.Equal($"\"{escaped}\"", Text(text));

    // The units are given as numbers: an attribute's text is kept as UTF-8, which has no half pairs.
    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDBFF)]
    [InlineData(0xDC00)]
    [InlineData(0xDFFF)]
    public void Half_a_surrogate_pair_is_refused_as_value_and_as_name(int unit)
    {
        foreach (var text in new[] { $"{(char)unit}", $"a{(char)unit}b", $"\U0001F600{(char)unit}", $"{(char)unit}{(char)unit}" })
        {
            Assert.Throws<ArgumentException>(() => CanonicalJson.Write(text));
            Assert.Throws<ArgumentException>(() => CanonicalJson.Write(Members((text, null))));
        }
    }

    [Theory]
    [InlineData(9_007_199_254_740_991, "9007199254740991")]
    [InlineData(-9_007_199_254_740_991, "-9007199254740991")]
    [InlineData(0, "0")]
    public void Whole_numbers_that_a_double_carries_exactly_are_written_plainly(long number, string text) => Assert.Equal(text, Text(number));

    [Theory]
    [InlineData(9_007_199_254_740_992)]
    [InlineData(-9_007_199_254_740_992)]
    [InlineData(long.MinValue)]
    public void Whole_numbers_beyond_are_refused(long number) => Assert.Throws<ArgumentException>(() => CanonicalJson.Write(number));

    [Fact]
    public void Types_that_have_no_one_form_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(0.5));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(0.5m));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(Guid.Empty));
    }

    [Fact]
    public void There_is_no_byte_order_mark_and_no_white_space() =>
        Assert.Equal("""{"a":[1,{"b":null}]}"""u8.ToArray(), CanonicalJson.Write(Members(("a", new List<object?> { 1L, Members(("b", null)) }))));

    [Fact]
    public void Numbers_do_not_follow_the_machines_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        try
        {
            Assert.Equal("-7", Text(-7L));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Any_text_is_read_back_by_another_reader_as_it_was() => Check.QuickThrowOnFailure(Prop.ForAll<string>(text =>
    {
        if (text is null || !IsWhole(text)) return true;
        var read = JsonSerializer.Deserialize<Dictionary<string, string>>(CanonicalJson.Write(Members((text, text))))!;
        return read[text] == text;
    }));

    private static bool IsWhole(string text)
    {
        try
        {
            _ = new UTF8Encoding(false, true).GetBytes(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static Dictionary<string, object?> Members(params (string Name, object? Value)[] members) =>
        members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);

    private static string Text(object? value) => Encoding.UTF8.GetString(CanonicalJson.Write(value));
}
