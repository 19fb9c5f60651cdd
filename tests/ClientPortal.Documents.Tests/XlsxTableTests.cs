using ClientPortal.Documents.Tables;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace ClientPortal.Documents.Tests;

public class XlsxTableTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_cell_is_text_as_it_was_given_and_nothing_is_a_formula()
    {
        IReadOnlyList<string?>[] rows = [["=1+2", "2026-03-01", "1 234,50"], [" дом ", null, "two\nlines"], ["<b>&\"", "🙂", "a\u0001b"]];

        var (sheets, faults) = await WrittenAsync("Record", [new("A"), new("B"), new("C")], rows);

        Assert.Empty(faults);
        var sheet = Assert.Single(sheets);
        Assert.Equal("Record", sheet.Name);
        Assert.Equal([["A", "B", "C"], ["=1+2", "2026-03-01", "1 234,50"], [" дом ", "", "two\nlines"], ["<b>&\"", "🙂", "ab"]], sheet.Rows);
    }

    [Fact]
    public async Task What_a_sheet_cannot_hold_goes_on_in_the_next_and_a_cell_that_is_too_long_says_so()
    {
        var rows = Enumerable.Range(1, 5).Select(IReadOnlyList<string?> (i) => [$"{i}"]).Append([new string('ж', 40_000)]);

        var (sheets, faults) = await WrittenAsync("A name: with [signs] and more than thirty letters", [new("N")], rows, mostRows: 4);

        Assert.Empty(faults);
        Assert.Equal([["N"], ["1"], ["2"], ["3"]], sheets[0].Rows);
        Assert.Equal([["N"], ["4"], ["5"], [new string('ж', XlsxTable.MostLetters - 1) + "…"]], sheets[1].Rows);
        Assert.Equal(["A name with signs and mo", "A name with signs and mo 2"], sheets.ConvertAll(sheet => sheet.Name));
    }

    [Fact]
    public async Task A_table_without_rows_has_its_heading()
    {
        var (sheets, faults) = await WrittenAsync("Record", [new("N")], []);

        Assert.Empty(faults);
        Assert.Equal([["N"]], Assert.Single(sheets).Rows);
    }

    [Fact]
    public async Task A_moment_and_a_number_can_be_sorted_and_reckoned_with()
    {
        IReadOnlyList<string?>[] rows = [["2026-03-01T12:00:00.000000Z", "-7"], ["2026-03-01T15:00:00+03:00", "12.5"], [null, ""]];

        var (sheets, faults) = await WrittenAsync("Record", [new("When", XlsxKind.Moment), new("How many", XlsxKind.Number)], rows);

        Assert.Empty(faults);
        // 1 March 2026 is the 46,082nd day of workbooks, and noon is half of it.
        Assert.Equal([["When", "How many"], ["46082.5", "-7"], ["46082.5", "12.5"], ["", ""]], Assert.Single(sheets).Rows);
    }

    private static async Task<(List<(string Name, List<string[]> Rows)> Sheets, List<string> Faults)> WrittenAsync(
        string name, IReadOnlyList<XlsxColumn> header, IEnumerable<IReadOnlyList<string?>> rows, int mostRows = XlsxTable.MostRows)
    {
        using var file = new MemoryStream();
        await XlsxTable.WriteAsync(file, name, header, rows.ToAsyncEnumerable(), Cancellation, mostRows);
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        var faults = new OpenXmlValidator().Validate(document, Cancellation).Select(fault => fault.Description).ToList();
        var sheets = document.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(sheet => (
            sheet.Name!.Value!,
            ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!)).Worksheet!.Descendants<Row>()
                .Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToArray()).ToList())).ToList();
        return (sheets, faults);
    }
}
