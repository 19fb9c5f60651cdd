namespace ClientPortal.LocalPostgres.Server;

/// <summary>A data folder and what stands in it beside the cluster.</summary>
internal sealed class Place(string dataFolder)
{
    public string DataFolder { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder));

    /// <summary>Held while someone starts, joins, leaves or removes.</summary>
    public string LockFile => Path.Combine(DataFolder, "lock");

    public string LeaseFolder => Path.Combine(DataFolder, "leases");

    public string PasswordFile => Path.Combine(DataFolder, "password");

    public string PortFile => Path.Combine(DataFolder, "port");
}
