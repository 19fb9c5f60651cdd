using System.Reflection;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Isolation;

/// <summary>A way into the domain on somebody's behalf, found by its shape: a public asynchronous method that takes a person or an actor.</summary>
/// <param name="Method">The method.</param>
internal sealed record UseCase(MethodInfo Method)
{
    /// <summary>Its name as the lists of exceptions say it.</summary>
    public string Name => NameOf(Method);

    /// <summary>Whether it changes something: those answer an <see cref="Outcome{T}"/> to a person's command.</summary>
    public bool Writes => Method.GetParameters().Any(parameter => parameter.ParameterType == typeof(CommandId));

    /// <summary>The ways into these types that are on somebody's behalf.</summary>
    public static IReadOnlyList<UseCase> In(IEnumerable<Type> types) => [.. Doors(types).Where(IsOnBehalf).Select(method => new UseCase(method)).OrderBy(found => found.Name, StringComparer.Ordinal)];

    /// <summary>The ways into these types that are on nobody's behalf, by name.</summary>
    public static IReadOnlyList<string> OnNobodysBehalf(IEnumerable<Type> types) => [.. Doors(types).Where(method => !IsOnBehalf(method)).Select(NameOf).Order(StringComparer.Ordinal)];

    public override string ToString() => Name;

    // What takes an open transaction or context is part of somebody else's run.
    private static IEnumerable<MethodInfo> Doors(IEnumerable<Type> types) =>
        from type in types
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where typeof(Task).IsAssignableFrom(method.ReturnType) && !method.IsGenericMethod && method.GetBaseDefinition() == method
            && !method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Work) || parameter.ParameterType == typeof(PortalDb))
        select method;

    private static bool IsOnBehalf(MethodInfo method) => method.GetParameters().FirstOrDefault()?.ParameterType is { } first && (first == typeof(PersonId) || first == typeof(Actor));

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
