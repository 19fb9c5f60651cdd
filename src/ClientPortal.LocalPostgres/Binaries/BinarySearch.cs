namespace ClientPortal.LocalPostgres.Binaries;

/// <summary>
/// Where server binaries may be found, in the form of plain values, so that a test can describe another machine.
/// </summary>
internal sealed record BinarySearch
{
    /// <summary>Names the one bin folder to use; nothing else is then looked at.</summary>
    public const string ForcedFolderVariable = "CLIENTPORTAL_POSTGRES_BIN";

    public string? ForcedFolder { get; init; }

    /// <summary>Folders in the order of PATH.</summary>
    public IReadOnlyList<string> PathFolders { get; init; } = [];

    /// <summary>Installation folders; a segment may hold one or more <c>*</c>.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>Where fetched binaries are kept; readable by every user of them.</summary>
    public required string CacheFolder { get; init; }

    public static BinarySearch OfThisMachine() => new()
    {
        ForcedFolder = Environment.GetEnvironmentVariable(ForcedFolderVariable) is { Length: > 0 } forced ? forced : null,
        PathFolders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(Path.IsPathFullyQualified)
            .ToArray(),
        Patterns = UsualPlaces(),
        CacheFolder = Path.Combine(CacheRoot(), "clientportal", "postgres"),
    };

    /// <summary>Existing folders to probe, each once, without order of preference.</summary>
    public IEnumerable<string> Candidates() =>
        PathFolders.Concat(Patterns.SelectMany(Expand))
            .Where(ServerBinaries.AllToolsIn)
            .Select(ServerBinaries.HomeOf)
            .Distinct(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <summary>The first file of this name in PATH, or null.</summary>
    public string? InPath(string file) => PathFolders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static string[] UsualPlaces()
    {
        if (OperatingSystem.IsWindows())
        {
            var programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
            var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return
            [
                Path.Combine(programs, "PostgreSQL", "*", "bin"),
                Path.Combine(user, "scoop", "apps", "postgresql*", "current", "bin"),
            ];
        }

        if (OperatingSystem.IsMacOS())
        {
            return
            [
                "/opt/homebrew/opt/postgresql*/bin",
                "/usr/local/opt/postgresql*/bin",
                "/Applications/Postgres.app/Contents/Versions/*/bin",
                "/Library/PostgreSQL/*/bin",
                "/opt/local/lib/postgresql*/bin",
                "/usr/local/pgsql/bin",
            ];
        }

        return
        [
            "/usr/lib/postgresql/*/bin", // Debian, Ubuntu
            "/usr/pgsql-*/bin", // PGDG on RHEL and its family
            "/usr/lib/postgresql*/bin", // openSUSE
            "/usr/libexec/postgresql*", // Alpine
            "/usr/bin", // Fedora, Arch
            "/usr/local/bin",
            "/usr/local/pgsql*/bin",
            "/opt/postgresql*/bin",
            "/opt/PostgreSQL/*/bin",
            "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
        ];
    }

    /// <summary>The user's cache; for root a shared one, since the server runs as another user who cannot look into root's home.</summary>
    private static string CacheRoot()
    {
        if (OperatingSystem.IsWindows()) return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        if (Environment.IsPrivilegedProcess) return OperatingSystem.IsMacOS() ? "/Library/Caches" : "/var/cache";
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Caches");
        return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathFullyQualified(xdg)
            ? xdg
            : Path.Combine(home, ".cache");
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        var root = Path.GetPathRoot(pattern) ?? "";
        IEnumerable<string> found = [root];
        foreach (var segment in pattern[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            found = segment.Contains('*', StringComparison.Ordinal)
                ? found.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateDirectories(folder, segment, Readable)).ToArray()
                : found.Select(folder => Path.Combine(folder, segment)).ToArray();
        }

        return found.Where(Directory.Exists);
    }

    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
}
