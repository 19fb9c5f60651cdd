using System.Buffers;
using System.Globalization;
using System.Text;

namespace ClientPortal.Documents.Tables;

/// <summary>
/// Tables as CSV by RFC 4180: commas, CRLF, quotes doubled; UTF-8 with a byte order mark, by which spreadsheets know the encoding.
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front, unless it is a plain number.
/// </summary>
public static class CsvTable
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>The whole file.</summary>
    /// <param name="header">Names of the columns, at least one.</param>
    /// <param name="rows">Each with as many cells as the header; null is an empty cell.</param>
    /// <exception cref="ArgumentException">The header is empty or a row has more or fewer cells than it.</exception>
    public static byte[] Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder();
        AppendHeader(text, header);
        foreach (var row in rows)
            AppendRow(text, row, header.Count);
        return [.. Utf8.GetPreamble(), .. Utf8.GetBytes(text.ToString())];
    }

    /// <summary>Writes row by row, so that an export of any length takes little memory.</summary>
    /// <param name="to">Where to; not closed.</param>
    /// <param name="header">Names of the columns, at least one.</param>
    /// <param name="rows">Each with as many cells as the header; null is an empty cell.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="ArgumentException">The header is empty or a row has more or fewer cells than it.</exception>
    public static async Task WriteAsync(
        Stream to, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string?>> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(rows);
        var line = new StringBuilder();
        AppendHeader(line, header);
        await using var writer = new StreamWriter(to, Utf8, leaveOpen: true);
        await writer.WriteAsync(line, cancellation);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            AppendRow(line.Clear(), row, header.Count);
            await writer.WriteAsync(line, cancellation);
        }
    }

    private static void AppendHeader(StringBuilder text, IReadOnlyList<string> header)
    {
        if (header.Count == 0)
            throw new ArgumentException("A table needs a column.", nameof(header));
        AppendRow(text, header, header.Count);
    }

    private static void AppendRow(StringBuilder text, IReadOnlyList<string?> cells, int columns)
    {
        if (cells.Count != columns)
            throw new ArgumentException($"A row has {cells.Count} cells, the header {columns}.", nameof(cells));
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                text.Append(',');
            AppendCell(text, Harmless(cells[i] ?? string.Empty));
        }

        text.Append("\r\n");
    }

    private static void AppendCell(StringBuilder text, string cell)
    {
        if (cell.AsSpan().ContainsAny(NeedQuotes) || cell.StartsWith(' ') || cell.EndsWith(' '))
            text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            text.Append(cell);
    }

    private static string Harmless(string cell) => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !IsNumber(cell)
        ? "'" + cell
        : cell;

    /// <summary>A sign, digits, at most one point or comma: nothing that could be calculated.</summary>
    private static bool IsNumber(string cell) =>
        decimal.TryParse(cell.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
        && cell.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '.' or ',');
}
