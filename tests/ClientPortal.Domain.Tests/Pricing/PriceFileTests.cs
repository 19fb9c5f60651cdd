using System.Text;
using ClientPortal.Domain.Pricing.Import;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Pricing;

public sealed class PriceFileTests
{
    private const string Russian = "Код;Название;Цена\nА-1;Разработка;1 234,50\nА-2;Проверка;900,00\n";

    [Fact]
    public void Letters_are_found_in_every_form_people_send()
    {
        var cp1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
        (byte[] Bytes, FileLetters Letters)[] files =
        [
            (Encoding.UTF8.GetBytes(Russian), FileLetters.Utf8),
            ([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Russian)], FileLetters.Utf8),
            ([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Russian)], FileLetters.Utf16LittleEndian),
            (Encoding.Unicode.GetBytes(Russian), FileLetters.Utf16LittleEndian),
            ([.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Russian)], FileLetters.Utf16BigEndian),
            (cp1251.GetBytes(Russian), FileLetters.Windows1251),
        ];

        Assert.All(files, expected =>
        {
            var file = PriceFile.Read(expected.Bytes);
            Assert.Equal(expected.Letters, file.Letters);
            Assert.Equal(FileSeparator.Semicolon, file.Separator);
            Assert.Equal(["А-1", "Разработка", "1 234,50"], file.Rows[1].Cells);
        });
    }

    [Fact]
    public void Bytes_that_are_no_letters_are_refused_and_the_first_is_named()
    {
        byte[] bytes = [.. "code,name\na,"u8, 0xFF, 0x81, 0x98, (byte)'\n'];

        Assert.Equal((Rule.FileNotDecodable, 13), (Refused(bytes).Rule, Refused(bytes).Arguments[0]));
    }

    [Fact]
    public void A_file_with_bad_utf8_behind_its_mark_is_not_guessed_at() =>
        Assert.Equal(Rule.FileNotDecodable, Refused([0xEF, 0xBB, 0xBF, (byte)'a', 0xC3]).Rule);

    [Theory]
    [InlineData("PK\u0003\u0004 and so on")]
    [InlineData("%PDF-1.7")]
    [InlineData("GIF89a")]
    public void Workbooks_documents_and_pictures_are_refused_as_such(string text) => Assert.Equal(Rule.FileNotText, Refused(Encoding.Latin1.GetBytes(text)).Rule);

    [Fact]
    public void A_file_that_is_too_large_too_long_too_wide_or_empty_is_refused()
    {
        Assert.Equal(Rule.FileTooLarge, Refused(new byte[50 * 1024 * 1024]).Rule);
        Assert.Equal(Rule.TooManyRows, Refused(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a,b\n", PriceFile.MostRows + 1)))).Rule);
        Assert.Equal(Rule.TooManyColumns, Refused(Encoding.UTF8.GetBytes(new string(',', PriceFile.MostColumns) + "x\n")).Rule);
        Assert.Equal(Rule.FileEmpty, Refused([]).Rule);
        Assert.Equal(Rule.FileEmpty, Refused("\n , ,\n\n"u8.ToArray()).Rule);
    }

    [Theory]
    [InlineData("code,name\na,\"never closed\nb,c\n")]
    [InlineData("code,name\na,\"closed\" and more\n")]
    public void Quotes_that_do_not_close_are_refused_with_their_line(string text)
    {
        var refusal = Refused(Encoding.UTF8.GetBytes(text));

        Assert.Equal(Rule.FileMalformed, refusal.Rule);
        Assert.Equal(2L, refusal.Arguments[0]);
    }

    [Fact]
    public void Quoted_fields_hold_separators_quotes_and_line_breaks_and_lines_are_still_counted_right()
    {
        var file = PriceFile.Read("code,name\r\na,\"one, \"\"two\"\"\r\nthree\"\r\n\r\nb,four\r\n"u8.ToArray());

        Assert.Equal(["a", "one, \"two\"\r\nthree"], file.Rows[1].Cells);
        Assert.Equal([1, 2, 5], file.Rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("a;b;c\n1,5;2,5;3,5\n", FileSeparator.Semicolon)]
    [InlineData("a,b,c\n1;2,3,4\n5,6,7\n", FileSeparator.Comma)]
    [InlineData("a\tb\n\"1,2,3\"\t4\n", FileSeparator.Tab)]
    [InlineData("alone\n", FileSeparator.Comma)]
    public void The_separator_is_found(string text, FileSeparator separator) => Assert.Equal(separator, PriceFile.Read(Encoding.UTF8.GetBytes(text)).Separator);

    private static Refusal Refused(byte[] bytes) => Assert.Single(Assert.Throws<RuleBroken>(() => PriceFile.Read(bytes)).Refusals);
}
