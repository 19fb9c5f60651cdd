using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClientPortal.Audit.Ids;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.Testing;
using Npgsql;

namespace ClientPortal.Web.Tests.Weather.Crashes;

/// <summary>
/// Sequencers that compete, writers, the portal and PostgreSQL are killed at random while all of them work, and begin anew. Meanwhile somebody keeps
/// every checkpoint they see, and now and then everything is held against the record.
/// </summary>
public sealed class CrashStorm : IAsyncDisposable
{
    // The most that somebody does before they may be killed.
    private const int MostDeeds = 10;

    // Milliseconds from there until they are.
    private const int LongestDelay = 40;

    private const int BetweenChecks = 20;

    // Of five kills, how many are of each kind: most of what is back soonest.
    private static readonly string[] Deck = [NodeProcess.Sequencer, NodeProcess.Sequencer, NodeProcess.Writer, CrashDatabase.PostgreSql, PortalNode.Server];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan BetweenGlances = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    // Development's own, which sealed the keys of the company that is copied, and which the portal takes by itself.
    private static readonly string MasterKeyFile = Path.Combine(Repository.Root, ".data", "record-key");

    private readonly Lazy<Task> _storm;
    private readonly Held _held = new();
    private readonly Dictionary<string, int> _kills = new(StringComparer.Ordinal);
    private readonly HashSet<string> _faults = new(StringComparer.Ordinal);
    private readonly Chance _chance;
    private CrashDatabase _database = null!;
    private MasterKey _master = null!;

    public CrashStorm()
    {
        Seed = Environment.GetEnvironmentVariable("CLIENTPORTAL_CRASH_SEED") ?? Guid.CreateVersion7().ToString("n")[^12..];
        Most = int.Parse(Environment.GetEnvironmentVariable("CLIENTPORTAL_CRASHES") ?? "5", CultureInfo.InvariantCulture);
        _chance = new Chance(Seed);
        _storm = new Lazy<Task>(RageAsync);
    }

    /// <summary>What the choices follow from, whoever is killed and when; a storm of the same seed chooses alike.</summary>
    internal string Seed { get; }

    /// <summary>How many kills there are.</summary>
    internal int Most { get; }

    /// <summary>What people hold when it is over.</summary>
    internal Held Held => _held;

    /// <summary>The record when it is over and everything has its place.</summary>
    internal Stand Stand { get; private set; } = null!;

    /// <summary>What did not fit at any of the checks.</summary>
    internal IReadOnlyCollection<string> Found => _faults;

    /// <summary>How often each kind of thing was killed.</summary>
    internal IReadOnlyDictionary<string, int> Kills => _kills;

    /// <summary>In a line, what happened.</summary>
    internal string Story { get; private set; } = "";

