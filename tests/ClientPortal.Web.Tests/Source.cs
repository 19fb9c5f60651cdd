namespace ClientPortal.Web.Tests;

/// <summary>The source of the web project, for rules that can only be read there.</summary>
internal static class Source
{
    public static string Web { get; } = Path.Combine(Root(), "src", "ClientPortal.Web");

    public static IEnumerable<string> Files(params string[] endings) =>
        Directory.EnumerateFiles(Web, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ClientPortal.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("ClientPortal.sln is not above the tests.");
    }
}
