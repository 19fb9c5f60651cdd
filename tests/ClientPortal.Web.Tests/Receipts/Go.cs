using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ClientPortal.Testing;

namespace ClientPortal.Web.Tests.Receipts;

/// <summary>Go's own library for transparency logs, as Debian packs it. <c>.ci/run</c> installs it where it may; elsewhere a test says how to.</summary>
internal static class Go
{
    private const string Missing =
        "These tests verify with Go's golang.org/x/mod/sumdb. On Debian: apt-get install golang-go golang-golang-x-mod-dev. "
        + "Elsewhere: install Go and clone https://go.googlesource.com/mod to src/golang.org/x/mod under the folder that \"go env GOPATH\" names.";

    // Where Debian puts the sources of libraries.
    private const string DebianSources = "/usr/share/gocode";

    /// <summary>What the program answers to questions of the kinds that it names.</summary>
    public static async Task<bool[]> AnswersAsync(IEnumerable<object> questions)
    {
        // Kept beside the tests' database: the second time, nothing is compiled.
        var cache = Path.Combine(Repository.Root, ".data", "go");
        var own = (await RunAsync(["env", "GOPATH"], "", null)).Trim();
        var answers = await RunAsync(
            ["run", Path.Combine(AppContext.BaseDirectory, "Receipts", "verify.go")], JsonSerializer.Serialize(questions, JsonSerializerOptions.Web), new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["GO111MODULE"] = "off",
                ["GOFLAGS"] = "",
                ["GOPATH"] = string.Join(Path.PathSeparator, own, DebianSources),
                ["GOCACHE"] = cache,
            });
        return JsonSerializer.Deserialize<bool[]>(answers)!;
    }

    private static async Task<string> RunAsync(string[] arguments, string input, Dictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo("go", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        using var process = Start(start);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{Missing}\n{await errors}");
        return await output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception absent)
        {
            throw new InvalidOperationException(Missing, absent);
        }
    }
}
