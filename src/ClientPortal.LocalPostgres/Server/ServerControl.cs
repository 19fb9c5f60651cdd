using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ClientPortal.LocalPostgres.Binaries;

namespace ClientPortal.LocalPostgres.Server;

/// <summary>Starts, joins and stops the server of one cluster. Called under the folder's lock.</summary>
internal sealed class ServerControl(string home, string portFile, ServerBinaries binaries, Account account)
{
    private const string LogName = "server.log";
    private const long LogLimit = 4 * 1024 * 1024;

    /// <summary>Ports tried before giving up; each but the first was free a moment before.</summary>
    private const int PortAttempts = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>How long children of a killed server may take to notice; they do within a query's length.</summary>
    private static readonly TimeSpan OrphansLimit = TimeSpan.FromSeconds(60);

    private readonly string _cluster = Path.Combine(home, Cluster.FolderName);
    private readonly string _log = Path.Combine(home, LogName);

    /// <summary>Joins the running server or starts one, and waits until it answers, crash recovery included.</summary>
    /// <returns>The port on 127.0.0.1.</returns>
    public async Task<int> EnsureRunningAsync(PrivatePostgresOptions options, CancellationToken cancellation)
    {
        if (await RunningAsync(cancellation) is { } port)
        {
            options.OnStep?.Invoke(PrivatePostgresStep.JoiningServer);
            return port;
        }

        options.OnStep?.Invoke(PrivatePostgresStep.StartingServer);
        using var orphans = new CancellationTokenSource(OrphansLimit);
        port = RememberedPort() ?? FreePort();
        for (var attempt = 1; ; attempt++)
        {
            KeepLogSmall();
            var logged = File.Exists(_log) ? new FileInfo(_log).Length : 0;
            var result = await StartOnAsync(port, options, cancellation);
            if (await RunningAsync(cancellation) is { } started)
            {
                PrivateFiles.Write(portFile, started.ToString(CultureInfo.InvariantCulture));
                return started;
            }

            var said = LogSince(logged);
            if (IsPortTaken(said) && attempt < PortAttempts) port = FreePort();
            else if (HasOrphans(said) && !orphans.IsCancellationRequested) await Task.Delay(Pause * 4, cancellation);
            else throw new PrivatePostgresException($"The PostgreSQL server in \"{home}\" does not start: {Reason(said, result)}");
        }
    }

    /// <summary>Stops the server if it runs; its clients are disconnected.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (await RunningAsync(cancellation) is null) return;
        var result = await account.RunAsync(
            binaries.Tool("pg_ctl"), ["stop", "-D", Cluster.FolderName, "-w", "-t", "60", "-m", "fast"], home, cancellation);
        if (result.ExitCode != 0 && await RunningAsync(cancellation) is not null)
            throw new PrivatePostgresException($"The PostgreSQL server in \"{home}\" does not stop: {result.LastLines(5)}");
    }

    /// <summary>
    /// The port of a living server, once it is ready; waits through its start, its crash recovery and its end.
    /// A file left by a dead server is made harmless.
    /// </summary>
    private async Task<int?> RunningAsync(CancellationToken cancellation)
    {
        while (Postmaster.Read(_cluster) is { } postmaster)
        {
            if (!postmaster.Serves(_cluster))
            {
                // The file may have gone or changed hands between the two looks.
                if (Postmaster.Read(_cluster) != postmaster) continue;
                await Postmaster.DisownAsync(_cluster, account, cancellation);
                return null;
            }

            if (postmaster.IsReady) return postmaster.Port;
            await Task.Delay(Pause, cancellation);
        }

        return null;
    }

    /// <summary>
    /// Paths are relative to the home, for pg_ctl hands them to a shell that would read a $ or a quote in them. There is no
    /// unix socket: its path is limited to 107 bytes, and 127.0.0.1 serves everyone alike.
    /// </summary>
    private Task<CommandResult> StartOnAsync(int port, PrivatePostgresOptions options, CancellationToken cancellation)
    {
        string[] settings =
        [
            string.Create(CultureInfo.InvariantCulture, $"port={port}"),
            string.Create(CultureInfo.InvariantCulture, $"max_connections={options.MaxConnections}"),
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "cluster_name=clientportal",
            "lc_messages=C",
            "timezone=UTC",
            "log_timezone=UTC",
            .. options.Durability == Durability.Fast
                ? (string[])["fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"]
                : [],
        ];
        var forServer = string.Join(' ', settings.Select(setting => "-c " + setting));
        return account.RunAsync(
            binaries.Tool("pg_ctl"),
            ["start", "-D", Cluster.FolderName, "-l", LogName, "-w", "-t", "600", "-s", "-o", forServer],
            home,
            cancellation,
            // On Windows the server inherits pg_ctl's pipes and would keep them open.
            listen: !OperatingSystem.IsWindows());
    }

    /// <summary>The port of last time, so that a developer's own tools find the server again.</summary>
    private int? RememberedPort() =>
        int.TryParse(PrivateFiles.Read(portFile), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 1023 and < 65536
            ? port
            : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void KeepLogSmall()
    {
        if (File.Exists(_log) && new FileInfo(_log).Length > LogLimit) File.Move(_log, _log + ".old", overwrite: true);
    }

    private string LogSince(long position)
    {
        if (!File.Exists(_log)) return "";
        using var log = new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Position = Math.Min(position, log.Length);
        using var reader = new StreamReader(log);
        return reader.ReadToEnd();
    }

    private static bool IsPortTaken(string log) => log.Contains("could not bind IPv4 address", StringComparison.Ordinal);

    private static bool HasOrphans(string log) => log.Contains("pre-existing shared memory block", StringComparison.Ordinal);

    private static string Reason(string log, CommandResult result) =>
        (log.Length > 0 ? new CommandResult(result.ExitCode, log, "") : result).LastLines(12);
}
