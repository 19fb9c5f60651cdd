using System.Reflection;
using System.Text;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using ClientPortal.TransparencyLog;

namespace ClientPortal.Domain.Tests.Isolation;

/// <summary>Makes arguments for a use case by their types: identifiers of things that are there, forms with something in every field.</summary>
/// <param name="things">Gives identifiers of a kind, as they stand in the database.</param>
/// <param name="now">The portal's clock.</param>
internal sealed class Arguments(Func<Type, IReadOnlyList<object>> things, DateTimeOffset now)
{
    private const int MostCombinations = 8;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Lists of arguments for everything after who acts: one for each combination of the things that are named.</summary>
    public IReadOnlyList<object?[]> For(MethodInfo method)
    {
        IEnumerable<object?[]> lists = [[]];
        foreach (var parameter in method.GetParameters().Skip(1))
        {
            var values = Values(parameter).ToList();
            lists = [.. lists.SelectMany(list => values.Select(value => (object?[])[.. list, value]))];
        }

        var all = lists.ToList();
        // Where there are too many, some spread over all of them.
        return all.Count <= MostCombinations ? all : [.. Enumerable.Range(0, MostCombinations).Select(i => all[i * all.Count / MostCombinations])];
    }

    /// <summary>The kinds of things a use case is told of.</summary>
    public static IReadOnlyList<Type> Things(MethodInfo method) =>
        [.. method.GetParameters().Skip(1).Select(parameter => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType).Where(IsThing).Distinct()];

    /// <summary>Whether the type is an identifier of a thing: typed, or the hash a file is known by.</summary>
    public static bool IsThing(Type type) => !type.Equals(typeof(CommandId)) && (type == typeof(ContentHash)
        || type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ITypedId<>)));

    /// <summary>An identifier nobody has.</summary>
    public static object Unknown(Type type) => type == typeof(ContentHash)
        ? ContentHash.Of(Guid.CreateVersion7().ToByteArray())
        : Activator.CreateInstance(type, Guid.CreateVersion7())!;

    private IEnumerable<object?> Values(ParameterInfo parameter)
    {
        if (IsThing(parameter.ParameterType)) return things(parameter.ParameterType);
        if (Nullable.GetUnderlyingType(parameter.ParameterType) is { } may && IsThing(may)) return [.. things(may), null];
        return [One(parameter.ParameterType, parameter.Name!, Nullability.Create(parameter).WriteState == NullabilityState.Nullable)];
    }

    private object? One(Type type, string name, bool mayBeNull)
    {
        if (type == typeof(string)) return mayBeNull && name is "after" or "search" or "text" ? null : Text(name);
        if (Nullable.GetUnderlyingType(type) is { } inner) return inner == typeof(Guid) ? Reference(name) : inner == typeof(DateOnly) ? null : One(inner, name, mayBeNull: false);
        if (type == typeof(CancellationToken)) return TestContext.Current.CancellationToken;
        if (type == typeof(DateTimeOffset)) return now;
        if (type == typeof(DateOnly)) return DateOnly.FromDateTime(now.UtcDateTime).AddDays(60);
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return name == "after" ? 0 : 1;
        if (type.Equals(typeof(CommandId))) return CommandId.New();
        if (type == typeof(TilePath)) return TilePath.Entries(0, 1);
        if (type == typeof(Currency)) return Currency.Of("EUR");
        if (type == typeof(byte[])) return Encoding.UTF8.GetBytes("Code;Name;Unit;Price\nA;Alpha;hour;10\n");
        if (type == typeof(ReadOnlyMemory<byte>)) return new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes("Code;Name;Unit;Price\nA;Alpha;hour;10\n"));
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0);
        if (IsThing(type)) return things(type) is [var first, ..] ? first : Unknown(type);
        if (typeof(Delegate).IsAssignableFrom(type)) return Delegate.CreateDelegate(type, typeof(Arguments).GetMethod(nameof(Ignore), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.GetGenericArguments()));
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(type)) return mayBeNull ? null : Some(type);
        if (type.IsInterface) return mayBeNull ? null : throw new InvalidOperationException($"No argument is known for {type}.");
        return type.IsPrimitive ? Activator.CreateInstance(type) : Whole(type);
    }

    // A form that names a client means one that is there; what else it may name it may leave out.
    private object? Reference(string name) => name == "Client" ? ((ClientId)One(typeof(ClientId), name, mayBeNull: false)!).Value : null;

    private static object Some(Type list)
    {
        var inner = list.GetGenericArguments();
        if (inner.Length == 2) return Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(inner))!;
        var array = Array.CreateInstance(inner[0], 0);
        return list.IsInstanceOfType(array) ? array : Activator.CreateInstance(list)!;
    }

    private object Whole(Type type)
    {
        var constructor = type.GetConstructors().Where(c => c.GetParameters().All(p => p.ParameterType != type)).MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type} cannot be made.");
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => One(p.ParameterType, p.Name!, Nullability.Create(p).WriteState == NullabilityState.Nullable))]);
        if (constructor.GetParameters().Length > 0) return made;
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }))
            property.SetValue(made, One(property.PropertyType, property.Name, Nullability.Create(property).WriteState == NullabilityState.Nullable));
        return made;
    }

    // "10" is a text, a number, an amount and a percent.
    private static string Text(string name) => name switch
    {
        "Name" or "LegalName" or "Word" => $"Name {Guid.CreateVersion7()}",
        "Email" => $"{Guid.CreateVersion7()}@people.test",
        "Zone" => "Europe/London",
        "Currency" => "EUR",
        _ => "10",
    };

    private static void Ignore<T>(T value) => _ = value;
}
