using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace ClientPortal.Domain.Data;

/// <summary>
/// Writes many rows of one table in one statement, for what comes by the thousand. Saved one by one, each row is looked at twice by the
/// change tracker and asks the policies of its table anew. What is written so is not tracked.
/// </summary>
internal static class ManyRows
{
    /// <summary>Inserts the rows.</summary>
    /// <exception cref="DbUpdateException">The database refused; the same as from saving.</exception>
    public static Task InsertManyAsync<T>(this PortalDb db, IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : class
    {
        var columns = ColumnsOf<T>(db);
        return WriteAsync(db, rows, columns, $"INSERT INTO {TableOf<T>(db)} ({Names(columns)}) SELECT * FROM {Given(columns)}", cancellation);
    }

    /// <summary>Sets every column of the rows that are there by their keys.</summary>
    /// <exception cref="DbUpdateException">The database refused; the same as from saving.</exception>
    public static Task UpdateManyAsync<T>(this PortalDb db, IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : class
    {
        var columns = ColumnsOf<T>(db);
        var set = columns.Where(column => !column.IsPrimaryKey()).Select(column => $"{column.GetColumnName()} = given.{column.GetColumnName()}");
        var same = columns.Where(column => column.IsPrimaryKey()).Select(column => $"kept.{column.GetColumnName()} = given.{column.GetColumnName()}");
        return WriteAsync(db, rows, columns,
            $"UPDATE {TableOf<T>(db)} AS kept SET {string.Join(", ", set)} FROM {Given(columns)} AS given ({Names(columns)}) WHERE {string.Join(" AND ", same)}", cancellation);
    }

    private static async Task WriteAsync<T>(PortalDb db, IReadOnlyList<T> rows, IReadOnlyList<IProperty> columns, string statement, CancellationToken cancellation)
        where T : class
    {
        if (typeof(IRecorded).IsAssignableFrom(typeof(T))) throw new NotSupportedException($"{typeof(T).Name} is recorded: it is saved, so that no change of it is silent.");
        if (typeof(IBoundPart).IsAssignableFrom(typeof(T)) && rows.Any(row => !db.IsForetold(row))) throw new NotSupportedException($"{typeof(T).Name} binds: foretell it, so that it stands in an entry.");
        if (rows.Count == 0) return;
        try
        {
            await db.Database.ExecuteSqlRawAsync(statement, columns.Select((column, i) => new NpgsqlParameter($"c{i}", ValuesOf(column, rows))), cancellation);
        }
        catch (PostgresException refused)
        {
            throw new DbUpdateException($"Rows of {typeof(T).Name} were refused.", refused);
        }
    }

    private static string TableOf<T>(PortalDb db) => $"{PortalDb.Schema}.{db.Model.FindEntityType(typeof(T))!.GetTableName()}";

    // What the database reckons by itself is not given to it.
    private static List<IProperty> ColumnsOf<T>(PortalDb db) =>
        [.. db.Model.FindEntityType(typeof(T))!.GetFlattenedProperties().Where(property => property.GetComputedColumnSql() is null)];

    private static string Names(IEnumerable<IProperty> columns) => string.Join(", ", columns.Select(column => column.GetColumnName()));

    private static string Given(IReadOnlyList<IProperty> columns) => $"unnest({string.Join(", ", columns.Select((_, i) => $"@c{i}"))})";

    // One array a column, of what the column holds: a typed id's uuid, an enum's word.
    private static Array ValuesOf<T>(IProperty column, IReadOnlyList<T> rows)
        where T : class
    {
        var converter = column.GetRelationalTypeMapping().Converter;
        var type = converter?.ProviderClrType ?? column.ClrType;
        if (type.IsValueType && Nullable.GetUnderlyingType(type) is null) type = typeof(Nullable<>).MakeGenericType(type);
        var values = Array.CreateInstance(type, rows.Count);
        var getter = column.GetGetter();
        for (var i = 0; i < rows.Count; i++)
        {
            var value = getter.GetClrValueUsingContainingEntity(rows[i]);
            values.SetValue(value is null || converter is null ? value : converter.ConvertToProvider(value), i);
        }

        return values;
    }
}
