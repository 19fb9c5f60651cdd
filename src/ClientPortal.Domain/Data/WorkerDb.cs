using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClientPortal.Domain.Data;

/// <summary>The way of background work to the database: the worker's own login, which sees what its narrow policies show and acts for nobody.</summary>
public sealed class WorkerDb : IAsyncDisposable
{
    // A node that vanished without a word holds its rows no longer than this: twice what a mail server may take to answer.
    private const string ServerSettings =
        "-c idle_in_transaction_session_timeout=120s -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";

    private readonly DbContextOptions<PortalDb> _options;

    /// <summary>The database behind a connection string of <see cref="DatabaseRoles.Worker"/>.</summary>
    /// <exception cref="InvalidOperationException">The string says <c>No Reset On Close</c>.</exception>
    public WorkerDb(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(RowSecurity.Checked(connectionString));
        settings.Options = string.Join(' ', ServerSettings, settings.Options);
        Source = NpgsqlDataSource.Create(settings);
        var options = new DbContextOptionsBuilder<PortalDb>();
        options.UsePortal(Source);
        _options = options.Options;
    }

    /// <summary>Connections as the worker.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>A fresh context.</summary>
    public PortalDb Open() => new(_options);

    /// <summary>Does something that one server at a time does, by an advisory lock: a server that dies in the middle lets it go.</summary>
    /// <param name="key">The lock.</param>
    /// <param name="run">Does it, outside of any transaction of the lock's.</param>
    /// <param name="otherwise">The answer while another server is at it.</param>
    /// <param name="cancellation">Ends the asking for the lock.</param>
    internal async Task<T> AloneAsync<T>(long key, Func<Task<T>> run, T otherwise, CancellationToken cancellation)
    {
        await using var holder = await Source.OpenConnectionAsync(cancellation);
        if (!await AskLockAsync(holder, "pg_try_advisory_lock", key, cancellation)) return otherwise;
        try
        {
            return await run();
        }
        finally
        {
            // The pool would keep it until the connection is used again. A broken connection has let it go.
            if (holder.FullState == System.Data.ConnectionState.Open) await AskLockAsync(holder, "pg_advisory_unlock", key, CancellationToken.None);
        }
    }

    /// <summary>Does something about each of several things, each in a transaction of its own: one that fails does not keep the others back.</summary>
    /// <param name="things">What is to be done about.</param>
    /// <param name="clock">The time of each transaction.</param>
    /// <param name="note">Does it, and says how many things it noted; what noted nothing is not committed.</param>
    /// <param name="faults">Takes what failed.</param>
    /// <param name="cancellation">Ends the work between two things.</param>
    /// <returns>How many things were noted.</returns>
    internal async Task<int> EachAsync<T>(IEnumerable<T> things, TimeProvider clock, Func<PortalDb, T, Task<int>> note, ICollection<Exception> faults, CancellationToken cancellation)
    {
        var all = 0;
        foreach (var thing in things)
        {
            try
            {
                await using var db = Open();
                db.Now = clock.GetUtcNow();
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
                var noted = await note(db, thing);
                if (noted == 0) continue;
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
                all += noted;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(fault);
            }
        }

        return all;
    }

    private static async Task<bool> AskLockAsync(NpgsqlConnection holder, string function, long key, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT {function}({key})", holder);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
