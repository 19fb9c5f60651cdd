using System.Text.RegularExpressions;
using ClientPortal.Testing;

namespace ClientPortal.Architecture.Tests;

/// <summary>The rooms of the house as CONTRIBUTING.md lists them.</summary>
internal static partial class ProjectRules
{
    private const string All = "all of them";
    private const string None = "nothing of ours";

    /// <summary>Each project of the page's table with the projects it may refer to, those they refer to included.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Table()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md")))
            .ToDictionary(row => row.Groups["project"].Value, row => row.Groups["uses"].Value.Trim(), StringComparer.Ordinal);
        return rows.Keys.ToDictionary(
            project => project, IReadOnlySet<string> (project) => Reached(project, rows).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>References that the table does not allow, as sentences.</summary>
    public static IReadOnlyList<string> Broken(IReadOnlyDictionary<string, IReadOnlyList<string>> references, IReadOnlyDictionary<string, IReadOnlySet<string>> table) =>
    [
        .. from project in references
           from used in project.Value
           where !table.TryGetValue(project.Key, out var allowed) || !allowed.Contains(used)
           select $"{project.Key} refers to {used}",
    ];

    private static IEnumerable<string> Reached(string project, Dictionary<string, string> rows) => rows.GetValueOrDefault(project, None) switch
    {
        None => [],
        All => rows.Keys.Where(other => other != project),
        var listed => listed.Split(", ").Select(name => $"ClientPortal.{name}").SelectMany(name => (IEnumerable<string>)[name, .. Reached(name, rows)]),
    };

    [GeneratedRegex(@"^\| `(?<project>ClientPortal\.\w+)` \|[^|]+\|(?<uses>[^|]+)\|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
