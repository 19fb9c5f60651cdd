using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ClientPortal.Domain.Data;
using ClientPortal.LocalPostgres;
using Npgsql;

namespace ClientPortal.Web.Tests.Weather.Crashes;

/// <summary>
/// A durable PostgreSQL of a test's own with a portal's database, whose processes are killed all at once: for what it has written down that is
/// a power failure, short of the disk. Its next start recovers.
/// </summary>
internal sealed class CrashDatabase : IVictim
{
    /// <summary>Its kind.</summary>
    public const string PostgreSql = "PostgreSQL";

    private const string Name = "portal";
    private const string Password = "for tests alone";

    // Below the ports that systems give to whoever asks for any: while the server is down, nobody takes its port, and who calls it does not reach themselves.
    private const int FirstPort = 20_000;
    private const int Ports = 10_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("portal-crash-").FullName;
    private readonly Held _held;
    private readonly int _port;
    private PrivatePostgres? _server;
    private TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _acknowledgedBefore = int.MaxValue;

    private CrashDatabase(Held held, int port) => (_held, _port) = (held, port);

    public string Kind => PostgreSql;

    public int Deeds => Math.Max(0, _held.Acknowledgements - Volatile.Read(ref _acknowledgedBefore));

    /// <summary>Past every guard.</summary>
    public string Administrator => $"{_server!.AdminConnectionString(Name)};Pooling=false";

    /// <summary>How often it was killed.</summary>
    public int Deaths { get; private set; }

    /// <summary>Ends once it is there.</summary>
    public Task Up => _up.Task;

    private string DataFolder => Path.Combine(_folder, "data");

    /// <summary>Makes it, with the tables and nothing in them.</summary>
    public static async Task<CrashDatabase> MakeAsync(Held held)
    {
        var chance = new Chance(Guid.CreateVersion7().ToString());
        var port = FirstPort + chance.Below(Ports);
        while (!IsFree(port)) port = FirstPort + chance.Below(Ports);
        var database = new CrashDatabase(held, port);
        Directory.CreateDirectory(database.DataFolder);
        await File.WriteAllTextAsync(Path.Combine(database.DataFolder, "port"), port.ToString(CultureInfo.InvariantCulture));
        await database.BeginAsync();
        await using (var administrator = new NpgsqlConnection(database._server!.AdminConnectionString() + ";Pooling=false"))
        {
            await administrator.OpenAsync();
            await DatabaseRoles.EnsureAsync(administrator, _ => Password, CancellationToken.None);
            await DatabaseRoles.EnsureDatabaseAsync(administrator, Name, CancellationToken.None);
        }

        await MigrateDatabase.RunAsync(database.As(DatabaseRoles.Owner), TimeProvider.System, CancellationToken.None);
        return database;
    }

    /// <summary>A connection string of one of the three logins.</summary>
    public string As(string role) => _server!.ConnectionString(Name, role, Password) + ";Maximum Pool Size=10";

    public async Task BeginAsync()
    {
        var before = _server;
        _server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions { DataFolder = DataFolder });
        if (_server.Port != _port) throw new InvalidOperationException($"Port {_port} was taken by somebody else.");
        if (before is not null) await before.DisposeAsync();
        _up.TrySetResult();
        Volatile.Write(ref _acknowledgedBefore, _held.Acknowledgements);
    }

    public async Task KillAsync()
    {
        Deaths++;
        _up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _acknowledgedBefore, int.MaxValue);
        // As root the cluster lies elsewhere, where an unprivileged user can reach it.
        var pointer = Path.Combine(DataFolder, "home");
        var home = File.Exists(pointer) ? (await File.ReadAllTextAsync(pointer)).Trim() : DataFolder;
        var postmaster = int.Parse(File.ReadLines(Path.Combine(home, "cluster", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        // Where its children cannot be told from others, they notice by themselves and end. The next start waits for them.
        var family = ((int[])[postmaster, .. OperatingSystem.IsLinux() ? ChildrenOf(postmaster) : []]).Select(Find).OfType<Process>().ToList();
        family.ForEach(process => process.Kill());
        await Task.WhenAll(family.Select(process => process.WaitForExitAsync()));
        family.ForEach(process => process.Dispose());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        await PrivatePostgres.RemoveAsync(DataFolder);
        Directory.Delete(_folder, recursive: true);
    }

    private static List<int> ChildrenOf(int parent) => [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
        .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
        .Where(process => ParentOf(process) == parent)];

    // Behind the command, which may hold blanks, stand the state and the parent.
    private static int? ParentOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended while we looked.
            return null;
        }
    }

    private static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            // It ended while we looked.
            return null;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
