using System.Globalization;
using System.Security.Cryptography;
using ClientPortal.LocalPostgres.Binaries;

namespace ClientPortal.LocalPostgres.Server;

/// <summary>The files of a cluster: made by initdb, once and as a whole, and what is known about them without a server.</summary>
internal sealed class Cluster(string home, string passwordFile)
{
    public const string FolderName = "cluster";

    /// <summary>The superuser's name. A name of its own, so that it is never mistaken for the server of the machine.</summary>
    public const string AdminUser = "local_admin";

    private const string UnfinishedName = "cluster.new";

    public string Folder { get; } = Path.Combine(home, FolderName);

    /// <summary>The version that made the files, or null when there are none.</summary>
    public int? Major =>
        PrivateFiles.Read(Path.Combine(Folder, "PG_VERSION")) is { } text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major
            : null;

    /// <summary>The durability it was made for, or null when there is no cluster.</summary>
    public Durability? Durability => DurabilityOf(home);

    /// <summary>The superuser's password, or null when it was lost.</summary>
    public string? Password => PrivateFiles.Read(passwordFile);

    public static Durability? DurabilityOf(string home) =>
        Enum.TryParse<Durability>(PrivateFiles.Read(DurabilityFile(home)), out var durability) ? durability : null;

    /// <summary>Makes an empty cluster. Killed half-way, it leaves nothing that a later start would take for one.</summary>
    public async Task CreateAsync(ServerBinaries binaries, Account account, Durability durability, CancellationToken cancellation)
    {
        var unfinished = Path.Combine(home, UnfinishedName);
        PrivateFiles.Remove(unfinished);
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        PrivateFiles.Write(passwordFile, password);
        PrivateFiles.Write(DurabilityFile(home), durability.ToString());
        var passwordForInitdb = Path.Combine(home, "password.new");
        PrivateFiles.Write(passwordForInitdb, password);
        try
        {
            await account.GiveAsync(passwordForInitdb, cancellation);
            var result = await account.RunAsync(
                binaries.Tool("initdb"),
                [
                    "--pgdata=" + UnfinishedName,
                    "--username=" + AdminUser,
                    "--pwfile=" + Path.GetFileName(passwordForInitdb),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--no-instructions",
                    .. LocaleOptions(binaries.Version.Major),
                    durability == LocalPostgres.Durability.Durable ? "--data-checksums" : "--no-sync",
                ],
                home,
                cancellation);
            if (result.ExitCode != 0)
                throw new PrivatePostgresException($"initdb could not make a cluster in \"{home}\": {result.LastLines(8)}");
        }
        finally
        {
            File.Delete(passwordForInitdb);
        }

        Directory.Move(unfinished, Folder);
    }

    public void Delete()
    {
        PrivateFiles.Remove(Folder);
        File.Delete(passwordFile);
        File.Delete(DurabilityFile(home));
    }

    /// <summary>
    /// Text compares by code point, and upper and lower case are Unicode's, alike on every machine and after every update of
    /// a system library; a list for people names its own collation. PostgreSQL 17 and later carry this themselves.
    /// </summary>
    private static string[] LocaleOptions(int major)
    {
        if (major >= 17) return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
        if (OperatingSystem.IsWindows()) return ["--locale-provider=icu", "--icu-locale=und", "--locale=C"];
        return OperatingSystem.IsMacOS() ? ["--locale=C", "--lc-ctype=en_US.UTF-8"] : ["--locale=C.UTF-8", "--lc-messages=C"];
    }

    private static string DurabilityFile(string home) => Path.Combine(home, "durability");
}
