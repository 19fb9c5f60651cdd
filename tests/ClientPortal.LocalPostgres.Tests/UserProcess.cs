using System.Diagnostics;
using System.Globalization;

namespace ClientPortal.LocalPostgres.Tests;

/// <summary>Another process that uses a data folder until told to leave, or killed.</summary>
internal sealed class UserProcess : IAsyncDisposable
{
    private readonly Process _process;

    private UserProcess(Process process) => _process = process;

    public List<string> Steps { get; } = [];

    public int Port { get; private set; }

    /// <param name="dataFolder">The folder whose server it uses.</param>
    /// <param name="launcher">Words that start it as another user.</param>
    public static UserProcess Launch(string dataFolder, params IEnumerable<string> launcher)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ClientPortal.LocalPostgres.Tests.User.dll");
        string[] line = [.. launcher, "dotnet", program, dataFolder];
        return new UserProcess(Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetPathRoot(dataFolder),
        })!);
    }

    public async Task<UserProcess> ReadyAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                Port = int.Parse(line["ready ".Length..], CultureInfo.InvariantCulture);
                return this;
            }

            Steps.Add(line);
        }

        throw new InvalidOperationException("The user process ended before it was ready.");
    }

    public async Task StepAsync(PrivatePostgresStep awaited)
    {
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line == awaited.ToString()) return;
        }

        Assert.Fail($"The user process ended before {awaited}.");
    }

    public async Task LeaveAsync()
    {
        _process.StandardInput.Close();
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line) Steps.Add(line);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, _process.ExitCode);
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
