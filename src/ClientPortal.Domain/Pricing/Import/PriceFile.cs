using System.Text;
using ClientPortal.Domain.Shared;
using CsvHelper;

namespace ClientPortal.Domain.Pricing.Import;

/// <summary>How the letters of a file are kept.</summary>
public enum FileLetters
{
    /// <summary>UTF-8, with or without a byte order mark.</summary>
    Utf8,

    /// <summary>UTF-16, little-endian.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, big-endian.</summary>
    Utf16BigEndian,

    /// <summary>Windows-1251, as Russian spreadsheets still write it.</summary>
    Windows1251,
}

/// <summary>What divides the columns of a file.</summary>
public enum FileSeparator
{
    /// <summary>A comma.</summary>
    Comma,

    /// <summary>A semicolon.</summary>
    Semicolon,

    /// <summary>A tabulator.</summary>
    Tab,
}

/// <summary>A table in text form (RFC 4180, and the semicolons and tabulators people send instead of commas).</summary>
/// <param name="Letters">How its letters were kept.</param>
/// <param name="Separator">What divides its columns.</param>
/// <param name="Rows">Its rows, blank ones left out.</param>
public sealed record PriceFile(FileLetters Letters, FileSeparator Separator, IReadOnlyList<FileRow> Rows)
{
    /// <summary>No file is larger, in bytes.</summary>
    public const int MostBytes = MostMegabytes * 1024 * 1024;

    /// <summary>No file has more rows.</summary>
    public const int MostRows = 20_000;

    /// <summary>No file has more columns.</summary>
    public const int MostColumns = 200;

    private const int MostMegabytes = 5;

    private static readonly (byte[] Start, int At)[] OtherKinds =
    [
        ("PK\u0003\u0004"u8.ToArray(), 0), ("%PDF"u8.ToArray(), 0), ([0xD0, 0xCF, 0x11, 0xE0], 0), ([0x89, 0x50, 0x4E, 0x47], 0), ([0xFF, 0xD8, 0xFF], 0),
        ("GIF8"u8.ToArray(), 0), ("{\\rtf"u8.ToArray(), 0), ([0x1F, 0x8B], 0), ("Rar!"u8.ToArray(), 0), ([0x37, 0x7A, 0xBC, 0xAF], 0), ("ftyp"u8.ToArray(), 4),
    ];

    /// <summary>The most columns any row has.</summary>
    public int Columns => Rows.Count == 0 ? 0 : Rows.Max(row => row.Cells.Count);

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="separator">What divides its columns; null to find out.</param>
    /// <exception cref="RuleBroken">It is empty, too large, no text, not decodable or malformed; beside the field <c>File</c>.</exception>
    public static PriceFile Read(ReadOnlyMemory<byte> bytes, FileSeparator? separator = null)
    {
        if (bytes.Length > MostBytes) throw Refused(Rule.FileTooLarge, MostMegabytes);
        if (bytes.Length == 0) throw Refused(Rule.FileEmpty);
        if (OtherKinds.Any(kind => bytes.Length >= kind.At + kind.Start.Length && bytes.Span.Slice(kind.At, kind.Start.Length).SequenceEqual(kind.Start)))
            throw Refused(Rule.FileNotText);
        var (letters, text) = FileLetterDetection.Decode(bytes.Span);
        if (text.Contains('\0', StringComparison.Ordinal)) throw Refused(Rule.FileNotText);
        var divided = separator ?? FindSeparator(text);
        var rows = Parse(text, divided);
        return rows.Count == 0 ? throw Refused(Rule.FileEmpty) : new PriceFile(letters, divided, rows);
    }

    internal static RuleBroken Refused(Rule rule, params IReadOnlyList<object> arguments) => new(rule, "File", arguments);

    private static List<FileRow> Parse(string text, FileSeparator separator)
    {
        var options = new CsvReaderOptions
        {
            Separator = Mark(separator),
            HasHeader = false,
            Mode = CsvMode.Rfc4180,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            IncludeValuesInExceptions = false,
        };
        using var reader = CsvReader.FromText(text, options);
        var rows = new List<FileRow>();
        try
        {
            while (reader.Read())
            {
                if (reader.FieldCount > MostColumns) throw Refused(Rule.TooManyColumns, MostColumns);
                string[] cells = [.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetString(column).Trim())];
                if (cells.All(cell => cell.Length == 0)) continue;
                if (rows.Count == MostRows) throw Refused(Rule.TooManyRows, MostRows);
                rows.Add(new FileRow((int)reader.LineNumber, cells));
            }
        }
        catch (CsvFormatException fault)
        {
            throw Refused(Rule.FileMalformed, fault.LineNumber);
        }

