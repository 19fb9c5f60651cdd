using System.Text.RegularExpressions;
using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Data;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ClientPortal.Web.Tests.Sentences;

/// <summary>
/// The codes of all facts there are, read from the compiled code of domain and record: in the classes named <c>...Facts</c>, the text that
/// looks like a code and comes first before a fact is made. A code is a fact's first argument, so nothing of it is missed.
/// </summary>
internal static partial class FactCodes
{
    public static IReadOnlyList<string> All { get; } = [.. Assemblies().SelectMany(Read)];

    /// <summary>The names of values: every word in those classes and their helpers that looks like one and comes with a value of a fact in the same method.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Assemblies().SelectMany(ReadNames).Distinct(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Read(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return [.. module.GetTypes().Where(type => OuterName(type).EndsWith("Facts", StringComparison.Ordinal)).SelectMany(type => type.Methods)
            .Where(method => method.HasBody).SelectMany(InMethod).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    // The record says some things of itself.
    private static string[] Assemblies() => [typeof(PortalDb).Assembly.Location, typeof(Fact).Assembly.Location];

    private static IReadOnlyList<string> ReadNames(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        var bodies = module.GetTypes().Where(type => OuterName(type).EndsWith("Facts", StringComparison.Ordinal) || OuterName(type) == "FactTexts")
            .SelectMany(type => type.Methods).Where(method => method.HasBody);
        return [.. bodies.SelectMany(NamesIn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    // A name comes before the value it names, which is made or fetched before the pair of the two is.
    private static IEnumerable<string> NamesIn(MethodDefinition method)
    {
        var steps = method.Body.Instructions;
        for (var at = 0; at + 1 < steps.Count; at++)
        {
            if (steps[at].OpCode == OpCodes.Ldstr && steps[at].Operand is string word && Name().IsMatch(word) && PairFollows(steps, at)) yield return word;
        }
    }

    private static bool PairFollows(Mono.Collections.Generic.Collection<Instruction> steps, int at)
    {
        for (var next = at + 1; next < steps.Count && steps[next].OpCode != OpCodes.Ldstr; next++)
        {
            if (steps[next].Operand is MethodReference { Name: ".ctor" or "set_Item" } made && made.DeclaringType.FullName.Contains(typeof(FactValue).FullName!, StringComparison.Ordinal)
                && made.DeclaringType is GenericInstanceType) return true;
        }

        return false;
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

    [GeneratedRegex("^[a-z][a-z-]*$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Name();
}
