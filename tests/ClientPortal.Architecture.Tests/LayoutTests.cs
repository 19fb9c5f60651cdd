using System.Text;
using System.Text.RegularExpressions;
using ClientPortal.Testing;

namespace ClientPortal.Architecture.Tests;

/// <summary>What <c>.editorconfig</c> asks of every file and no compiler looks at; how lines of code are set is held by the build (IDE0055).</summary>
public sealed partial class LayoutTests
{
    private static readonly string[] Texts =
        [".cs", ".razor", ".resx", ".md", ".csproj", ".props", ".targets", ".json", ".js", ".mjs", ".css", ".html", ".sql", ".sh", ".yml", ".go", ".txt", ".svg"];

    [Fact]
    public void Every_text_is_plain_UTF8_without_tabs_or_blanks_at_the_end_of_lines_and_its_last_line_ends() =>
        Assert.Empty(Files().SelectMany(file => Faults(file, File.ReadAllBytes(file))));

    [Fact]
    public void Namespaces_are_named_in_order_those_of_the_system_first() =>
        Assert.DoesNotContain(Files(), file => file.EndsWith(".cs", StringComparison.Ordinal) && !InOrder(File.ReadAllLines(file)));

    [Theory]
    [InlineData("a.cs", "\uFEFFclass A;\n", "begins with a mark")]
    [InlineData("a.cs", "class A;\r\n", "carriage return")]
    [InlineData("a.css", "a {\tb }\n", "tab")]
    [InlineData("a.razor", "<p>\n  \n</p>\n", "blanks at the end of a line")]
    [InlineData("a.cs", "class A;", "last line does not end")]
    [InlineData("a.go", "\tx\n", null)]
    [InlineData("a.md", "line  \nbroken\n", null)]
    public void A_file_that_is_set_otherwise_is_found(string file, string text, string? fault) =>
        Assert.Equal(fault is null ? [] : [$"{file}: {fault}"], Faults(file, Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(true, "using System;", "using System.Text;", "using Alpha;", "using static Alpha.Beta;", "", "namespace A;")]
    [InlineData(false, "using Alpha;", "using System;")]
    [InlineData(false, "// Why.", "using Beta;", "using Alpha;")]
    [InlineData(false, "using static Alpha.Beta;", "using Alpha;")]
    [InlineData(true, "using Beta;", "namespace A;", "using Alpha;")]
    public void Namespaces_out_of_order_are_found(bool inOrder, params string[] lines) => Assert.Equal(inOrder, InOrder(lines));

    private static IEnumerable<string> Files() =>
        new[] { "src", "tests", "bench", "build", "deploy", "docs" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root))
            .Where(file => Texts.Contains(Path.GetExtension(file)))
            // The model's picture is written by EF Core's own program, with its own ideas; what is built is nobody's text.
            .Where(file => !file.EndsWith("ModelSnapshot.cs", StringComparison.Ordinal)
                && !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" or "_framework"));

    private static IEnumerable<string> Faults(string file, byte[] bytes)
    {
        var extension = Path.GetExtension(file);
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)) yield return $"{file}: begins with a mark";
        if (bytes.Contains((byte)'\r')) yield return $"{file}: carriage return";
        if (extension != ".go" && bytes.Contains((byte)'\t')) yield return $"{file}: tab";
        if (extension != ".md" && (bytes.AsSpan().IndexOf(" \n"u8) >= 0)) yield return $"{file}: blanks at the end of a line";
        if (bytes.Length == 0 || bytes[^1] != (byte)'\n') yield return $"{file}: last line does not end";
    }

    private static bool InOrder(IEnumerable<string> lines)
    {
        var named = lines.SkipWhile(line => line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
            .TakeWhile(line => line.Length == 0 || line.StartsWith("using ", StringComparison.Ordinal) || line.StartsWith("global using ", StringComparison.Ordinal))
            .Select(line => Named().Match(line)).Where(match => match.Success).Select(Place).ToList();
        return named.SequenceEqual(named.OrderBy(place => place.Kind).ThenBy(place => place.Others).ThenBy(place => place.Name, StringComparer.Ordinal));
    }

    // Namespaces, then members of types, then other names for them.
    private static (int Kind, bool Others, string Name) Place(Match match)
    {
        var name = match.Groups["name"].Value;
        var alias = match.Groups["alias"].Value;
        return (match.Groups["static"].Success ? 1 : alias.Length > 0 ? 2 : 0, name != "System" && !name.StartsWith("System.", StringComparison.Ordinal), (alias.Length > 0 ? alias : name).ToUpperInvariant());
    }

    [GeneratedRegex(@"^(global )?using (?<static>static )?((?<alias>\w+) = )?(?<name>[^;]+);$", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