        return rows;
    }

    private static FileSeparator FindSeparator(string text)
    {
        var counts = Enum.GetValues<FileSeparator>().ToDictionary(separator => separator, _ => new List<int>());
        var here = Enum.GetValues<FileSeparator>().ToDictionary(separator => separator, _ => 0);
        var (quoted, any, lines) = (false, false, 0);
        foreach (var unit in text.Append('\n'))
        {
            if (unit == '"') quoted = !quoted;
            else if (unit == '\n' && !quoted)
            {
                if (any)
                {
                    foreach (var (separator, count) in here) counts[separator].Add(count);
                    lines++;
                }

                foreach (var separator in counts.Keys) here[separator] = 0;
                any = false;
                if (lines == 50) break;
            }
            else
            {
                any |= !char.IsWhiteSpace(unit);
                if (quoted) continue;
                foreach (var separator in counts.Keys)
                {
                    if (Mark(separator) == unit) here[separator]++;
                }
            }
        }

        // The mark that divides most lines into the same number of columns; among equals the one that makes more of them.
        return counts.Where(pair => pair.Value.Any(count => count > 0))
            .Select(pair => (pair.Key, Usual: pair.Value.Where(count => count > 0).GroupBy(count => count).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First()))
            .OrderByDescending(found => found.Usual.Count()).ThenByDescending(found => found.Usual.Key)
            .Select(found => found.Key).FirstOrDefault(FileSeparator.Comma);
    }

    private static char Mark(FileSeparator separator) => separator switch
    {
        FileSeparator.Semicolon => ';',
        FileSeparator.Tab => '\t',
        _ => ',',
    };
}

/// <summary>One row of a file.</summary>
/// <param name="Line">The line of the file it begins on, from 1.</param>
/// <param name="Cells">What stands in it, trimmed.</param>
public sealed record FileRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>The cell of a column, from 0; empty where the row is shorter.</summary>
    public string Cell(int column) => column < Cells.Count ? Cells[column] : string.Empty;
}

/// <summary>Finds out how a file keeps its letters.</summary>
internal static class FileLetterDetection
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static (FileLetters Letters, string Text) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return (FileLetters.Utf8, Strict(Utf8, bytes, 3));
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return (FileLetters.Utf16LittleEndian, Strict(new UnicodeEncoding(false, false, true), bytes, 2));
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return (FileLetters.Utf16BigEndian, Strict(new UnicodeEncoding(true, false, true), bytes, 2));
        if (LooksLikeUtf16(bytes) is { } bigEndian)
            return (bigEndian ? FileLetters.Utf16BigEndian : FileLetters.Utf16LittleEndian, Strict(new UnicodeEncoding(bigEndian, false, true), bytes, 0));
        try
        {
            return (FileLetters.Utf8, Utf8.GetString(bytes));
        }
        catch (DecoderFallbackException fault)
        {
            if (!LooksLike1251(bytes)) throw PriceFile.Refused(Rule.FileNotDecodable, fault.Index + 1);
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(1251, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
            return (FileLetters.Windows1251, Strict(encoding, bytes, 0));
        }
    }

    private static string Strict(Encoding encoding, ReadOnlySpan<byte> bytes, int skip)
    {
        try
        {
            return encoding.GetString(bytes[skip..]);
        }
        catch (DecoderFallbackException fault)
        {
            throw PriceFile.Refused(Rule.FileNotDecodable, fault.Index + skip + 1);
        }
    }

    // Separators and digits have a zero byte in UTF-16, on one side of each pair; text in other forms has none.
    private static bool? LooksLikeUtf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % 2 != 0) return null;
        var (even, odd) = (0, 0);
        for (var i = 0; i < Math.Min(bytes.Length, 4096); i++)
        {
            if (bytes[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }

        return (even, odd) switch
        {
            (0, > 0) => false,
            ( > 0, 0) => true,
            _ => null,
        };
    }

    // Most of what is not ASCII must be Cyrillic letters, the rest the signs of that page; byte 98 has no meaning in it.
    private static bool LooksLike1251(ReadOnlySpan<byte> bytes)
    {
        var (letters, others) = (0, 0);
        foreach (var unit in bytes)
        {
            if (unit == 0x98 || (unit < 0x20 && unit is not (0x09 or 0x0A or 0x0D))) return false;
            if (unit < 0x80) continue;
            if (unit >= 0xC0 || unit is 0xA8 or 0xB8) letters++;
            else others++;
        }

        return letters >= 3 * others;
    }
}
