using System.Diagnostics;
using System.Text;

namespace ClientPortal.Verify.Tests;

/// <summary>Runs the program as anybody would, in a process of its own.</summary>
internal static class Asking
{
    public static async Task<Said> AskAsync(params IEnumerable<string> arguments) => await AskInAsync("en_GB.UTF-8", arguments);

    public static async Task<Said> AskInAsync(string language, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ClientPortal.Verify.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Remove("LC_ALL");
        start.Environment.Remove("LC_MESSAGES");
        start.Environment["LANG"] = language;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Said(process.ExitCode, (await output).Trim(), (await errors).Trim());
    }

    /// <summary>What the program ended with and said.</summary>
    public sealed record Said(int Exit, string Output, string Error);
}
