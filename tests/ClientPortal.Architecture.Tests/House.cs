using System.Xml.Linq;
using ClientPortal.Testing;

namespace ClientPortal.Architecture.Tests;

/// <summary>The projects of src as they were built, and this assembly, in which the samples stand.</summary>
internal static class House
{
    private static readonly Lazy<Dictionary<string, AssemblyDefinition>> Read = new(() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .ToDictionary(name => name, Load, StringComparer.Ordinal));

    /// <summary>The assemblies of src by name.</summary>
    public static IReadOnlyDictionary<string, AssemblyDefinition> Assemblies => Read.Value;

    /// <summary>The types of one assembly of src that people wrote.</summary>
    public static IEnumerable<TypeDefinition> TypesOf(string project) => Written(Assemblies[project]);

    /// <summary>The types of src that people wrote.</summary>
    public static IEnumerable<TypeDefinition> Types => Assemblies.Values.SelectMany(Written);

    /// <summary>The types of a family of samples.</summary>
    public static IEnumerable<TypeDefinition> Samples(string family) =>
        Written(Load(typeof(House).Assembly.GetName().Name!)).Where(type => NamespaceOf(type).StartsWith($"ClientPortal.Architecture.Tests.Samples.{family}", StringComparison.Ordinal));

    /// <summary>The samples' own assembly.</summary>
    public static AssemblyDefinition Own => Load(typeof(House).Assembly.GetName().Name!);

    /// <summary>The namespace of a type, that of the outermost for a nested one.</summary>
    public static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.GetElementType().Namespace;

    /// <summary>The projects a project refers to in its file.</summary>
    public static IReadOnlyList<string> ReferencesOf(string project) =>
        [.. XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];

    private static AssemblyDefinition Load(string name)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Identity.UserManager<>).Assembly.Location));
        return AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), new ReaderParameters { AssemblyResolver = resolver });
    }

    private static IEnumerable<TypeDefinition> Written(AssemblyDefinition assembly) =>
        assembly.MainModule.GetTypes().Where(type => type.Name != "<Module>" && !IsGenerated(type) && !NamespaceOf(type).EndsWith(".Migrations", StringComparison.Ordinal));

    private static bool IsGenerated(TypeDefinition type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute" or "EmbeddedAttribute")
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
