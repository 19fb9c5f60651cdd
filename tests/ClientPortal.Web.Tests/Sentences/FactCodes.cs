using System.Text.RegularExpressions;
using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Data;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ClientPortal.Web.Tests.Sentences;

/// <summary>
/// The codes of all facts there are, read from the domain's compiled code: in the classes named <c>...Facts</c>, the text that
/// looks like a code and comes first before a fact is made. A code is a fact's first argument, so nothing of it is missed.
/// </summary>
internal static partial class FactCodes
{
    public static IReadOnlyList<string> All { get; } = Read(typeof(PortalDb).Assembly.Location);

    public static IReadOnlyList<string> Read(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return [.. module.GetTypes().Where(type => OuterName(type).EndsWith("Facts", StringComparison.Ordinal)).SelectMany(type => type.Methods)
            .Where(method => method.HasBody).SelectMany(InMethod).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> InMethod(MethodDefinition method)
    {
        // Branches may choose between codes, so all up to the making of the fact are taken.
        var open = new List<string>();
        foreach (var step in method.Body.Instructions)
        {
            if (step.OpCode == OpCodes.Ldstr && Code().IsMatch((string)step.Operand)) open.Add((string)step.Operand);
            if (step.Operand is not MethodReference called || !MakesFact(called)) continue;
            foreach (var code in open) yield return code;
            yield break;
        }
    }

    private static bool MakesFact(MethodReference called) =>
        called.ReturnType.FullName == typeof(Fact).FullName || (called.Name == ".ctor" && called.DeclaringType.FullName == typeof(Fact).FullName);

    private static string OuterName(TypeDefinition type) => type.DeclaringType is null ? type.Name : OuterName(type.DeclaringType);

    [GeneratedRegex("""^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Code();
}
