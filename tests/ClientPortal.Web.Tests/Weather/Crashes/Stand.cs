using System.Data;
using ClientPortal.Audit.Ids;
using Npgsql;

namespace ClientPortal.Web.Tests.Weather.Crashes;

/// <summary>An entry at its place.</summary>
internal sealed record Placed(long Index, Guid Entry, byte[] Leaf);

/// <summary>The record as it stands at one moment.</summary>
/// <param name="Remarks">By its text, the entries that were written with each remark.</param>
/// <param name="Logs">Every log's entries in the order of their places.</param>
/// <param name="Keys">The keys that sign each log.</param>
/// <param name="Unplaced">Entries that have no place yet.</param>
internal sealed record Stand(
    IReadOnlyDictionary<string, Guid[]> Remarks, IReadOnlyDictionary<LogId, Placed[]> Logs, IReadOnlyDictionary<LogId, string[]> Keys, IReadOnlyCollection<Guid> Unplaced)
{
    /// <summary>Reads it as somebody who sees every row.</summary>
    public static async Task<Stand> ReadAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        // Rows of one transaction carry its number; what only grows keeps it.
        var remarks = await ListAsync(
            connection,
            """
            SELECT r.text, e.id FROM (
                SELECT text, amendment_id AS subject, xmin AS written FROM portal.amendment_comment
                UNION ALL SELECT text, contract_id, xmin FROM portal.contract_comment) r
            LEFT JOIN portal.entry e ON e.xmin = r.written AND e.subject_id = r.subject
            """,
            row => (Text: row.GetString(0), Entry: row.IsDBNull(1) ? (Guid?)null : row.GetGuid(1)));
        var places = await ListAsync(
            connection, "SELECT l.log_id, l.index, l.entry_id, e.leaf FROM portal.log_leaf l JOIN portal.entry e ON e.id = l.entry_id ORDER BY l.log_id, l.index",
            row => (Log: new LogId(row.GetGuid(0)), Placed: new Placed(row.GetInt64(1), row.GetGuid(2), row.GetFieldValue<byte[]>(3))));
        var keys = await ListAsync(connection, "SELECT log_id, verifier_key FROM portal.log_key", row => (Log: new LogId(row.GetGuid(0)), Key: row.GetString(1)));
        var unplaced = await ListAsync(
            connection, "SELECT id FROM portal.entry e WHERE NOT EXISTS (SELECT FROM portal.log_leaf l WHERE l.entry_id = e.id)", row => row.GetGuid(0));
        return new Stand(
            remarks.GroupBy(one => one.Text, StringComparer.Ordinal).ToDictionary(group => group.Key, Guid[] (group) => [.. group.Select(one => one.Entry).OfType<Guid>()], StringComparer.Ordinal),
            places.GroupBy(one => one.Log).ToDictionary(group => group.Key, Placed[] (group) => [.. group.Select(one => one.Placed)]),
            keys.GroupBy(one => one.Log).ToDictionary(group => group.Key, string[] (group) => [.. group.Select(one => one.Key)]),
            unplaced);
    }

    private static async Task<List<T>> ListAsync<T>(NpgsqlConnection connection, string query, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(query, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var list = new List<T>();
        while (await rows.ReadAsync()) list.Add(read(rows));
        return list;
    }
}
