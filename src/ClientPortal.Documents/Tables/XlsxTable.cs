using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClientPortal.Documents.Tables;

/// <summary>
/// Tables as a workbook (ECMA-376): a bold heading that stays in sight, and every cell as what its column says, so that nothing is taken for a formula, a date or a number it is
/// not. What is longer than a sheet goes on in the next.
/// </summary>
public static class XlsxTable
{
    /// <summary>Rows of a sheet, the heading among them.</summary>
    public const int MostRows = 1_048_576;

    /// <summary>Letters of a cell; more are left out, and an ellipsis says so.</summary>
    public const int MostLetters = 32_767;

    private const uint Plain = 0, Heading = 1, Dated = 2;

    // Beyond those that are built in (ECMA-376 part 1, 18.8.30).
    private const uint DatedFormat = 164;

    /// <summary>Writes row by row into a file on the disk and then to where it belongs, so that an export of any length takes little memory.</summary>
    /// <param name="to">Where to; not closed.</param>
    /// <param name="name">The name of the sheet.</param>
    /// <param name="header">The columns, at least one.</param>
    /// <param name="rows">Each with as many cells as the header, in the form of its column; null is an empty cell.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <param name="mostRows">Rows of a sheet, for tests.</param>
    public static async Task WriteAsync(
        Stream to, string name, IReadOnlyList<XlsxColumn> header, IAsyncEnumerable<IReadOnlyList<string?>> rows, CancellationToken cancellation, int mostRows = MostRows)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(rows);
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 65_536, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await WriteBookAsync(file, name, header, rows, mostRows, cancellation);
        file.Position = 0;
        await file.CopyToAsync(to, cancellation);
    }

    private static async Task WriteBookAsync(Stream file, string name, IReadOnlyList<XlsxColumn> header, IAsyncEnumerable<IReadOnlyList<string?>> rows, int mostRows, CancellationToken cancellation)
    {
        using var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var sheets = new Sheets();
        await using var row = rows.GetAsyncEnumerator(cancellation);
        for (var more = await row.MoveNextAsync(); more || !sheets.HasChildren;)
        {
            var part = book.AddNewPart<WorksheetPart>();
            sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)sheets.Count() + 1, Name = sheets.HasChildren ? $"{Named(name)} {sheets.Count() + 1}" : Named(name) });
            using var writer = OpenXmlWriter.Create(part);
            Begin(writer, header);
            var written = 1;
            for (; more && written < mostRows; written++)
            {
                if (row.Current.Count != header.Count) throw new ArgumentException($"A row has {row.Current.Count} cells, the header {header.Count}.", nameof(rows));
                WriteRow(writer, row.Current.Select((cell, i) => CellOf(header[i].Kind, cell)));
                more = await row.MoveNextAsync();
            }

            writer.WriteEndElement();
            writer.WriteElement(new AutoFilter { Reference = $"A1:{Letters(header.Count)}{written}" });
            writer.WriteEndElement();
        }

        book.Workbook = new Workbook(sheets);
    }

    // The name of a column by its number from one: A to Z, AA, and so on.
    private static string Letters(int column) => column > 26 ? Letters((column - 1) / 26) + Letters(((column - 1) % 26) + 1) : ((char)('A' + column - 1)).ToString();

    private static void Begin(OpenXmlWriter writer, IReadOnlyList<XlsxColumn> header)
    {
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(header.Select((column, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = column.Width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, header.Select(column => TextCell(column.Name, Heading)));
    }

    private static void WriteRow(OpenXmlWriter writer, IEnumerable<Cell> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells) writer.WriteElement(cell);
        writer.WriteEndElement();
    }

    private static Cell CellOf(XlsxKind kind, string? text) => (kind, text) switch
    {
        (XlsxKind.Number, { Length: > 0 }) => new Cell(new CellValue(decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture))) { DataType = CellValues.Number, StyleIndex = Plain },
        // Workbooks know no zones: the moment by the clock of UTC, in days since the end of 1899.
        (XlsxKind.Moment, { Length: > 0 }) => new Cell(new CellValue(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime.ToOADate())) { DataType = CellValues.Number, StyleIndex = Dated },
        _ => TextCell(text ?? "", Plain),
    };

    private static Cell TextCell(string text, uint style) =>
        new(new InlineString(new Text(Said(text)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style };

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = DatedFormat, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm:ss" }) { Count = 1 },
        new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border()) { Count = 1 },
        new CellFormats(Format(font: 0), Format(font: 1), Format(font: 0, number: DatedFormat)) { Count = 3 });

    private static CellFormat Format(uint font, uint number = 0) =>
        new(new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = true }) { FontId = font, ApplyFont = true, ApplyAlignment = true, NumberFormatId = number, ApplyNumberFormat = number > 0 };

    // What XML cannot carry was never to be seen.
    private static string Said(string text)
    {
        var letters = string.Concat(text.Where((letter, i) => XmlConvert.IsXmlChar(letter)
            || (char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) || (char.IsLowSurrogate(letter) && i > 0 && char.IsHighSurrogate(text[i - 1]))));
        return letters.Length <= MostLetters ? letters : string.Concat(letters.AsSpan(0, char.IsHighSurrogate(letters[MostLetters - 2]) ? MostLetters - 2 : MostLetters - 1), "…");
    }

    // Thirty-one letters at most, and none that has a meaning in a formula.
    private static string Named(string name)
    {
        var plain = string.Concat(name.Where(letter => !"[]:*?/\\'".Contains(letter, StringComparison.Ordinal)));
        return plain.Length <= 24 ? plain : plain[..24].TrimEnd();
    }
}

/// <summary>A column of a workbook.</summary>
/// <param name="Name">What stands at its head.</param>
/// <param name="Kind">What its cells are.</param>
/// <param name="Width">How wide it is at first, in digits of the usual size.</param>
public sealed record XlsxColumn(string Name, XlsxKind Kind = XlsxKind.Text, int Width = 24);

/// <summary>What the cells of a column are.</summary>
public enum XlsxKind
{
    /// <summary>Text, whatever it looks like.</summary>
    Text,

    /// <summary>A number, given with a point and no other sign than a minus.</summary>
    Number,

    /// <summary>A moment, given by ISO 8601 with its offset; shown in UTC to the second.</summary>
    Moment,
}
