using ClientPortal.Audit.Ids;
using ClientPortal.Audit.Trees;
using Npgsql;

namespace ClientPortal.Audit.Rows;

/// <summary>
/// Replays the images of rows that stand in the entries and holds the tables against what they come to: the last image of a row is the row, no row is there
/// without an image, and none is missing. It keeps some eighty bytes a row.
/// </summary>
internal sealed class RowReplay(IReadOnlyList<BoundTable> tables, NpgsqlConnection connection, ICollection<LogFinding> findings, CancellationToken cancellation)
{
    private readonly Dictionary<UInt128, Told> _told = [];

    /// <summary>Goes through all entries and then all tables.</summary>
    /// <returns>How many rows were held against their images.</returns>
    public async Task<long> RunAsync()
    {
        await ReadImagesAsync();
        var rows = 0L;
        foreach (var table in tables) rows += await CompareAsync(table);
        foreach (var gone in _told.Values.OrderBy(told => told.Log.Value).ThenBy(told => told.Place))
            findings.Add(new LogFinding(LogFindingKind.RowMissing, gone.Log, gone.Place, gone.Entry, await NameAsync(gone)));
        return rows;
    }

    private async Task ReadImagesAsync()
    {
        var known = tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(
            """
            SELECT e.id, e.client_id, l.index, p.value FROM portal.entry_personal p JOIN portal.entry e ON e.id = p.entry_id LEFT JOIN portal.log_leaf l ON l.entry_id = e.id
            WHERE p.name = $1 ORDER BY e.at, l.index, e.id
            """,
            connection)
        { Parameters = { new() { Value = RowImage.Name } } };
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var entry = new EntryId(rows.GetGuid(0));
            var log = LogId.Of(rows.IsDBNull(1) ? null : new ClientId(rows.GetGuid(1)));
            var place = rows.IsDBNull(2) ? (long?)null : rows.GetInt64(2);
            foreach (var image in Read(rows.GetString(3), log, place, entry))
            {
                if (!known.TryGetValue(image.Table, out var table)) continue;
                var key = RowImage.KeyOf(table, image.Columns);
                // Two who waited for one another may have been written in the order in which they began.
                if (_told.TryGetValue(key, out var before) && before.Order > image.Order) continue;
                if (image.IsGone) _told.Remove(key);
                else _told[key] = new Told(table, RowImage.ContentOf(image.Columns), image.Order, log, place, entry, key);
            }
        }
    }

    private IReadOnlyList<RowImage> Read(string text, LogId log, long? place, EntryId entry)
    {
        try
        {
            return RowImage.Read(text);
        }
        catch (FormatException)
        {
            findings.Add(new LogFinding(LogFindingKind.PersonalValueAltered, log, place, entry, RowImage.Name));
            return [];
        }
    }

    private async Task<long> CompareAsync(BoundTable table)
    {
        var count = 0L;
        var differing = new List<(Told Told, Dictionary<string, string?> Row)>();
        await using (var command = new NpgsqlCommand(table.Select(), connection))
        await using (var rows = await command.ExecuteReaderAsync(cancellation))
        {
            while (await rows.ReadAsync(cancellation))
            {
                count++;
                var row = table.Read(rows);
                if (!_told.Remove(RowImage.KeyOf(table, row), out var told)) findings.Add(new LogFinding(LogFindingKind.RowUntold, LogId.Of(table.ClientOf(row)), null, null, Name(table, row)));
                else if (told.Content != RowImage.ContentOf(row)) differing.Add((told, row));
            }
        }

        foreach (var (told, row) in differing)
        {
            // A column that came later stands in no earlier image.
            foreach (var (column, text) in await FindAsync(told))
            {
                if (!row.TryGetValue(column, out var now) || now == text) continue;
                findings.Add(new LogFinding(LogFindingKind.RowDiffers, told.Log, told.Place, told.Entry, $"{Name(table, row)}: {column}"));
            }
        }

        // What does not bind yet, or no more, is held against nothing.
        if (table.SelectUnbound() is { } unbound) await ForgetAsync(table, unbound);
        return count;
    }

    private async Task ForgetAsync(BoundTable table, string unbound)
    {
        await using var command = new NpgsqlCommand(unbound, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            _told.Remove(RowImage.KeyOf(table, table.Key.Select((column, i) => (column, Text: RowText.Of(rows.GetValue(i)))).ToDictionary(pair => pair.column, pair => pair.Text, StringComparer.Ordinal)));
    }

    private async Task<string> NameAsync(Told told) => Name(told.Table, await FindAsync(told));

    private async Task<IReadOnlyDictionary<string, string?>> FindAsync(Told told)
    {
        await using var command = new NpgsqlCommand("SELECT value FROM portal.entry_personal WHERE entry_id = $1 AND name = $2", connection)
        { Parameters = { new() { Value = told.Entry.Value }, new() { Value = RowImage.Name } } };
        return RowImage.Read((string)(await command.ExecuteScalarAsync(cancellation))!)
            .Last(image => image.Table == told.Table.Name && RowImage.KeyOf(told.Table, image.Columns) == told.Key).Columns;
    }

    private static string Name(BoundTable table, IReadOnlyDictionary<string, string?> row) =>
        $"{table.Name} {string.Join(", ", table.Key.Select(column => row.GetValueOrDefault(column)))}";

    private readonly record struct Told(BoundTable Table, UInt128 Content, long Order, LogId Log, long? Place, EntryId Entry, UInt128 Key);
}
