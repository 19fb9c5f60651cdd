using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClientPortal.Documents.Tables;

/// <summary>
/// Tables as a workbook (ECMA-376): a bold heading that stays in sight and every cell as text, so that nothing is taken for a formula, a date or a number it is
/// not. What is longer than a sheet goes on in the next.
/// </summary>
public static class XlsxTable
{
    /// <summary>Rows of a sheet, the heading among them.</summary>
    public const int MostRows = 1_048_576;

    /// <summary>Letters of a cell; more are left out, and an ellipsis says so.</summary>
    public const int MostLetters = 32_767;

    private const uint Plain = 0, Heading = 1;

    /// <summary>Writes row by row into a file on the disk and then to where it belongs, so that an export of any length takes little memory.</summary>
    /// <param name="to">Where to; not closed.</param>
    /// <param name="name">The name of the sheet.</param>
    /// <param name="header">Names of the columns, at least one.</param>
    /// <param name="rows">Each with as many cells as the header; null is an empty cell.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <param name="mostRows">Rows of a sheet, for tests.</param>
    public static async Task WriteAsync(
        Stream to, string name, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string?>> rows, CancellationToken cancellation, int mostRows = MostRows)
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

    private static async Task WriteBookAsync(Stream file, string name, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string?>> rows, int mostRows, CancellationToken cancellation)
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
            for (var written = 1; more && written < mostRows; written++)
            {
                if (row.Current.Count != header.Count) throw new ArgumentException($"A row has {row.Current.Count} cells, the header {header.Count}.", nameof(rows));
                WriteRow(writer, row.Current, Plain);
                more = await row.MoveNextAsync();
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        book.Workbook = new Workbook(sheets);
    }

    private static void Begin(OpenXmlWriter writer, IReadOnlyList<string> header)
    {
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(new Column { Min = 1, Max = (uint)header.Count, Width = 24, CustomWidth = true }));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, header, Heading);
    }

    private static void WriteRow(OpenXmlWriter writer, IReadOnlyList<string?> cells, uint style)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
            writer.WriteElement(new Cell(new InlineString(new Text(Said(cell ?? "")) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style });
        writer.WriteEndElement();
    }

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border()) { Count = 1 },
        new CellFormats(Format(font: 0), Format(font: 1)) { Count = 2 });

    private static CellFormat Format(uint font) =>
        new(new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = true }) { FontId = font, ApplyFont = true, ApplyAlignment = true };

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
