using System.ComponentModel;

namespace ClientPortal.LocalPostgres.Server;

/// <summary>
/// The user the server runs as. PostgreSQL refuses root, so root lends its programs to an unprivileged user:
/// <c>postgres</c> where it exists, else <c>nobody</c>.
/// </summary>
internal sealed class Account
{
    private static readonly string[] Names = ["postgres", "nobody"];

    private Account(string name, params string[] launcher) => (Name, Launcher) = (name, launcher);

    public string Name { get; }

    /// <summary>The words before a program's name that make it this user's; none for ourselves.</summary>
    public IReadOnlyList<string> Launcher { get; }

    /// <summary>True when the server runs as whoever asks for it. On Windows pg_ctl and initdb drop privileges themselves.</summary>
    public bool IsOwn => Launcher.Count == 0;

    /// <exception cref="PrivatePostgresException">We are root and no program here can start another as an unprivileged user.</exception>
    public static async Task<Account> FindAsync(CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return new Account(Environment.UserName);
        foreach (var name in Names)
        {
            if (await OutputOfAsync(["id", "-g", name], cancellation) is not { } group) continue;
            foreach (var account in Launchers(name, group))
            {
                // Tried rather than looked up: busybox has programs of these names without the options.
                if (await OutputOfAsync([.. account.Launcher, "id", "-un"], cancellation) == name) return account;
            }
        }

        throw new PrivatePostgresException(
            "PostgreSQL does not run as root, and neither setpriv, runuser, sudo nor su can start it as user postgres or nobody. " +
            "Run this as an ordinary user, or set a connection string to a PostgreSQL server you already have.");
    }

    public Task<CommandResult> RunAsync(
        string file, IReadOnlyList<string> arguments, string folder, CancellationToken cancellation, bool listen = true) =>
        IsOwn
            ? Command.RunAsync(file, arguments, folder, cancellation, listen)
            : Command.RunAsync(Launcher[0], [.. Launcher.Skip(1), file, .. arguments], folder, cancellation, listen);

    /// <summary>Hands a file or a folder to this user; nothing to do when we are this user.</summary>
    public async Task GiveAsync(string path, CancellationToken cancellation)
    {
        if (IsOwn) return;
        var result = await Command.RunAsync("chown", ["-h", Name, path], "/", cancellation);
        if (result.ExitCode != 0) throw new PrivatePostgresException($"Cannot give \"{path}\" to user {Name}: {result.LastLines(3)}");
    }

    internal static Account[] Launchers(string name, string group) =>
    [
        new(name, "setpriv", "--reuid=" + name, "--regid=" + group, "--init-groups", "--"),
        new(name, "runuser", "-u", name, "--"),
        new(name, "sudo", "-n", "-u", name, "--"),
        new(name, "su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", name),
    ];

    private static async Task<string?> OutputOfAsync(string[] line, CancellationToken cancellation)
    {
        try
        {
            var result = await Command.RunAsync(line[0], line[1..], "/", cancellation);
            return result.ExitCode == 0 ? result.Output.Trim() : null;
        }
        catch (Win32Exception)
        {
            // The program is not there: the next one is tried.
            return null;
        }
    }
}