    /// <summary>Reads the first column of a query, once it is over, as somebody who sees every row.</summary>
    internal async Task<List<string>> ReadAsync(string query)
    {
        await using var connection = new NpgsqlConnection(_database.Administrator);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await rows.ReadAsync()) values.Add(rows.GetString(0));
        return values;
    }

    /// <summary>Lets the storm pass, once for all who ask.</summary>
    internal Task PassAsync() => _storm.Value;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _master?.Dispose();
        if (_database is not null) await _database.DisposeAsync();
    }

    private async Task RageAsync()
    {
        var clock = Stopwatch.StartNew();
        _database = await CrashDatabase.MakeAsync(_held);
        await using (var company = await DemonstrationCopy.CreateAsync()) await CopiedRows.BringAsync(company.Settings["ConnectionStrings:Owner"], _database.Administrator);
        _master = new MasterKey(Convert.FromBase64String(await File.ReadAllTextAsync(MasterKeyFile)));
        var began = clock.Elapsed;

        var victims = await VictimsAsync();
        using var over = new CancellationTokenSource();
        var looking = LookAsync(over.Token);
        try
        {
            await KillAsync(victims);
        }
        finally
        {
            // Who writes ends before what it writes to.
            foreach (var victim in victims.Where(victim => victim != _database)) await victim.DisposeAsync();
            await over.CancelAsync();
            await looking;
        }

        await DrainAsync();
        await CheckAsync();
        Stand = await Stand.ReadAsync(_database.Administrator);
        if (Stand.Unplaced.Count > 0) _faults.Add($"{Stand.Unplaced.Count} entries have no place in the end");
        Story = string.Create(CultureInfo.InvariantCulture,
            $"seed {Seed}: {string.Join(", ", _kills.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Value} × {one.Key}"))}; {_held.Acknowledged.Count} writes acknowledged, "
            + $"{Stand.Logs.Sum(log => log.Value.Length)} entries placed, {_held.Checkpoints.Count} checkpoints kept; {began.TotalSeconds:n0} s to begin, {clock.Elapsed.TotalSeconds:n0} s in all");
    }

    private async Task<IVictim[]> VictimsAsync()
    {
        var worker = _database.As(DatabaseRoles.Worker);
        var application = _database.As(DatabaseRoles.Application);
        var asker = (await ReadAsync("SELECT id::text FROM portal.person WHERE email = 'igor@vector.example'"))[0];
        var contract = (await ReadAsync("SELECT k.id::text FROM portal.contract k JOIN portal.client c ON c.id = k.client_id WHERE c.name = 'Вектор' AND k.state IN ('Offered', 'SignedByOne')"))[0];
        var amendment = Guid.Parse((await ReadAsync($"SELECT id::text FROM ({Remarks.Amendments}) a"))[0]);
        string[] writes = [worker, MasterKeyFile, application, asker, contract];
        return
        [
            _database, new NodeProcess(_held, worker, MasterKeyFile), new NodeProcess(_held, worker, MasterKeyFile), new NodeProcess(_held, writes),
            new PortalNode(_held, _database, amendment, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:Portal"] = application,
                ["ConnectionStrings:Worker"] = worker,
                ["ConnectionStrings:Owner"] = _database.As(DatabaseRoles.Owner),
            }),
        ];
    }

    // One after the other, but nothing waits until what was killed is back: the next may be killed in the middle of that.
    private async Task KillAsync(IVictim[] victims)
    {
        var allowed = victims.ToDictionary(victim => victim, _ => 1 + _chance.Below(MostDeeds));
        var beginnings = victims.ToDictionary(victim => victim, victim => victim == _database ? Task.CompletedTask : Task.Run(victim.BeginAsync));
        var deck = new List<string>();
        for (var kill = 1; kill <= Most; kill++)
        {
            if (deck.Count == 0) deck.AddRange(Deck);
            var card = _chance.Below(deck.Count);
            var kind = deck[card];
            deck.RemoveAt(card);
            var atWork = await AtWorkAsync([.. victims.Where(victim => victim.Kind == kind)], allowed, beginnings);
            var victim = atWork[_chance.Below(atWork.Count)];
            // A kill at any moment of what it does is the point; nothing is waited for.
            await Task.Delay(_chance.Below(LongestDelay));
            await victim.KillAsync();
            _kills[victim.Kind] = _kills.GetValueOrDefault(victim.Kind) + 1;
            allowed[victim] = 1 + _chance.Below(MostDeeds);
            beginnings[victim] = Task.Run(victim.BeginAsync);
            if (kill % BetweenChecks != 0) continue;
            await beginnings[_database];
            await CheckAsync();
        }

        await Task.WhenAll(beginnings.Values);
    }

    private async Task<List<IVictim>> AtWorkAsync(IVictim[] victims, Dictionary<IVictim, int> allowed, Dictionary<IVictim, Task> beginnings)
    {
        for (var began = Stopwatch.StartNew(); began.Elapsed < Patience; await Task.Delay(BetweenGlances))
        {
            foreach (var beginning in beginnings.Values.Where(beginning => beginning.IsFaulted)) await beginning;
            var atWork = victims.Where(victim => beginnings[victim].IsCompleted && victim.Deeds >= allowed[victim]).ToList();
            if (atWork.Count > 0) return atWork;
        }

        throw new InvalidOperationException($"No {victims[0].Kind} works any more. {string.Join('\n', _held.Complaints)}");
    }

    // As clients do who keep each checkpoint they come by.
    private async Task LookAsync(CancellationToken over)
    {
        var sizes = new Dictionary<LogId, long>();
        while (!over.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(_database.As(DatabaseRoles.Worker));
                await connection.OpenAsync(CancellationToken.None);
                await using var command = new NpgsqlCommand("SELECT DISTINCT ON (log_id) log_id, size, note FROM portal.log_checkpoint ORDER BY log_id, size DESC", connection);
                await using var rows = await command.ExecuteReaderAsync(CancellationToken.None);
                while (await rows.ReadAsync(CancellationToken.None))
                {
                    var (log, size) = (new LogId(rows.GetGuid(0)), rows.GetInt64(1));
                    if (size < sizes.GetValueOrDefault(log)) _held.Complain($"log {log} had a checkpoint of {sizes[log]} entries, and now its newest is of {size}");
                    sizes[log] = size;
                    _held.Keep(log, Encoding.UTF8.GetString(rows.GetFieldValue<byte[]>(2)));
                }
            }
            catch (NpgsqlException)
            {
                // It is away just now.
            }

            await Task.Delay(BetweenLooks, CancellationToken.None);
        }
    }

    private async Task DrainAsync()
    {
        await using var worker = new WorkerDb(_database.As(DatabaseRoles.Worker) + ";Pooling=false");
        var sequencer = new Sequencer(worker.Source, "portal.test", _master, TimeProvider.System);
        while ((await sequencer.RunAsync(CancellationToken.None)).Placed > 0)
        {
        }
    }

    private async Task CheckAsync()
    {
        // What is held is held before the record is read: what comes in between may be in the one and not in the other.
        var held = _held.Copy();
        _faults.UnionWith(Faults.Find(held, await Stand.ReadAsync(_database.Administrator)));
        await using var worker = new WorkerDb(_database.As(DatabaseRoles.Worker) + ";Pooling=false");
        var verified = await new LogVerification(worker.Source, BoundRows.Tables, TimeProvider.System).RunAsync(null, CancellationToken.None);
        _faults.UnionWith(verified.Findings.Select(finding => $"verification: {finding}"));
    }
}
