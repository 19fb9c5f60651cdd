using ClientPortal.Audit.Ids;
using ClientPortal.Audit.Trees;
using Npgsql;

namespace ClientPortal.Audit.Rows;

/// <summary>
/// Looks whether the tables still have what guards them: row security that is forced, and on what is only added to the triggers that refuse a change. Who swaps a
/// table for one of the same name and content, or switches its guards off, is found by it. Where the database once told of changes to its structure, that must go on.
/// </summary>
internal static class GuardCheck
{
    private static readonly string[] OfTheRecord = ["entry", "log", "log_key", "log_leaf", "log_node", "log_checkpoint", "checkpoint_timestamp", "checkpoint_cosignature"];

    private const string Guards =
        """
        SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
            (SELECT count(*) FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace s ON s.oid = p.pronamespace
             WHERE t.tgrelid = c.oid AND t.tgname IN ('refuse_change', 'refuse_truncate') AND t.tgenabled = 'A' AND s.nspname = 'portal' AND p.proname = 'refuse_change') = 2
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'portal' AND c.relkind = 'r'
        """;

    private static readonly string[] Watching = ["portal_watch_command", "portal_watch_drop"];

    private const string Watched =
        """
        SELECT t.evtname FROM pg_event_trigger t JOIN pg_proc p ON p.oid = t.evtfoid JOIN pg_namespace s ON s.oid = p.pronamespace WHERE t.evtenabled = 'A' AND s.nspname = 'portal_watch'
        """;

    /// <summary>Names the tables that are not there, lie open, or let their rows be changed, and what should watch over their structure and does not.</summary>
    public static async Task RunAsync(IReadOnlyList<BoundTable> tables, NpgsqlConnection connection, ICollection<LogFinding> findings, CancellationToken cancellation)
    {
        var found = new Dictionary<string, (bool IsSecured, bool RefusesChange)>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand(Guards, connection))
        await using (var rows = await command.ExecuteReaderAsync(cancellation))
        {
            while (await rows.ReadAsync(cancellation)) found.Add(rows.GetString(0), (rows.GetBoolean(1), rows.GetBoolean(2)));
        }

        foreach (var (table, isAppendOnly) in tables.Select(table => (table.Name, table.IsAppendOnly)).Concat(OfTheRecord.Select(table => (table, true))))
        {
            if (!found.TryGetValue(table, out var guards) || !guards.IsSecured || (isAppendOnly && !guards.RefusesChange))
                findings.Add(new LogFinding(LogFindingKind.GuardMissing, LogId.Installation, null, null, table));
        }

        await WatchAsync(connection, findings, cancellation);
    }

    private static async Task WatchAsync(NpgsqlConnection connection, ICollection<LogFinding> findings, CancellationToken cancellation)
    {
        await using var told = new NpgsqlCommand("SELECT EXISTS (SELECT FROM portal.entry WHERE subject_kind = 'structure')", connection);
        if (!(bool)(await told.ExecuteScalarAsync(cancellation))!) return;
        var watching = new HashSet<string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(Watched, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) watching.Add(rows.GetString(0));
        foreach (var trigger in Watching.Where(trigger => !watching.Contains(trigger))) findings.Add(new LogFinding(LogFindingKind.GuardMissing, LogId.Installation, null, null, trigger));
    }
}
