using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Ids;
using ClientPortal.Audit.Trees;
using Npgsql;

namespace ClientPortal.Audit.Rows;

/// <summary>
/// Takes up into the logs what was there before entries told of rows, as it stood: from then on it is held against the record like everything else. Once in a
/// database's life; one that begins with this version has nothing to take up.
/// </summary>
public static class TakeUpRows
{
    // One leaf commits to them all; what is opened to verify it stays of a handy size.
    private const int AtOnce = 1_000;

    /// <summary>Does it, as the owner, in one transaction.</summary>
    /// <returns>How many rows were taken up; 0 where entries tell of rows already.</returns>
    public static async Task<int> RunAsync(NpgsqlDataSource owner, IReadOnlyList<BoundTable> tables, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Two nodes that start at once take turns.
        await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock(hashtextextended('portal.rows', 0))", cancellation);
        if (await IsDoneAsync(connection, cancellation)) return 0;

        var images = new List<(ClientId? Client, RowImage Image)>();
        foreach (var table in tables) images.AddRange(await ReadAsync(connection, table, cancellation));
        var store = new LogStore(connection, cancellation);
        foreach (var log in images.GroupBy(kept => kept.Client))
        {
            foreach (var rows in log.Select(kept => kept.Image).Chunk(AtOnce))
                await store.WriteAsync(Entry.For(LogFacts.RowsTakenUp(LogId.Of(log.Key), rows.Length), actor: null, now, rows), told: []);
        }

        await transaction.CommitAsync(cancellation);
        return images.Count;
    }

    private static async Task<bool> IsDoneAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM portal.entry_personal WHERE name = $1)", connection) { Parameters = { new() { Value = RowImage.Name } } };
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<List<(ClientId? Client, RowImage Image)>> ReadAsync(NpgsqlConnection connection, BoundTable table, CancellationToken cancellation)
    {
        var images = new List<(ClientId? Client, RowImage Image)>();
        await using var command = new NpgsqlCommand(table.Select(), connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var row = table.Read(rows);
            images.Add((table.ClientOf(row), new RowImage(table.Name, 0, IsGone: false, row)));
        }

        return images;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
