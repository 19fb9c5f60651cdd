using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClientPortal.Web.Hosting;

/// <summary>
/// Leaves out of an address what its page could not read: a number that is none, half an identifier. Whoever mistypes a link, or gets one that was
/// cut off, sees the page without it; the framework would answer with an error.
/// </summary>
internal static class UnreadableQuery
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, Func<string, bool>>> Known = new();

    /// <summary>Works on what routing found, and before the page runs.</summary>
    public static void UseReadableQueries(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Query.Count > 0 && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page) LeaveOut(context.Request, Known.GetOrAdd(page.Type, TypedOf));
        return next(context);
    });

    private static void LeaveOut(HttpRequest request, IReadOnlyDictionary<string, Func<string, bool>> typed)
    {
        bool IsReadable(string name, IEnumerable<string?> values) => !typed.TryGetValue(name, out var reads) || values.All(value => string.IsNullOrEmpty(value) || reads(value));

        if (request.Query.All(part => IsReadable(part.Key, part.Value))) return;
        var kept = new QueryBuilder(request.Query.Where(part => IsReadable(part.Key, part.Value)).SelectMany(part => part.Value.Select(value => KeyValuePair.Create(part.Key, value ?? ""))));
        request.QueryString = kept.ToQueryString();
    }

    private static IReadOnlyDictionary<string, Func<string, bool>> TypedOf(Type page) => (
        from property in page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        let query = property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()
        let type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
        where query is not null && type != typeof(string)
        select KeyValuePair.Create(query.Name ?? property.Name, ReaderOf(type))).ToDictionary(StringComparer.OrdinalIgnoreCase);

    // As the framework reads them.
    private static Func<string, bool> ReaderOf(Type type) => type switch
    {
        _ when type == typeof(Guid) => value => Guid.TryParse(value, out _),
        _ when type == typeof(int) => value => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(bool) => value => bool.TryParse(value, out _),
        _ when type == typeof(DateOnly) => value => DateOnly.TryParse(value, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(TimeOnly) => value => TimeOnly.TryParse(value, CultureInfo.InvariantCulture, out _),
        _ => throw new NotSupportedException($"No page takes a {type.Name} from its address yet."),
    };
}
