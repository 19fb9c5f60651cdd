namespace ClientPortal.Architecture.Tests;

/// <summary>How types are shaped. Each rule answers what breaks it.</summary>
internal static class TypeRules
{
    /// <summary>Public classes that anybody may inherit, and nobody does.</summary>
    public static IReadOnlyList<string> Open(IReadOnlyCollection<TypeDefinition> types)
    {
        var inherited = types.Select(type => type.BaseType?.FullName).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. types.Where(type => type.IsClass && IsVisible(type) && !type.IsSealed && !type.IsAbstract && !inherited.Contains(type.FullName))
                .Where(type => !IsMade(type)).Select(type => type.FullName),
        ];
    }

    /// <summary>Public fields that can be written, or hold something that can be.</summary>
    public static IReadOnlyList<string> PublicFields(IEnumerable<TypeDefinition> types) =>
        [.. types.Where(type => IsVisible(type) && !type.IsEnum).SelectMany(type => type.Fields).Where(field => field.IsPublic && !field.HasConstant && !(field.IsStatic && field.IsInitOnly)).Select(field => field.FullName)];

    /// <summary>Public asynchronous methods that cannot be called off.</summary>
    /// <remarks>What overrides or implements somebody else's method takes what that one takes.</remarks>
    public static IReadOnlyList<string> Unstoppable(IEnumerable<TypeDefinition> types) =>
    [
        .. types.Where(IsVisible).SelectMany(type => type.Methods)
            .Where(method => method.IsPublic && !method.IsVirtual && IsTask(method.ReturnType))
            .Where(method => method.Parameters.All(parameter => parameter.ParameterType.Name != nameof(CancellationToken)))
            .Select(Named),
    ];

    /// <summary>Methods that answer an outcome without having gone through the one way to write.</summary>
    public static IReadOnlyList<string> Bypassing(IEnumerable<TypeDefinition> types, string way) =>
    [
        .. types.Where(IsVisible).Where(type => type.Name != way).SelectMany(type => type.Methods)
            .Where(method => method.IsPublic && IsTask(method.ReturnType) && method.ReturnType is GenericInstanceType { GenericArguments: [{ Name: "Outcome`1" }] })
            .Where(method => !Calls.From(method).Any(call => call.DeclaringType.Name == way && call.Name == "RunAsync"))
            .Select(Named),
    ];

    /// <summary>Changes of many rows at once, of something that must be recorded one by one.</summary>
    public static IReadOnlyList<string> SilentInBulk(IEnumerable<TypeDefinition> types, string recorded) =>
    [
        .. from type in types
           from method in (IEnumerable<MethodDefinition>)[.. type.Methods, .. Made(type).SelectMany(made => made.Methods)]
           where method.HasBody
           from step in method.Body.Instructions
           let call = step.Operand as GenericInstanceMethod
           where call is { Name: "ExecuteUpdateAsync" or "ExecuteDeleteAsync" or "ExecuteUpdate" or "ExecuteDelete" }
           where call.GenericArguments[0].Resolve()?.Interfaces.Any(face => face.InterfaceType.Name == recorded) == true
           select $"{type.FullName} changes {call.GenericArguments[0].Name} in bulk",
    ];

    private static IEnumerable<TypeDefinition> Made(TypeDefinition type) =>
        type.NestedTypes.Where(nested => nested.Name.StartsWith('<')).SelectMany(nested => (IEnumerable<TypeDefinition>)[nested, .. Made(nested)]);

    private static string Named(MethodDefinition method) => $"{method.DeclaringType.Name}.{method.Name}";

    private static bool IsVisible(TypeDefinition type) => type.IsNested ? type.IsNestedPublic && IsVisible(type.DeclaringType) : type.IsPublic;

    private static bool IsTask(TypeReference type) => type.Name is "Task" or "Task`1" or "ValueTask" or "ValueTask`1";

    // The Razor compiler leaves its classes open, and so does the one that makes a class of Program.cs.
    private static bool IsMade(TypeDefinition type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.Resolve()?.BaseType)
        {
            if (ancestor.Name == "ComponentBase") return true;
        }

        return type.Name is "_Imports" or "Program";
    }
}
