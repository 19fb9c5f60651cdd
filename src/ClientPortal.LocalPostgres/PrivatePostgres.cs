using System.Data.Common;
using System.Globalization;
using ClientPortal.LocalPostgres.Server;

namespace ClientPortal.LocalPostgres;

/// <summary>
/// A PostgreSQL server for development and tests that needs no set-up and is nobody else's: it listens on 127.0.0.1 only, and
/// asks for a random password that only its owner can read. All who name the same data folder share one server; the last one
/// to leave stops it. A server left behind by a killed process is joined by the next start.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly Place _place;
    private readonly PrivatePostgresOptions _options;
    private readonly ServerControl _server;
    private readonly Lease _lease;
    private bool _left;

    internal PrivatePostgres(
        Place place, PrivatePostgresOptions options, ServerControl server, Lease lease, int port, string password, int majorVersion)
    {
        (_place, _options, _server, _lease) = (place, options, server, lease);
        (Port, AdminPassword, MajorVersion) = (port, password, majorVersion);
    }

    /// <summary>Where it listens: 127.0.0.1.</summary>
    public string Host { get; } = "127.0.0.1";

    /// <summary>The TCP port; that of last time unless another program took it.</summary>
    public int Port { get; }

    /// <summary>The superuser, who may make databases and roles.</summary>
    public string AdminUser { get; } = Cluster.AdminUser;

    /// <summary>The superuser's password: 192 random bits, made with the cluster.</summary>
    public string AdminPassword { get; }

    /// <summary>The full path of the data folder that was asked for.</summary>
    public string DataFolder => _place.DataFolder;

    /// <summary>PostgreSQL's major version, 15 or higher.</summary>
    public int MajorVersion { get; }

    /// <summary>
    /// Joins the server of a data folder, starting it, making its cluster and fetching its binaries where that is due.
    /// </summary>
    /// <param name="options">What to start.</param>
    /// <param name="cancellation">Gives up; whatever was begun is finished or cleared by the next start.</param>
    /// <returns>A server that answers. Dispose it to leave.</returns>
    /// <exception cref="PostgresNotFoundException">There is no server to run; the message lists the ways out.</exception>
    /// <exception cref="PrivatePostgresException">
    /// The data folder belongs to another user, version or durability, lost its password, or the server does not start; the
    /// message says what to do.
    /// </exception>
    public static async Task<PrivatePostgres> StartAsync(PrivatePostgresOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var place = new Place(options.DataFolder);
        try
        {
            PrivateFiles.MakeOwnFolder(place.DataFolder);
            await using var only = await FolderLock.AcquireAsync(place.LockFile, cancellation);
            return await Opening.RunAsync(place, options, cancellation);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new PrivatePostgresException(
                $"The data folder \"{place.DataFolder}\" cannot be used by this user: {refused.Message} " +
                "Run this as its owner, or choose another.",
                refused);
        }
    }

    /// <summary>
    /// Stops the server of a data folder and deletes the cluster, its databases and the folder itself. A missing folder is fine.
    /// </summary>
    /// <exception cref="PrivatePostgresException">Someone still uses it.</exception>
    public static async Task RemoveAsync(string dataFolder, CancellationToken cancellation = default)
    {
        var place = new Place(dataFolder);
        if (!Directory.Exists(place.DataFolder)) return;
        await using (await FolderLock.AcquireAsync(place.LockFile, cancellation))
        {
            await Removal.RunAsync(place, cancellation);
        }

        PrivateFiles.Remove(place.DataFolder);
    }

    /// <summary>A connection string for Npgsql as the superuser.</summary>
    /// <param name="database">The database; <c>postgres</c> is always there.</param>
    public string AdminConnectionString(string database = "postgres") => ConnectionString(database, AdminUser, AdminPassword);

    /// <summary>A connection string for Npgsql, with every value quoted as it needs.</summary>
    public string ConnectionString(string database, string user, string password) =>
        new DbConnectionStringBuilder
        {
            ["Host"] = Host,
            ["Port"] = Port.ToString(CultureInfo.InvariantCulture),
            ["Database"] = database,
            ["Username"] = user,
            ["Password"] = password,
            // The server has no certificate; asking for one costs each connection a round trip.
            ["SSL Mode"] = "Disable",
        }.ConnectionString;

    /// <summary>Leaves; the last one stops the server, unless the options say otherwise. Leaving twice is fine.</summary>
    /// <exception cref="PrivatePostgresException">The server does not stop within a minute.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_left) return;
        _left = true;
        await using var only = await FolderLock.AcquireAsync(_place.LockFile, CancellationToken.None);
        _lease.GiveBack();
        if (!_options.StopWhenLastUserLeaves || Lease.AnyIn(_place.LeaseFolder)) return;
        _options.OnStep?.Invoke(PrivatePostgresStep.StoppingServer);
        await _server.StopAsync(CancellationToken.None);
    }
}
