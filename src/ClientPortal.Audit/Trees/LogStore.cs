using System.Security.Cryptography;
using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Ids;
using ClientPortal.Audit.Notices;
using ClientPortal.TransparencyLog;
using Npgsql;

namespace ClientPortal.Audit.Trees;

/// <summary>A log with its keys, oldest first.</summary>
internal sealed record OpenLog(LogId Id, string Name, IReadOnlyList<LogKey> Keys)
{
    /// <summary>The head that a note of this log signs, and the number of the newest key that signed it; null where none of its keys did.</summary>
    public (TreeHead Head, int SignedBy)? Read(byte[] note)
    {
        foreach (var key in Keys.Reverse())
        {
            try
            {
                if (new TrustedLog(Name, VerifierKey.Parse(key.VerifierKey)).Verify(SignedNote.Parse(note), out var checkpoint) == LogVerdict.Fits) return (checkpoint!.Head, key.Number);
            }
            catch (MalformedLogException)
            {
                // Neither a torn note nor a key that is none signs anything.
            }
        }

        return null;
    }
}

/// <summary>The statements of a sequencer's round, in the transaction of its connection.</summary>
internal sealed class LogStore(NpgsqlConnection connection, CancellationToken cancellation)
{
    // One for all nodes; it is let go with the transaction, however that ends.
    private const long Lock = 7163802;

    private static readonly string[] Overseers = ["Administrator", "Auditor"];

    private static readonly string[] Signatories = ["ClientSignatory"];

    private const string KeyColumns = "k.number, k.verifier_key, k.sealed, k.made_at";

