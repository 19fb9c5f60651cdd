using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ClientPortal.Domain.Data;

/// <summary>What is true of every table, said once.</summary>
internal static class ModelConventions
{
    private const string BindingAnnotation = "Portal:BindsWhen";

    private const string RefusalAnnotation = "Portal:RefusedAs";

    /// <summary>Typed ids are plain UUIDs in the database.</summary>
    public static void ConvertTypedIds(this ModelConfigurationBuilder configuration)
    {
        foreach (var id in TypedIds())
            configuration.Properties(id).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(id));
    }

    /// <summary>A state is text that the database holds to the states there are.</summary>
    public static void ConstrainEnums(this ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var property in WithComplex(entity))
            {
                var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
                if (!type.IsEnum) continue;
                var names = string.Join(", ", Enum.GetNames(type).Select(name => $"'{name}'"));
                builder.Entity(entity.ClrType).ToTable(table => table.HasCheckConstraint($"ck_{entity.GetTableName()}_{property.GetColumnName()}", $"\"{property.GetColumnName()}\" IN ({names})"));
            }
        }
    }

    /// <summary>A root's revision is checked once more by the database, for two saves within the same moment.</summary>
    public static void HasRevision<T>(this EntityTypeBuilder<T> root)
        where T : Root => root.Property(r => r.Revision).IsConcurrencyToken();

    /// <summary>Says in SQL which rows of something recorded bind anybody, the same as its <see cref="IRecorded.IsRecorded"/>.</summary>
    public static EntityTypeBuilder<T> BindsWhen<T>(this EntityTypeBuilder<T> entity, string condition)
        where T : class, IRecorded => entity.HasAnnotation(BindingAnnotation, condition);

    /// <summary>Which rows bind, as a condition in SQL; null for all of them.</summary>
    public static string? FindBinding(this IEntityType entity) => entity.FindAnnotation(BindingAnnotation)?.Value as string;

    /// <summary>What a person is told when this index refuses their form.</summary>
    public static IndexBuilder<T> RefusedAs<T>(this IndexBuilder<T> index, Rule rule, string field)
    {
        index.HasAnnotation(RefusalAnnotation, $"{rule}|{field}");
        return index;
    }

    /// <inheritdoc cref="RefusedAs{T}(IndexBuilder{T}, Rule, string)"/>
    public static IndexBuilder RefusedAs(this IndexBuilder index, Rule rule, string field)
    {
        index.HasAnnotation(RefusalAnnotation, $"{rule}|{field}");
        return index;
    }

    /// <summary>The refusal of a unique index, or null where the index has none and its violation is a bug.</summary>
    public static Refusal? FindRefusal(this DbContext db, string? constraint)
    {
        var index = db.Model.GetEntityTypes().SelectMany(entity => entity.GetIndexes()).FirstOrDefault(index => index.GetDatabaseName() == constraint);
        if (index?.FindAnnotation(RefusalAnnotation)?.Value is not string refusedAs) return null;
        var parts = refusedAs.Split('|');
        return new Refusal(Enum.Parse<Rule>(parts[0]), parts[1]);
    }

    private static IEnumerable<IMutableProperty> WithComplex(IMutableTypeBase type) =>
        type.GetDeclaredProperties().Concat(type.GetDeclaredComplexProperties().SelectMany(complex => WithComplex(complex.ComplexType)));

    private static IEnumerable<Type> TypedIds() =>
        new[] { typeof(ClientId).Assembly, typeof(ModelConventions).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsValueType && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ITypedId<>)));

    private sealed class TypedIdConverter<T>() : ValueConverter<T, Guid>(id => id.Value, value => Make(value))
        where T : struct, ITypedId<T>
    {
        private static T Make(Guid value) => T.Of(value);
    }
}
