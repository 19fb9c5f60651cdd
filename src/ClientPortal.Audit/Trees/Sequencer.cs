using System.Security.Cryptography;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Ids;
using ClientPortal.TransparencyLog;
using Npgsql;

namespace ClientPortal.Audit.Trees;

/// <summary>
/// Gives entries their places in the trees, after their transactions have been committed, and signs checkpoints. One node at a time does it; a round is
/// one transaction, so that a node that dies in the middle leaves nothing behind.
/// </summary>
/// <param name="source">The database as the worker's login.</param>
/// <param name="host">What the names of new logs begin with: the portal's host, with its port where it has one.</param>
/// <param name="master">Seals the keys that sign.</param>
/// <param name="clock">The time of checkpoints.</param>
public sealed class Sequencer(NpgsqlDataSource source, string host, MasterKey master, TimeProvider clock)
{
    /// <summary>Entries in one round at most: some megabytes.</summary>
    public const int Batch = 4_000;

    /// <summary>How long the installation's log may wait before it takes up the checkpoints that clients' logs have signed since.</summary>
    public static readonly TimeSpan AnchoredWithin = TimeSpan.FromMinutes(5);

    // A log that was found broken is looked at again after this time, so that its entries do not keep those of others from their places.
    private static readonly TimeSpan LeftAlone = TimeSpan.FromMinutes(1);

    private readonly LogKeys _keys = new(master);
    private readonly Dictionary<LogId, DateTimeOffset> _broken = [];

    /// <summary>Does what waits now. Not for several threads at once.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached; nothing was done.</exception>
    public async Task<SequencerRound> RunAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var store = new LogStore(connection, cancellation);
        if (!await store.TryLockAsync()) return SequencerRound.Elsewhere;
        foreach (var (log, since) in _broken.ToList())
        {
            if (clock.GetUtcNow() - since > LeftAlone) _broken.Remove(log);
        }

