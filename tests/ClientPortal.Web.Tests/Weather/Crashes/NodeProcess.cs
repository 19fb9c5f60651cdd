using System.Diagnostics;

namespace ClientPortal.Web.Tests.Weather.Crashes;

/// <summary>A node without pages as a process of its own: a sequencer, and a writer where it is told what to write about.</summary>
/// <param name="held">Takes the remarks that it says are answered.</param>
/// <param name="arguments">What it is started with; more than two let it write.</param>
internal sealed class NodeProcess(Held held, params string[] arguments) : IVictim
{
    /// <summary>The kind that gives places and nothing else.</summary>
    public const string Sequencer = "sequencer";

    /// <summary>The kind that writes too.</summary>
    public const string Writer = "writer";

    private const string Done = "done ";

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ClientPortal.Web.Tests.BareNode.dll");

    private readonly bool _isWriter = arguments.Length > 2;
    private Process? _process;
    private int _deeds;

    public string Kind => _isWriter ? Writer : Sequencer;

    public int Deeds => Volatile.Read(ref _deeds);

    public Task BeginAsync()
    {
        _deeds = 0;
        _process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, heard) => Hear(heard.Data);
        _process.ErrorDataReceived += (_, heard) =>
        {
            if (heard.Data is { } line) held.Complain($"a {Kind} says: {line}");
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return Task.CompletedTask;
    }

    public async Task KillAsync()
    {
        if (_process is null) return;
        if (_process.HasExited) held.Complain($"a {Kind} ended by itself");
        else _process.Kill();
        // What it said until then is heard to the end.
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private void Hear(string? line)
    {
        if (line is null) return;
        var isWrite = line.StartsWith(Done, StringComparison.Ordinal);
        if (isWrite) held.Acknowledge(line[Done.Length..]);
        // A writer gives places too, and is not killed before it has written.
        if (isWrite == _isWriter) Interlocked.Increment(ref _deeds);
    }
}
