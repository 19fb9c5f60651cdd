using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using ClientPortal.LocalPostgres.Server;

namespace ClientPortal.LocalPostgres.Binaries;

/// <summary>A folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> that run on this machine, and their version.</summary>
internal sealed partial record ServerBinaries(string Folder, Version Version)
{
    /// <summary>The oldest major version the product's schema runs on.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Tools = ["initdb", "pg_ctl", "postgres"];

    public string Tool(string name) => PathOf(Folder, name);

    /// <summary>
    /// Looks at a folder and asks its server for the version, as the user who will run it.
    /// </summary>
    /// <returns>Null when a tool is missing, does not run, or is older than <see cref="OldestMajor"/>.</returns>
    public static async Task<ServerBinaries?> ProbeAsync(string folder, Account account, CancellationToken cancellation)
    {
        if (!AllToolsIn(folder)) return null;
        CommandResult answer;
        try
        {
            answer = await account.RunAsync(PathOf(folder, "postgres"), ["--version"], Path.GetPathRoot(folder)!, cancellation);
        }
        catch (Win32Exception)
        {
            // Not a program of this machine, or not one we may run: no candidate.
            return null;
        }

        return ParseVersion(answer.Output) is { } version && answer.ExitCode == 0 && version.Major >= OldestMajor
            ? new ServerBinaries(folder, version)
            : null;
    }

    /// <summary>Follows a link such as /usr/local/bin/postgres to the folder it was installed in, when all tools are there.</summary>
    public static string HomeOf(string folder)
    {
        try
        {
            var target = Path.GetDirectoryName(File.ResolveLinkTarget(PathOf(folder, "postgres"), returnFinalTarget: true)?.FullName);
            return target is not null && AllToolsIn(target) ? target : folder;
        }
        catch (IOException)
        {
            // A link that leads nowhere or in a circle: the folder fails the probe under its own name.
            return folder;
        }
    }

    /// <summary>Reads "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "18beta1" and "17devel".</summary>
    internal static Version? ParseVersion(string answer) =>
        VersionPattern().Match(answer) is { Success: true } match
            ? new Version(Number(match.Groups["major"]), Number(match.Groups["minor"]))
            : null;

    internal static bool AllToolsIn(string folder) => Array.TrueForAll(Tools, tool => File.Exists(PathOf(folder, tool)));

    private static string PathOf(string folder, string tool) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? tool + ".exe" : tool);

    private static int Number(Group digits) =>
        digits.Success ? int.Parse(digits.Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"\(PostgreSQL\) (?<major>[0-9]{1,4})(\.(?<minor>[0-9]{1,4}))?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