        var waiting = await store.WaitingAsync(Batch, _broken.Keys);
        var own = await RotateAsync(store);
        var broken = new List<BrokenLogException>();
        var placed = 0;
        // The installation's log last: it takes up what the others have signed.
        foreach (var log in waiting.Concat(own).GroupBy(entry => entry.Log).OrderBy(group => group.Key == LogId.Installation))
            placed += await TryAppendAsync(store, log.Key, [.. log], broken);
        if (await AnchorAsync(store) is { Count: > 0 } anchors) placed += await TryAppendAsync(store, LogId.Installation, anchors, broken);
        await transaction.CommitAsync(cancellation);
        return new SequencerRound(placed, MayBeMore: waiting.Count == Batch && placed > 0, broken);
    }

    // The check is made before anything is written, so that one broken log does not keep the others back.
    private async Task<int> TryAppendAsync(LogStore store, LogId log, IReadOnlyList<UnplacedEntry> entries, List<BrokenLogException> broken)
    {
        if (_broken.ContainsKey(log)) return 0;
        try
        {
            return await AppendAsync(store, log, entries);
        }
        catch (BrokenLogException fault)
        {
            _broken[log] = clock.GetUtcNow();
            broken.Add(fault);
            return 0;
        }
    }

    private async Task<int> AppendAsync(LogStore store, LogId id, IReadOnlyList<UnplacedEntry> entries)
    {
        if (await store.FindAsync(id) is not { } log) (log, entries) = await OpenAsync(store, id, entries);
        var (builder, signedBefore) = await store.EdgeAsync(log);
        var first = builder.Size;
        var nodes = new List<(TreeNode Node, TreeHash Hash)>(entries.Count * 2);
        foreach (var entry in entries) builder.Append(MerkleTree.Leaf(entry.Leaf), (node, hash) => nodes.Add((node, hash)));

        // After a new key was made, the key before it signs once more beside it: it hands the log over.
        LogKey[] signing = [.. log.Keys.Where(key => key.Number == log.Keys[^1].Number || key.Number == signedBefore)];
        var note = Sign(id, new Checkpoint(log.Name, builder.Head), signing);
        await store.AppendAsync(id, first, entries, nodes);
        await store.SignedAsync(id, builder.Head, note.Bytes, clock.GetUtcNow());
        return entries.Count;
    }

    private SignedNote Sign(LogId log, Checkpoint checkpoint, LogKey[] keys)
    {
        var signers = new List<SigningKey>();
        try
        {
            signers.AddRange(keys.Select(_keys.Open));
            return SignedNote.Sign(checkpoint.ToString(), [.. signers]);
        }
        catch (Exception fault) when (fault is CryptographicException or MalformedLogException)
        {
            throw new BrokenLogException(log, "a key of it cannot be opened with the master key");
        }
        finally
        {
            foreach (var signer in signers) signer.Dispose();
        }
    }

    // A log begins by saying its name and its first key.
    private async Task<(OpenLog Log, IReadOnlyList<UnplacedEntry> Entries)> OpenAsync(LogStore store, LogId id, IReadOnlyList<UnplacedEntry> entries)
    {
        var now = clock.GetUtcNow();
        var name = $"{host}/log/{id}";
        var (verifierKey, sealedKey) = _keys.Make(name);
        await store.AddLogAsync(id, name, now);
        await store.AddKeyAsync(new LogKey { LogId = id, Number = 1, VerifierKey = verifierKey, Sealed = sealedKey, MadeAt = now });
        var opened = await WriteAsync(store, LogFacts.Opened(id, name, verifierKey), now);
        return ((await store.FindAsync(id))!, [opened, .. entries]);
    }

    private async Task<List<UnplacedEntry>> RotateAsync(LogStore store)
    {
        var entries = new List<UnplacedEntry>();
        foreach (var log in await store.DueForNewKeysAsync())
        {
            var now = clock.GetUtcNow();
            var before = log.Keys[^1];
            var (verifierKey, sealedKey) = _keys.Make(log.Name);
            await store.AddKeyAsync(new LogKey { LogId = log.Id, Number = before.Number + 1, VerifierKey = verifierKey, Sealed = sealedKey, MadeAt = now });
            entries.Add(await WriteAsync(store, LogFacts.KeyReplaced(log.Id, before.VerifierKey, verifierKey, await store.KeyHoldersAsync(log.Id)), now));
        }

        return entries;
    }

    private async Task<List<UnplacedEntry>> AnchorAsync(LogStore store)
    {
        var now = clock.GetUtcNow();
        var entries = new List<UnplacedEntry>();
        foreach (var some in (await store.UnanchoredAsync(now - AnchoredWithin)).Chunk(LogFacts.MostAnchored)) entries.Add(await WriteAsync(store, LogFacts.Anchored(some), now));
        return entries;
    }

    private static async Task<UnplacedEntry> WriteAsync(LogStore store, Fact fact, DateTimeOffset at)
    {
        var entry = Entry.For(fact, actor: null, at);
        await store.WriteAsync(entry, fact.Audience.Recipients);
        return new UnplacedEntry(entry.Id, LogId.Of(entry.ClientId), entry.Leaf);
    }
}

/// <summary>What a round of the sequencer did.</summary>
/// <param name="Placed">Entries that now have their place.</param>
/// <param name="MayBeMore">Whether more were waiting than one round takes.</param>
/// <param name="Broken">Logs that do not hold what was signed last; their entries wait.</param>
public sealed record SequencerRound(int Placed, bool MayBeMore, IReadOnlyList<BrokenLogException> Broken)
{
    /// <summary>Another node was at it.</summary>
    public static SequencerRound Elsewhere { get; } = new(0, MayBeMore: false, []);
}

/// <summary>An entry that is committed and has no place yet.</summary>
/// <param name="Id">Which.</param>
/// <param name="Log">The log it belongs in.</param>
/// <param name="Leaf">Its exact bytes.</param>
internal sealed record UnplacedEntry(EntryId Id, LogId Log, byte[] Leaf);
