using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ClientPortal.Domain.Data;

namespace ClientPortal.Bench;

/// <summary>A server as a process of its own.</summary>
internal sealed partial class Server : IAsyncDisposable
{
    private readonly Process _process;

    private Server(Process process, Uri address, TimeSpan took) => (_process, Address, Took) = (process, address, took);

    public Uri Address { get; }

    /// <summary>From the start of the process to the end of its first page.</summary>
    public TimeSpan Took { get; }

    public int ProcessId => _process.Id;

    private static string Home => Path.Combine(Repository.Root, ".data", "bench", "portal");

    /// <summary>Publishes the portal as it goes into production; <see cref="StartPortalAsync"/> runs that.</summary>
    public static async Task PublishPortalAsync()
    {
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", Path.Combine(Repository.Root, "src", "ClientPortal.Web"), "-c", "Release", "--use-current-runtime", "-v", "quiet", "-nologo", "-o", Home]))!;
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException("The portal could not be published.");
    }

    /// <summary>The portal.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="isProduction">As it serves clients; otherwise in Development, which brings the demonstration company in.</param>
    /// <param name="mailPort">The port of the mail server it sends through.</param>
    public static Task<Server> StartPortalAsync(BenchDatabase database, bool isProduction, int mailPort = 25)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = isProduction ? "Production" : "Development",
            ["ConnectionStrings__Portal"] = database.As(DatabaseRoles.Application),
            ["ConnectionStrings__Worker"] = database.As(DatabaseRoles.Worker),
            ["Portal__AttemptsPerMinute"] = "10000",
            ["Portal__PublicAddress"] = "https://portal.example.com",
            ["Portal__ProviderName"] = "Northlight Studio",
            ["Portal__SourceAddress"] = "https://example.com/source",
            ["Portal__KeyRingInClear"] = "true",
            ["Record__MasterKeyFile"] = MasterKeyFile(),
            ["Mail__Host"] = "localhost",
            ["Mail__Port"] = mailPort.ToString(CultureInfo.InvariantCulture),
            ["Mail__StartTls"] = "false",
            ["Mail__From"] = "portal@example.com",
        };
        if (!isProduction) settings["ConnectionStrings__Owner"] = database.As(DatabaseRoles.Owner);
        return StartAsync([Path.Combine(Home, "ClientPortal.Web.dll")], Home, "/sign-in", settings);
    }

    /// <summary>The least there can be: see <see cref="HandMade"/>.</summary>
    public static Task<Server> StartHandMadeAsync(BenchDatabase database, Guid contract, int bytes) => StartAsync(
        [typeof(Server).Assembly.Location, "hand-made", database.As(DatabaseRoles.Owner), contract.ToString(), bytes.ToString(CultureInfo.InvariantCulture)], Repository.Root, "/", []);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string MasterKeyFile()
    {
        var file = Path.Combine(Repository.Root, ".data", "bench", "record-key");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Convert.ToBase64String(new byte[32]));
        return file;
    }

    private static async Task<Server> StartAsync(string[] command, string home, string page, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", command) { WorkingDirectory = home, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings) start.Environment[key] = value;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        var from = Stopwatch.GetTimestamp();
        var process = new Process { StartInfo = start };
        var listens = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        void Hear(string? line)
        {
            if (line is null || listens.Task.IsCompleted) return;
            lock (said) said.Add(line);
            if (Listening().Match(line) is { Success: true } match) listens.TrySetResult(new Uri($"http://localhost:{match.Groups["port"].Value}"));
        }

        process.OutputDataReceived += (_, heard) => Hear(heard.Data);
        process.ErrorDataReceived += (_, heard) => Hear(heard.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (await Task.WhenAny(listens.Task, process.WaitForExitAsync()) != listens.Task)
        {
            lock (said) throw new InvalidOperationException(string.Join('\n', said));
        }

        using var browser = new Browser(await listens.Task);
        await browser.GetAsync(page);
        return new Server(process, await listens.Task, Stopwatch.GetElapsedTime(from));
    }

    [GeneratedRegex("""Now listening on:\s*\\?"?http://[^:]+:(?<port>\d+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Listening();
}
