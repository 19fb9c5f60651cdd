using Mono.Cecil.Cil;

namespace ClientPortal.Architecture.Tests;

/// <summary>What the code of a type names, its lambdas and state machines included.</summary>
internal static class Calls
{
    /// <summary>Every method called in a method or in what the compiler made of it.</summary>
    public static IEnumerable<MethodReference> From(MethodDefinition method) =>
        Bodies(method).SelectMany(body => body.Instructions).Where(step => step.Operand is MethodReference).Select(step => (MethodReference)step.Operand);

    /// <summary>Every type that a type names: in its shape and in its code.</summary>
    public static IEnumerable<TypeReference> TypesNamedBy(TypeDefinition type)
    {
        var named = new List<TypeReference?> { type.BaseType };
        named.AddRange(type.Interfaces.Select(face => face.InterfaceType));
        named.AddRange(type.Fields.Select(field => field.FieldType));
        named.AddRange(type.CustomAttributes.Select(attribute => attribute.AttributeType));
        foreach (var method in WithMadeTypes(type).SelectMany(made => made.Methods))
        {
            named.Add(method.ReturnType);
            named.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            if (!method.HasBody) continue;
            named.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
            foreach (var step in method.Body.Instructions)
            {
                switch (step.Operand)
                {
                    case TypeReference of: named.Add(of); break;
                    case MethodReference of:
                        named.AddRange([of.DeclaringType, of.ReturnType, .. of is GenericInstanceMethod generic ? generic.GenericArguments : []]);
                        break;
                    case FieldReference of: named.AddRange([of.DeclaringType, of.FieldType]); break;
                    default: break;
                }
            }
        }

        return named.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<MethodBody> Bodies(MethodDefinition method)
    {
        if (method.HasBody) yield return method.Body;
        foreach (var machine in WithMadeTypes(method.DeclaringType).Where(made => made.Name.StartsWith($"<{method.Name}>d", StringComparison.Ordinal)))
        {
            foreach (var step in machine.Methods.Where(step => step.HasBody)) yield return step.Body;
        }
    }

    private static IEnumerable<TypeDefinition> WithMadeTypes(TypeDefinition type) =>
        [type, .. type.NestedTypes.Where(nested => nested.Name.StartsWith('<')).SelectMany(WithMadeTypes)];

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}
