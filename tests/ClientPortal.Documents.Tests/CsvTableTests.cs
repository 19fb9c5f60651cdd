using System.Text;
using ClientPortal.Documents.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.Documents.Tests;

public class CsvTableTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"yes\"", "\"say \"\"yes\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(null, "")]
    [InlineData("=1+2", "'=1+2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+7 900 000-00-00", "'+7 900 000-00-00")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("+3", "+3")]
    [InlineData("-1,5", "\"-1,5\"")]
    [InlineData("-", "'-")]
    [InlineData("-1e5", "'-1e5")]
    public void A_cell_is_quoted_when_needed_and_never_a_formula(string? cell, string expected)
    {
        Assert.Equal($"column\r\n{expected}\r\n", Text(CsvTable.Write(["column"], [[cell]])));
    }

    [Fact]
    public void Whatever_the_cells_they_can_be_read_back()
    {
        var cell = Gen.Elements("", "a", "\"", ",", "\r\n", "\n", "я", " ", "=", "1").ListOf().Select(list => string.Concat(list));
        var rows = Gen.ListOf(Gen.ArrayOf(cell, 3));
        Prop.ForAll(rows.ToArbitrary(), table =>
        {
            var read = Parse(Text(CsvTable.Write(["a", "b", "c"], table))).Skip(1).ToArray();
            return read.Length == table.Count && read.Zip(table).All(pair => pair.First.SequenceEqual(pair.Second.Select(Guarded), StringComparer.Ordinal));
        }).QuickCheckThrowOnFailure();

        static string Guarded(string text) => text.StartsWith('=') || text.StartsWith('\r') ? "'" + text : text;
    }

    [Fact]
    public async Task Rows_written_one_by_one_give_the_same_file()
    {
        using var stream = new MemoryStream();
        await CsvTable.WriteAsync(stream, ["a", "b"], Rows(), TestContext.Current.CancellationToken);

        Assert.Equal(CsvTable.Write(["a", "b"], [["1", "да"], [null, "=x"]]), stream.ToArray());

        static async IAsyncEnumerable<IReadOnlyList<string?>> Rows()
        {
            yield return ["1", "да"];
            await Task.Yield();
            yield return [null, "=x"];
        }
    }

    [Fact]
    public void The_file_begins_with_a_byte_order_mark()
    {
        Assert.Equal([0xEF, 0xBB, 0xBF], CsvTable.Write(["a"], [])[..3]);
    }

    [Fact]
    public void A_row_that_does_not_match_the_header_is_refused()
    {
        Assert.Throws<ArgumentException>(() => CsvTable.Write(["a", "b"], [["1"]]));
        Assert.Throws<ArgumentException>(() => CsvTable.Write([], []));
    }

    private static string Text(byte[] csv) => Encoding.UTF8.GetString(csv, 3, csv.Length - 3);

    private static List<List<string>> Parse(string csv)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            var c = csv[i];
            if (quoted && c == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
                cell.Append(csv[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (quoted || c is not (',' or '\r'))
                cell.Append(c);
            else
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == ',')
                    continue;
                rows.Add(row);
                row = [];
                i++;
            }
        }

        return rows;
    }
}
