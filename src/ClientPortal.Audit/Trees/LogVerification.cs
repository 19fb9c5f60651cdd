using System.Data;
using System.Security.Cryptography;
using ClientPortal.Audit.Attesting;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Ids;
using ClientPortal.Audit.Leaves;
using ClientPortal.Audit.Rows;
using ClientPortal.TransparencyLog;
using Npgsql;

namespace ClientPortal.Audit.Trees;

/// <summary>
/// Goes through every log from the bytes of its entries up and holds it against everything that was signed: checkpoints, keys, what the installation's log
/// took up of the others, and what timestamp authorities and witnesses vouched for; then it replays the rows that stand in the entries and holds the tables
/// against them. It names what was changed, as far as the database still tells.
/// </summary>
/// <param name="source">The database, as a login that may read all logs and every table that binds.</param>
/// <param name="tables">The tables that bind.</param>
/// <param name="clock">Tells how long an entry has waited for its place.</param>
public sealed class LogVerification(NpgsqlDataSource source, IReadOnlyList<BoundTable> tables, TimeProvider clock)
{
    /// <summary>How long an entry may wait for its place before that is a finding.</summary>
    public static readonly TimeSpan PlacedWithin = TimeSpan.FromMinutes(1);

    /// <summary>Verifies everything, as it stood at one moment.</summary>
    /// <param name="progress">Takes the number of entries that have gone by, now and then; null for nobody.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public async Task<LogVerificationResult> RunAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var run = new Run(connection, clock.GetUtcNow(), progress, cancellation);
        await run.AllAsync();
        using (var attested = new AttestationCheck(connection, run.Findings, cancellation)) await attested.RunAsync();
        await GuardCheck.RunAsync(tables, connection, run.Findings, cancellation);
        var rows = await new RowReplay(tables, connection, run.Findings, cancellation).RunAsync();
        return new LogVerificationResult(run.Logs, run.Entries, run.Checkpoints, rows, run.Findings);
    }

    private sealed class Run(NpgsqlConnection connection, DateTimeOffset now, IProgress<long>? progress, CancellationToken cancellation)
    {
        private const int BetweenTellings = 1_000;

        private readonly HashSet<string> _notes = new(StringComparer.Ordinal);
        private readonly List<(long Place, EntryId Entry, string Hash)> _anchors = [];

        public List<LogFinding> Findings { get; } = [];

        public int Logs { get; private set; }

        public long Entries { get; private set; }

        public long Checkpoints { get; private set; }

        public async Task AllAsync()
        {
            foreach (var log in await LogsAsync()) await LogAsync(log);
            // Once every checkpoint has been read.
            foreach (var (place, entry, hash) in _anchors.Where(anchor => !_notes.Contains(anchor.Hash)))
                Findings.Add(new LogFinding(LogFindingKind.AnchorMissing, LogId.Installation, place, entry, hash));
            await UnplacedAsync();
            await PersonalAsync();
        }

        private async Task LogAsync(OpenLog log)
        {
            Logs++;
            var heads = await HeadsAsync(log);
            var announced = new HashSet<string>(StringComparer.Ordinal);
            using var replay = new TreeReplay(heads);
            await using var command = new NpgsqlCommand(
                """
                SELECT l.index, l.entry_id, e.leaf, n.hash, e.client_id, e.code, e.at, e.actor_id, e.subject_kind, e.subject_id,
                    EXISTS (SELECT FROM portal.entry_personal p WHERE p.entry_id = l.entry_id AND p.name = $2)
                FROM portal.log_leaf l
                LEFT JOIN portal.entry e ON e.id = l.entry_id
                LEFT JOIN portal.log_node n ON n.log_id = l.log_id AND n.level = 0 AND n.index = l.index
                WHERE l.log_id = $1 ORDER BY l.index
                """,
                connection)
            { Parameters = { new() { Value = log.Id.Value }, new() { Value = RowImage.Name } } };
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            for (var expected = 0L; await rows.ReadAsync(cancellation); expected++)
            {
                var place = rows.GetInt64(0);
                for (; expected < place; expected++) Findings.Add(new LogFinding(LogFindingKind.PlaceMissing, log.Id, expected, null));
                Place(log, replay, announced, rows, place);
                if (++Entries % BetweenTellings == 0) progress?.Report(Entries);
            }

            if (!replay.Finish()) Findings.Add(new LogFinding(LogFindingKind.CheckpointDoesNotFit, log.Id, replay.Broken!.Value.Size, null));
            else if (replay.Size > (heads.Count == 0 ? 0 : heads[^1].Size)) Findings.Add(new LogFinding(LogFindingKind.PlaceUnsigned, log.Id, replay.Size - 1, null));
            foreach (var key in log.Keys.Where(key => !announced.Contains(key.VerifierKey))) Findings.Add(new LogFinding(LogFindingKind.KeyUnannounced, log.Id, null, null, key.VerifierKey));
        }

        private void Place(OpenLog log, TreeReplay replay, HashSet<string> announced, NpgsqlDataReader row, long place)
        {
            var id = new EntryId(row.GetGuid(1));
            if (row.IsDBNull(2))
            {
                Findings.Add(new LogFinding(LogFindingKind.EntryMissing, log.Id, place, id));
                return;
            }

            var leaf = row.GetFieldValue<byte[]>(2);
            var hash = MerkleTree.Leaf(leaf);
            replay.AppendLeaf(hash);
            if (row.IsDBNull(3) || hash != new TreeHash(row.GetFieldValue<byte[]>(3))) Findings.Add(new LogFinding(LogFindingKind.EntryAltered, log.Id, place, id));
            LeafContent content;
            try
            {
                content = LeafReader.Read(leaf);
            }
            catch (FormatException)
            {
                Findings.Add(new LogFinding(LogFindingKind.ColumnsDiffer, log.Id, place, id, "leaf"));
                return;
            }

            if (content.Personal.ContainsKey(RowImage.Name) && !row.GetBoolean(10)) Findings.Add(new LogFinding(LogFindingKind.RowsErased, log.Id, place, id));
            foreach (var column in Differing(log, content, id, row)) Findings.Add(new LogFinding(LogFindingKind.ColumnsDiffer, log.Id, place, id, column));
            switch (content.Code)
            {
                case LogFacts.OpenedCode when content.Values.GetValueOrDefault("key") is FactValue.Text key:
                    announced.Add(key.Value);
                    break;
                case LogFacts.KeyReplacedCode when content.Values.GetValueOrDefault("key") is FactValue.Change { New: FactValue.Text key }:
                    announced.Add(key.Value);
                    break;
                case LogFacts.AnchoredCode when content.Values.GetValueOrDefault("checkpoints") is FactValue.Sequence hashes:
                    _anchors.AddRange(hashes.Values.OfType<FactValue.Hash>().Select(one => (place, id, Convert.ToHexStringLower(one.Value.Span))));
                    break;
                default:
                    break;
            }
        }

        private static IEnumerable<string> Differing(OpenLog log, LeafContent content, EntryId id, NpgsqlDataReader row)
        {
            if (content.Id != id) yield return "id";
            var client = row.IsDBNull(4) ? (ClientId?)null : new ClientId(row.GetGuid(4));
            if (content.Client != client || LogId.Of(client) != log.Id) yield return "client_id";
            if (content.Code != row.GetString(5)) yield return "code";
            if (content.At != row.GetFieldValue<DateTimeOffset>(6)) yield return "at";
            if (content.Actor != (row.IsDBNull(7) ? (PersonId?)null : new PersonId(row.GetGuid(7)))) yield return "actor_id";
            if (content.Subject != new FactSubject(row.GetString(8), row.GetGuid(9))) yield return "subject_id";
        }

        private async Task<List<TreeHead>> HeadsAsync(OpenLog log)
        {
            var heads = new List<TreeHead>();
            await using var command = new NpgsqlCommand("SELECT size, root, note FROM portal.log_checkpoint WHERE log_id = $1 ORDER BY size", connection) { Parameters = { new() { Value = log.Id.Value } } };
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                Checkpoints++;
                var (size, root, note) = (rows.GetInt64(0), rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2));
                _notes.Add(Convert.ToHexStringLower(SHA256.HashData(note)));
                if (log.Read(note) is var (head, _) && head == new TreeHead(size, new TreeHash(root))) heads.Add(head);
                else Findings.Add(new LogFinding(LogFindingKind.CheckpointForged, log.Id, size, null));
            }

            return heads;
        }

        private async Task<List<OpenLog>> LogsAsync()
        {
            await using var command = new NpgsqlCommand(
                "SELECT l.id, l.name, k.number, k.verifier_key FROM portal.log l LEFT JOIN portal.log_key k ON k.log_id = l.id ORDER BY l.id, k.number", connection);
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            var keys = new List<(LogId Log, string Name, LogKey? Key)>();
            while (await rows.ReadAsync(cancellation))
            {
                var log = new LogId(rows.GetGuid(0));
                keys.Add((log, rows.GetString(1), rows.IsDBNull(2) ? null : new LogKey { LogId = log, Number = rows.GetInt32(2), VerifierKey = rows.GetString(3) }));
            }

            return [.. keys.GroupBy(key => key.Log).Select(log => new OpenLog(log.Key, log.First().Name, [.. log.Select(key => key.Key).OfType<LogKey>()]))];
        }

        // Not by what is noted as waiting: whoever takes an entry out of that list leaves the entry.
        private async Task UnplacedAsync()
        {
            await using var command = new NpgsqlCommand(
                "SELECT e.id, e.client_id FROM portal.entry e WHERE e.at < $1 AND NOT EXISTS (SELECT FROM portal.log_leaf l WHERE l.entry_id = e.id) ORDER BY e.at, e.id", connection)
            { Parameters = { new() { Value = now - PlacedWithin } } };
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
                Findings.Add(new LogFinding(LogFindingKind.EntryUnplaced, LogId.Of(rows.IsDBNull(1) ? null : new ClientId(rows.GetGuid(1))), null, new EntryId(rows.GetGuid(0))));
        }

        // What was erased opens nothing any more, which is as it should be.
        private async Task PersonalAsync()
        {
            await using var command = new NpgsqlCommand(
                "SELECT p.entry_id, p.name, p.value, p.salt, e.leaf, e.client_id FROM portal.entry_personal p JOIN portal.entry e ON e.id = p.entry_id", connection);
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                var name = rows.GetString(1);
                if (Committed(rows.GetFieldValue<byte[]>(4), name) == Made(name, rows.GetString(2), rows.GetFieldValue<byte[]>(3))) continue;
                Findings.Add(new LogFinding(
                    LogFindingKind.PersonalValueAltered, LogId.Of(rows.IsDBNull(5) ? null : new ClientId(rows.GetGuid(5))), null, new EntryId(rows.GetGuid(0)), name));
            }
        }

        private static string? Committed(byte[] leaf, string name)
        {
            try
            {
                return LeafReader.Read(leaf).Personal.GetValueOrDefault(name);
            }
            catch (FormatException)
            {
                return null;
            }
        }

        private static string Made(string name, string value, byte[] salt) => salt.Length == Commitment.SaltLength ? Commitment.To(name, value, salt) : "";
    }
}
