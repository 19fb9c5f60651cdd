using System.Diagnostics;

namespace ClientPortal.LocalPostgres.Server;

/// <summary>What a finished program said; both texts are empty when nobody listened.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The end of what was said, errors last, for a message.</summary>
    public string LastLines(int count)
    {
        var lines = (Output + Environment.NewLine + Errors).Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? $"exit code {ExitCode}" : string.Join(Environment.NewLine, lines.TakeLast(count));
    }
}

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    /// <param name="file">Path of the program, or its name in PATH.</param>
    /// <param name="arguments">One by one; no shell reads them.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="cancellation">Kills the program and what it started.</param>
    /// <param name="listen">
    /// False where a child of the program lives on and holds its pipes open: then listening would never end.
    /// </param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static async Task<CommandResult> RunAsync(
        string file, IEnumerable<string> arguments, string folder, CancellationToken cancellation, bool listen = true)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = listen,
            RedirectStandardError = listen,
        };
        // In English: the server's log is read for reasons.
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = listen ? process.StandardOutput.ReadToEndAsync(cancellation) : Task.FromResult("");
            var errors = listen ? process.StandardError.ReadToEndAsync(cancellation) : Task.FromResult("");
            await process.WaitForExitAsync(cancellation);
            return new CommandResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
