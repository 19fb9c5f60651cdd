using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ClientPortal.Audit.Rows;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClientPortal.Domain.Data;

/// <summary>
/// Which rows bind somebody, and how they look in the entry that tells of them: everything that is <see cref="IRecorded"/> with its parts, except people. A person's
/// name and address are theirs to change and to have erased; they are told in facts of their own.
/// </summary>
public static class BoundRows
{
    private static readonly ConcurrentDictionary<IEntityType, BoundType?> Types = new();

    /// <summary>The tables that are held against the record.</summary>
    public static IReadOnlyList<BoundTable> Tables { get; } = FindTables();

    /// <summary>The row an entity is written as; null for what binds nobody, and for a change that the record does not tell.</summary>
    internal static RowImage? ImageOf(IEntityType type, object entity, bool isGone) =>
        Of(type) is { } bound && entity is not IRecorded { IsRecorded: false } ? bound.ImageOf(entity, isGone) : null;

    /// <summary>The client whose row it is; null for one of the provider's own.</summary>
    internal static ClientId? ClientOf(IEntityType type, RowImage image) => Of(type)!.Table.ClientOf(image.Columns);

    private static List<BoundTable> FindTables()
    {
        // The model needs no database.
        using var db = new PortalDb(new DbContextOptionsBuilder<PortalDb>().UsePortalModel().Options);
        return [.. db.Model.GetEntityTypes().Select(Of).OfType<BoundType>().Select(bound => bound.Table).OrderBy(table => table.Name, StringComparer.Ordinal)];
    }

    private static BoundType? Of(IEntityType type) => Types.GetOrAdd(type, static type => IsBound(type.ClrType) ? new BoundType(type) : null);

    private static bool IsBound(Type type) => (type.IsAssignableTo(typeof(IRecorded)) && type != typeof(Person)) || type.IsAssignableTo(typeof(IBoundPart));

    private sealed class BoundType
    {
        private readonly IReadOnlyList<(string Column, IProperty Property, bool IsJson)> _columns;

        public BoundType(IEntityType type)
        {
            // Which properties are told is the same for all of a kind.
            var told = RuntimeHelpers.GetUninitializedObject(type.ClrType) as IRecorded;
            _columns = [.. type.GetFlattenedProperties()
                .Where(property => property.GetComputedColumnSql() is null && (property.IsPrimaryKey() || told is null || told.Records(property.Name)))
                .Select(property => (property.GetColumnName(), property, property.GetRelationalTypeMapping().StoreType == "jsonb"))];
            var key = type.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName()).ToList();
            Table = new BoundTable(
                type.GetTableName()!,
                key,
                [.. _columns.Select(column => column.Column)],
                _columns.Where(column => column.Property.ClrType == typeof(ClientId) || column.Property.ClrType == typeof(ClientId?)).Select(column => column.Column).FirstOrDefault(),
                type.FindBinding(),
                !type.ClrType.IsAssignableTo(typeof(Root)) && type.ClrType != typeof(Membership) && type.ClrType != typeof(RightGrant));
        }

        public BoundTable Table { get; }

        public RowImage ImageOf(object entity, bool isGone) => new(
            Table.Name,
            entity is Root root ? root.Revision : 0,
            isGone,
            _columns.Where(column => !isGone || column.Property.IsPrimaryKey()).ToDictionary(column => column.Column, column => TextOf(column.Property, column.IsJson, entity), StringComparer.Ordinal));

        private static string? TextOf(IProperty property, bool isJson, object entity)
        {
            var value = property.GetGetter().GetClrValueUsingContainingEntity(entity);
            return RowText.Of(value is not null && property.GetRelationalTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value, isJson);
        }
    }
}
