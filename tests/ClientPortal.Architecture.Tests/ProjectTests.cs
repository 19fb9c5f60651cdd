namespace ClientPortal.Architecture.Tests;

public sealed class ProjectTests
{
    [Fact]
    public void Projects_refer_to_one_another_only_as_the_page_says() =>
        Assert.Empty(ProjectRules.Broken(House.Assemblies.Keys.ToDictionary(name => name, House.ReferencesOf, StringComparer.Ordinal), ProjectRules.Table()));

    [Fact]
    public void Assemblies_use_one_another_only_as_the_page_says() =>
        Assert.Empty(ProjectRules.Broken(
            House.Assemblies.ToDictionary(pair => pair.Key, IReadOnlyList<string> (pair) => [.. Names(pair.Value).Where(House.Assemblies.ContainsKey)], StringComparer.Ordinal),
            ProjectRules.Table()));

    [Fact]
    public void Every_project_stands_on_the_page() => Assert.Empty(House.Assemblies.Keys.Except(ProjectRules.Table().Keys));

    [Theory]
    [InlineData("ClientPortal.Audit", "ClientPortal.Domain")]
    [InlineData("ClientPortal.Domain", "ClientPortal.LocalPostgres")]
    [InlineData("ClientPortal.Domain", "ClientPortal.Web")]
    [InlineData("ClientPortal.Unknown", "ClientPortal.Audit")]
    public void A_reference_the_wrong_way_is_found(string project, string used) =>
        Assert.Equal([$"{project} refers to {used}"], ProjectRules.Broken(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [project] = [used] }, ProjectRules.Table()));

    [Fact]
    public void PDFsharp_is_touched_by_the_documents_alone() => Assert.Empty(Users("PdfSharp", House.Assemblies.Values).Except(["ClientPortal.Documents"]));

    [Fact]
    public void Who_touches_a_package_is_found() => Assert.Equal(["ClientPortal.Architecture.Tests"], Users("Mono.Cecil", [House.Own]));

    private static List<string> Users(string package, IEnumerable<AssemblyDefinition> assemblies) =>
        [.. assemblies.Where(assembly => Names(assembly).Any(name => name.StartsWith(package, StringComparison.OrdinalIgnoreCase))).Select(assembly => assembly.Name.Name)];

    private static IEnumerable<string> Names(AssemblyDefinition assembly) => assembly.MainModule.AssemblyReferences.Select(reference => reference.Name);
}
