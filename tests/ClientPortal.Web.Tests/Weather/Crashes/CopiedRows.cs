using Npgsql;

namespace ClientPortal.Web.Tests.Weather.Crashes;

/// <summary>Brings all rows of one portal's database into an empty one on another server, in one transaction.</summary>
internal static class CopiedRows
{
    // With the columns that are not made from others.
    private const string Tables =
        """
        SELECT t.oid::regclass::text, string_agg(quote_ident(c.attname), ', ' ORDER BY c.attnum)
        FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped AND c.attgenerated = ''
        WHERE t.relnamespace = 'portal'::regnamespace AND t.relkind = 'r' AND t.relname <> 'migration' GROUP BY t.oid
        """;

    /// <summary>Brings them.</summary>
    /// <param name="from">The connection string of who sees every row there.</param>
    /// <param name="to">That of an administrator here.</param>
    public static async Task BringAsync(string from, string to)
    {
        await using var there = new NpgsqlConnection(from + ";Pooling=false");
        await using var here = new NpgsqlConnection(to);
        await there.OpenAsync();
        await here.OpenAsync();
        await using var whole = await here.BeginTransactionAsync();
        // They come as they were: nothing is checked or noted anew, not even by the guards that nobody else gets past.
        await ExecuteAsync(here, "SET LOCAL session_replication_role = replica");
        var guards = await ListAsync(
            here,
            """
            SELECT format('TRIGGER %I', g.tgname), g.tgrelid::regclass::text FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
            WHERE t.relnamespace = 'portal'::regnamespace AND g.tgenabled = 'A'
            """);
        foreach (var (guard, table) in guards) await ExecuteAsync(here, $"ALTER TABLE {table} ENABLE {guard}");
        foreach (var (table, columns) in await ListAsync(here, Tables)) await BringAsync($"{table} ({columns})", there, here);
        foreach (var (guard, table) in guards) await ExecuteAsync(here, $"ALTER TABLE {table} ENABLE ALWAYS {guard}");
        await whole.CommitAsync();
    }

    private static async Task BringAsync(string table, NpgsqlConnection there, NpgsqlConnection here)
    {
        await using var rows = await there.BeginRawBinaryCopyAsync($"COPY {table} TO STDOUT (FORMAT binary)");
        await using var copy = await here.BeginRawBinaryCopyAsync($"COPY {table} FROM STDIN (FORMAT binary)");
        await rows.CopyToAsync(copy);
    }

    private static async Task<List<(string, string)>> ListAsync(NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand(query, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var list = new List<(string, string)>();
        while (await rows.ReadAsync()) list.Add((rows.GetString(0), rows.GetString(1)));
        return list;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
