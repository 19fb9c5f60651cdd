using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ClientPortal.Testing;

namespace ClientPortal.Web.Tests.Weather;

/// <summary>The portal as a process of its own, over a test's database, that can be killed like any other.</summary>
internal sealed partial class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly ConcurrentDictionary<Process, bool> Running = new();

    private readonly Process _process;

    private PortalProcess(Process process, Uri address) => (_process, Address) = (process, address);

    static PortalProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        // A run that is broken off leaves none behind.
        foreach (var process in Running.Keys) process.Kill();
    };

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<PortalProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        // Beside the tests there lies a copy; the program with its content lies in its own project, built the same way.
        var build = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "ClientPortal.Web.Tests"), AppContext.BaseDirectory);
        var home = Path.Combine(Repository.Root, "src", "ClientPortal.Web");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(home, build, "ClientPortal.Web.dll")]) { WorkingDirectory = home, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        // It does not live long enough to gain by watching itself run.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Portal__AttemptsPerMinute"] = "10000";
        // The company is there already.
        start.Environment["Portal__Demonstration"] = "false";
        start.Environment["Mail__Folder"] = Path.Combine(Path.GetTempPath(), "portal-tests-mail");
        var process = new Process { StartInfo = start };
        var said = new List<string>();
        var listens = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(string? line)
        {
            if (line is null) return;
            lock (said) said.Add(line);
            if (Listening().Match(line) is { Success: true } match) listens.TrySetResult(new Uri(match.Groups["address"].Value));
        }

        process.OutputDataReceived += (_, heard) => Hear(heard.Data);
        process.ErrorDataReceived += (_, heard) => Hear(heard.Data);
        process.Start();
        Running[process] = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            // What has ended says nothing more.
            await Task.WhenAny(listens.Task, process.WaitForExitAsync()).WaitAsync(Patience);
            if (listens.Task.IsCompleted) return new PortalProcess(process, await listens.Task);
        }
        catch (TimeoutException)
        {
            // Told below, with what it said until then.
        }

        await EndAsync(process);
        lock (said) throw new InvalidOperationException($"The portal did not start:\n{string.Join('\n', said)}");
    }

    /// <summary>Kills it without a word (SIGKILL), and waits until it is gone.</summary>
    public Task KillAsync() => EndAsync(_process);

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_process);
        _process.Dispose();
    }

    private static async Task EndAsync(Process process)
    {
        // What has ended already is not killed again.
        if (!Running.TryRemove(process, out _)) return;
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    [GeneratedRegex("""Now listening on:\s*"?(?<address>http://[^\s"]+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Listening();
}
