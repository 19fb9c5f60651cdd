using System.Text;

namespace ClientPortal.Domain.Files;

/// <summary>The kinds of file the portal keeps.</summary>
public enum FileKind
{
    /// <summary>Portable Document Format.</summary>
    Pdf,

    /// <summary>Portable Network Graphics.</summary>
    Png,

    /// <summary>A JPEG picture.</summary>
    Jpeg,

    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>An Office Open XML workbook.</summary>
    Xlsx,

    /// <summary>Plain text.</summary>
    Text,
}

/// <summary>What a kind of file looks like from outside and inside.</summary>
public static class FileKinds
{
    private static readonly Dictionary<string, FileKind> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = FileKind.Pdf,
        [".png"] = FileKind.Png,
        [".jpg"] = FileKind.Jpeg,
        [".jpeg"] = FileKind.Jpeg,
        [".csv"] = FileKind.Csv,
        [".xlsx"] = FileKind.Xlsx,
        [".txt"] = FileKind.Text,
    };

    /// <summary>The kind a file's name claims; null when it is none the portal keeps.</summary>
    public static FileKind? Claimed(string? fileName) =>
        ByExtension.TryGetValue(Path.GetExtension(fileName ?? string.Empty), out var kind) ? kind : null;

    /// <summary>The media type it is served as.</summary>
    public static string MediaType(this FileKind kind) => kind switch
    {
        FileKind.Pdf => "application/pdf",
        FileKind.Png => "image/png",
        FileKind.Jpeg => "image/jpeg",
        FileKind.Csv => "text/csv",
        FileKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        FileKind.Text => "text/plain",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of file."),
    };

    /// <summary>The ending of its name, with the dot.</summary>
    public static string Extension(this FileKind kind) => ByExtension.First(pair => pair.Value == kind).Key;

    /// <summary>Whether the first bytes are those of the kind; for text, whether no byte is one that text cannot hold.</summary>
    /// <remarks>Tables and text come in several encodings (UTF-8, UTF-16 with its mark, Windows-1251), so only control bytes are refused.</remarks>
    public static bool Begins(this FileKind kind, ReadOnlySpan<byte> bytes) => kind switch
    {
        FileKind.Pdf => bytes.StartsWith("%PDF-"u8),
        FileKind.Png => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
        FileKind.Jpeg => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        FileKind.Xlsx => IsWorkbook(bytes),
        FileKind.Csv or FileKind.Text => IsText(bytes),
        _ => false,
    };

    // A ZIP (APPNOTE, section 4.3.7) that names the part every workbook has (ECMA-376, part 1, section 12.3.23).
    private static bool IsWorkbook(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\u0003\u0004"u8) && bytes.IndexOf("xl/workbook.xml"u8) >= 0;

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)) return bytes.Length % 2 == 0;
        foreach (var unit in bytes)
        {
            if (unit < 0x20 && unit is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C)) return false;
        }

        return true;
    }
}
