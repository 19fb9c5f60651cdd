using System.Data.Common;
using ClientPortal.Audit.Ids;

namespace ClientPortal.Audit.Rows;

/// <summary>A table whose rows bind somebody: whatever is written into it stands in the entry that tells of it.</summary>
/// <param name="Name">The table's name in the portal's schema.</param>
/// <param name="Key">The columns of its key.</param>
/// <param name="Columns">The columns that are held against the record, those of the key among them.</param>
/// <param name="Client">The column that names the client; null for a table of the provider's own.</param>
/// <param name="Binding">Which of its rows bind somebody, as a condition in SQL; null for all of them.</param>
/// <param name="IsAppendOnly">Whether its rows stay as they were written.</param>
public sealed record BoundTable(string Name, IReadOnlyList<string> Key, IReadOnlyList<string> Columns, string? Client, string? Binding, bool IsAppendOnly)
{
    /// <summary>The statement that reads its rows in the order of their keys.</summary>
    internal string Select() =>
        $"SELECT {Quoted(Columns)} FROM portal.{Name}{(Binding is { } binding ? $" WHERE {binding}" : "")} ORDER BY {Quoted(Key)}";

    /// <summary>The statement that reads the keys of the rows that do not bind; null where all do.</summary>
    internal string? SelectUnbound() => Binding is { } binding ? $"SELECT {Quoted(Key)} FROM portal.{Name} WHERE NOT ({binding})" : null;

    /// <summary>The row a reader of <see cref="Select"/> stands on.</summary>
    internal Dictionary<string, string?> Read(DbDataReader rows) =>
        Columns.Select((column, i) => (column, Text: RowText.Of(rows.GetValue(i), rows.GetDataTypeName(i) == "jsonb"))).ToDictionary(pair => pair.column, pair => pair.Text, StringComparer.Ordinal);

    /// <summary>Whose row it is; null for one of the provider's own.</summary>
    public ClientId? ClientOf(IReadOnlyDictionary<string, string?> row) =>
        Client is { } column && row.GetValueOrDefault(column) is { } client ? ClientId.Of(Guid.Parse(client)) : null;

    // A name may be a word of SQL.
    private static string Quoted(IEnumerable<string> columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));
}
