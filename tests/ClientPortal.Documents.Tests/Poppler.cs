using System.Diagnostics;
using System.Security.Cryptography;

namespace ClientPortal.Documents.Tests;

/// <summary>
/// Reads PDF files with programs that know nothing of ours: poppler's tools. Installs them when it may, else says how to.
/// </summary>
internal static class Poppler
{
    private static readonly Lazy<bool> Installed = new(Install);

    /// <summary>Text in the order of the pages' content, pages parted by form feeds.</summary>
    public static string Text(byte[] pdf, int first = 1, int last = int.MaxValue) =>
        Read(pdf, "pdftotext", file => ["-raw", "-enc", "UTF-8", "-f", $"{first}", "-l", $"{last}", file, "-"]);

    public static string[] Pages(byte[] pdf) => Text(pdf).Split('\f', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Words of the text, in order.</summary>
    public static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The structure tree with its text.</summary>
    public static string Structure(byte[] pdf) => Read(pdf, "pdfinfo", file => ["-struct-text", file]);

    /// <summary>What is said of the signatures in it; who issued their certificates is not asked.</summary>
    public static string Signatures(byte[] pdf) => Read(pdf, "pdfsig", file => ["-nocert", file]);

    public static string Fonts(byte[] pdf) => Read(pdf, "pdffonts", file => [file]);

    /// <summary>A hash of the picture of each page.</summary>
    public static string[] Pictures(byte[] pdf, int last)
    {
        var folder = Directory.CreateTempSubdirectory("pages");
        try
        {
            Read(pdf, "pdftoppm", file => ["-r", "60", "-l", $"{last}", file, Path.Combine(folder.FullName, "page")]);
            return folder.GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)))).ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What qpdf has to complain of; empty when it has nothing or is not there.</summary>
    public static string Complaints(byte[] pdf)
    {
        if (!Find("qpdf"))
            return string.Empty;
        var (code, output, error) = With(pdf, "qpdf", file => ["--check", file]);
        return code == 0 ? string.Empty : output + error;
    }

    private static string Read(byte[] pdf, string tool, Func<string, string[]> arguments)
    {
        Assert.True(Installed.Value, "These tests read PDF files with poppler's tools. Install them: apt-get install poppler-utils, brew install poppler, choco install poppler.");
        var (code, output, error) = With(pdf, tool, arguments);
        Assert.True(code == 0, $"{tool} says: {error}");
        return output;
    }

    private static (int Code, string Output, string Error) With(byte[] pdf, string tool, Func<string, string[]> arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pdf");
        File.WriteAllBytes(file, pdf);
        try
        {
            return Run(tool, arguments(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (int Code, string Output, string Error) Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static bool Install()
    {
        if (!Find("pdftotext") && OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Find("apt-get"))
        {
            Run("apt-get", "update", "-q");
            Run("apt-get", "install", "-y", "-q", "--no-install-recommends", "poppler-utils");
        }

        return Find("pdftotext") && Find("pdftoppm");
    }

    private static bool Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? tool + ".exe" : tool)));
}