    public async Task<bool> TryLockAsync()
    {
        await using var command = Command("SELECT pg_try_advisory_xact_lock($1)", Lock);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Committed entries without a place, in the order of what they tell of.</summary>
    public async Task<List<UnplacedEntry>> WaitingAsync(int most, IEnumerable<LogId> except)
    {
        await using var command = Command(
            """
            SELECT e.id, e.client_id, e.leaf FROM portal.log_waiting w JOIN portal.entry e ON e.id = w.entry_id
            WHERE COALESCE(e.client_id, $3) <> ALL ($2) ORDER BY w.at, w.entry_id LIMIT $1
            """,
            most, except.Select(log => log.Value).ToArray(), LogId.Installation.Value);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var waiting = new List<UnplacedEntry>();
        while (await rows.ReadAsync(cancellation))
        {
            var client = await rows.IsDBNullAsync(1, cancellation) ? (ClientId?)null : new ClientId(rows.GetGuid(1));
            waiting.Add(new UnplacedEntry(new EntryId(rows.GetGuid(0)), LogId.Of(client), rows.GetFieldValue<byte[]>(2)));
        }

        return waiting;
    }

    public async Task<OpenLog?> FindAsync(LogId id)
    {
        await using var command = Command($"SELECT l.id, l.name, {KeyColumns} FROM portal.log l JOIN portal.log_key k ON k.log_id = l.id WHERE l.id = $1 ORDER BY k.number", id.Value);
        return (await LogsAsync(command)).SingleOrDefault();
    }

    /// <summary>Logs whose newest key is older than the newest wish for new ones.</summary>
    public async Task<List<OpenLog>> DueForNewKeysAsync()
    {
        await using var command = Command(
            $"""
            SELECT l.id, l.name, {KeyColumns} FROM portal.log l JOIN portal.log_key k ON k.log_id = l.id
            WHERE (SELECT max(asked_at) FROM portal.log_rotation) > (SELECT max(made_at) FROM portal.log_key n WHERE n.log_id = l.id)
            ORDER BY l.id, k.number
            """);
        return await LogsAsync(command);
    }

    public Task AddLogAsync(LogId id, string name, DateTimeOffset at) =>
        DoAsync("INSERT INTO portal.log (id, client_id, name, made_at) VALUES ($1, $2, $3, $4)", id.Value, (object?)id.Client?.Value ?? DBNull.Value, name, at);

    public Task AddKeyAsync(LogKey key) =>
        DoAsync("INSERT INTO portal.log_key (log_id, number, verifier_key, sealed, made_at) VALUES ($1, $2, $3, $4, $5)", key.LogId.Value, key.Number, key.VerifierKey, key.Sealed, key.MadeAt);

    /// <summary>Who is told of a log's keys: a client's signatories; of the installation's log, those who oversee it.</summary>
    public async Task<List<PersonId>> KeyHoldersAsync(LogId log)
    {
        await using var command = Command(
            """
            SELECT DISTINCT m.person_id FROM portal.membership m JOIN portal.person p ON p.id = m.person_id
            WHERE m.ended_at IS NULL AND p.disabled_at IS NULL AND p.joined_at IS NOT NULL AND m.role = ANY ($1) AND m.client_id IS NOT DISTINCT FROM $2::uuid
            """,
            log.Client is null ? Overseers : Signatories, (object?)log.Client?.Value ?? DBNull.Value);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var people = new List<PersonId>();
        while (await rows.ReadAsync(cancellation)) people.Add(new PersonId(rows.GetGuid(0)));
        return people;
    }

    /// <summary>Writes an entry of the portal's own with its personal values, and tells people of it.</summary>
    public async Task WriteAsync(Entry entry, IReadOnlyList<PersonId> told)
    {
        var client = (object?)entry.ClientId?.Value ?? DBNull.Value;
        await DoAsync(
            "INSERT INTO portal.entry (id, client_id, code, at, actor_id, subject_kind, subject_id, leaf) VALUES ($1, $2, $3, $4, NULL, $5, $6, $7)",
            entry.Id.Value, client, entry.Code, entry.At, entry.SubjectKind, entry.SubjectId, entry.Leaf);
        foreach (var value in entry.Personal)
            await DoAsync("INSERT INTO portal.entry_personal (entry_id, name, client_id, value, salt) VALUES ($1, $2, $3, $4, $5)", entry.Id.Value, value.Name, client, value.Value, value.Salt);
        foreach (var (notice, delivery) in told.Select(person => (Notice.Of(entry, person), Delivery.Queue(person, DeliveryKinds.Notice, entry.At, entry.ClientId, entry.Id))))
        {
            await DoAsync(
                "INSERT INTO portal.notice (id, entry_id, person_id, client_id, code, at) VALUES ($1, $2, $3, $4, $5, $6)",
                notice.Id.Value, entry.Id.Value, notice.PersonId.Value, client, notice.Code, notice.At);
            await DoAsync(
                "INSERT INTO portal.delivery (id, person_id, client_id, entry_id, kind, queued_at, state, attempts, next_attempt_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                delivery.Id.Value, delivery.PersonId.Value, client, entry.Id.Value, delivery.Kind, delivery.QueuedAt, delivery.State.ToString(), delivery.Attempts, delivery.NextAttemptAt);
        }
    }

    /// <summary>The right edge of a log's tree as it was signed last, and the number of the newest key that signed it; an empty tree and null before that.</summary>
    /// <exception cref="BrokenLogException">The database holds something else than was signed.</exception>
    public async Task<(TreeBuilder Builder, int? SignedBy)> EdgeAsync(OpenLog log)
    {
        var placed = await CountAsync(log.Id);
        if (await NewestNoteAsync(log.Id) is not { } bytes)
            return placed == 0 ? (new TreeBuilder(), null) : throw new BrokenLogException(log.Id, $"it has {placed} entries and no checkpoint");

        if (log.Read(bytes) is not var (head, signer)) throw new BrokenLogException(log.Id, "none of its keys signed the newest checkpoint");
        if (head.Size != placed) throw new BrokenLogException(log.Id, $"it has {placed} entries, and {head.Size} were signed");
        var needs = MerkleTree.Edge(head.Size);
        var nodes = await NodesAsync(log.Id, needs);
        foreach (var node in needs.Where(node => !nodes.ContainsKey(node)))
            throw new BrokenLogException(log.Id, $"the hash at level {node.Level}, place {node.Index} is not there");
        var builder = new TreeBuilder(head.Size, (level, index) => nodes[new TreeNode(level, index)]);
        return builder.Head == head ? (builder, signer) : throw new BrokenLogException(log.Id, "its hashes do not lead to the root that was signed");
    }

    public async Task AppendAsync(LogId log, long first, IReadOnlyList<UnplacedEntry> entries, IReadOnlyCollection<(TreeNode Node, TreeHash Hash)> nodes)
    {
        var ids = entries.Select(entry => entry.Id.Value).ToArray();
        await DoAsync(
            "INSERT INTO portal.log_leaf (log_id, index, entry_id) SELECT $1, $2 + t.place - 1, t.id FROM unnest($3) WITH ORDINALITY AS t (id, place)",
            log.Value, first, ids);
        await DoAsync(
            "INSERT INTO portal.log_node (log_id, level, index, hash) SELECT $1, t.level, t.index, t.hash FROM unnest($2, $3, $4) AS t (level, index, hash)",
            log.Value, nodes.Select(node => (short)node.Node.Level).ToArray(), nodes.Select(node => node.Node.Index).ToArray(), nodes.Select(node => node.Hash.ToArray()).ToArray());
        await DoAsync("DELETE FROM portal.log_waiting WHERE entry_id = ANY ($1)", ids);
        // Mail that waited for a receipt can go out now.
        await DoAsync("SELECT pg_notify('portal_delivery', '')");
    }

    public Task SignedAsync(LogId log, TreeHead head, ReadOnlyMemory<byte> note, DateTimeOffset at) => DoAsync(
        "INSERT INTO portal.log_checkpoint (log_id, size, root, note, signed_at) VALUES ($1, $2, $3, $4, $5)", log.Value, head.Size, head.Root.ToArray(), note.ToArray(), at);

    /// <summary>
    /// The SHA-256 of the newest checkpoint of each client's log that has signed one since the installation's log took any up; none while that was not
    /// before <paramref name="due"/>.
    /// </summary>
    public async Task<List<byte[]>> UnanchoredAsync(DateTimeOffset due)
    {
        await using var command = Command(
            """
            WITH anchored AS (
                SELECT COALESCE(max(at), '-infinity') AS at FROM portal.entry WHERE subject_kind = 'log' AND subject_id = $1 AND code = $2)
            SELECT note FROM (
                SELECT DISTINCT ON (c.log_id) c.note, c.signed_at FROM portal.log_checkpoint c, anchored
                WHERE anchored.at < $3 AND c.signed_at > anchored.at AND c.log_id <> $1 ORDER BY c.log_id, c.size DESC) newest
            ORDER BY signed_at
            """,
            LogId.Installation.Value, LogFacts.AnchoredCode, due);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var hashes = new List<byte[]>();
        while (await rows.ReadAsync(cancellation)) hashes.Add(SHA256.HashData(rows.GetFieldValue<byte[]>(0)));
        return hashes;
    }

    private async Task<long> CountAsync(LogId log)
    {
        await using var command = Command("SELECT COALESCE(max(index) + 1, 0) FROM portal.log_leaf WHERE log_id = $1", log.Value);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<byte[]?> NewestNoteAsync(LogId log)
    {
        await using var command = Command("SELECT note FROM portal.log_checkpoint WHERE log_id = $1 ORDER BY size DESC LIMIT 1", log.Value);
        return (byte[]?)await command.ExecuteScalarAsync(cancellation);
    }

    private async Task<Dictionary<TreeNode, TreeHash>> NodesAsync(LogId log, IReadOnlyList<TreeNode> needs)
    {
        await using var command = Command(
            "SELECT n.level, n.index, n.hash FROM unnest($2, $3) AS t (level, index) JOIN portal.log_node n ON n.log_id = $1 AND n.level = t.level AND n.index = t.index",
            log.Value, needs.Select(node => (short)node.Level).ToArray(), needs.Select(node => node.Index).ToArray());
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var nodes = new Dictionary<TreeNode, TreeHash>();
        while (await rows.ReadAsync(cancellation)) nodes[new TreeNode(rows.GetInt16(0), rows.GetInt64(1))] = new TreeHash(rows.GetFieldValue<byte[]>(2));
        return nodes;
    }

    private async Task<List<OpenLog>> LogsAsync(NpgsqlCommand command)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var keys = new List<(string Name, LogKey Key)>();
        while (await rows.ReadAsync(cancellation))
        {
            keys.Add((rows.GetString(1), new LogKey
            {
                LogId = new LogId(rows.GetGuid(0)),
                Number = rows.GetInt32(2),
                VerifierKey = rows.GetString(3),
                Sealed = rows.GetFieldValue<byte[]>(4),
                MadeAt = await rows.GetFieldValueAsync<DateTimeOffset>(5, cancellation),
            }));
        }

        return [.. keys.GroupBy(key => key.Key.LogId).Select(log => new OpenLog(log.Key, log.First().Name, [.. log.Select(key => key.Key)]))];
    }

    private async Task DoAsync(string text, params object[] values)
    {
        await using var command = Command(text, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string text, params object[] values)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
