using ClientPortal.LocalPostgres.Binaries;

namespace ClientPortal.LocalPostgres.Server;

/// <summary>Stops a data folder's server and deletes its cluster, wherever it lies. Runs under the folder's lock.</summary>
internal static class Removal
{
    public static async Task RunAsync(Place place, CancellationToken cancellation)
    {
        if (Lease.AnyIn(place.LeaseFolder))
            throw new PrivatePostgresException($"The private PostgreSQL server in \"{place.DataFolder}\" is in use and was not removed.");

        var home = ClusterHome.Remembered(place.DataFolder) ?? place.DataFolder;
        var cluster = Path.Combine(home, Cluster.FolderName);
        if (Postmaster.Read(cluster)?.Serves(cluster) == true)
        {
            var account = await Account.FindAsync(cancellation);
            // Any version's pg_ctl can stop any version's server.
            var binaries = await new BinaryFinder(BinarySearch.OfThisMachine(), account, _ => { }).FindAsync(major: null, cancellation);
            await new ServerControl(home, place.PortFile, binaries!, account).StopAsync(cancellation);
        }

        PrivateFiles.Remove(home == place.DataFolder ? cluster : home);
    }
}
