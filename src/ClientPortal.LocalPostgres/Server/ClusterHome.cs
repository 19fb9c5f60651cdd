namespace ClientPortal.LocalPostgres.Server;

/// <summary>
/// The folder the cluster really lies in. It is the data folder itself, unless the server could not use that: run by
/// root's stand-in, who cannot look into root's folders, or on a file system without owner-only rights; or was asked to lie in
/// memory. Then it is a folder of its own elsewhere, the data folder remembers it in a small file, and it remembers the data folder.
/// </summary>
internal static class ClusterHome
{
    private const string PointerFile = "home";
    private const string OwnerFile = "owner";
    private const string LockFile = "lock";

    /// <summary>Finds the home of a data folder, or makes an empty one.</summary>
    public static async Task<string> OfAsync(string dataFolder, Account account, bool inMemory, CancellationToken cancellation)
    {
        if (Remembered(dataFolder) is { } remembered) return remembered;

        var madeByOwner = Directory.Exists(Path.Combine(dataFolder, Cluster.FolderName));
        if (madeByOwner && !account.IsOwn)
        {
            throw new PrivatePostgresException(
                $"The cluster in \"{dataFolder}\" was made by an ordinary user and cannot be served as root. " +
                "Run this as that user, or choose another data folder.");
        }

        if (madeByOwner) return dataFolder;
        if (inMemory && await MemoryFolder.ForAsync(account, cancellation) is { } memory) return await MakeElsewhereAsync(dataFolder, memory, account, cancellation);
        if (account.IsOwn && PrivateFiles.KeepsRights(dataFolder)) return dataFolder;
        return await MakeElsewhereAsync(dataFolder, ElsewhereRoot(account), account, cancellation);
    }

    /// <summary>The home a data folder already has elsewhere; null when it has none or was copied from the one that has.</summary>
    public static string? Remembered(string dataFolder)
    {
        if (PrivateFiles.Read(Path.Combine(dataFolder, PointerFile)) is not { } folder || !Directory.Exists(folder)) return null;
        var ownerFile = Path.Combine(folder, OwnerFile);
        var owner = PrivateFiles.Read(ownerFile);
        if (owner == dataFolder) return folder;
        if (owner is not null && PrivateFiles.Read(Path.Combine(owner, PointerFile)) == folder) return null;
        // The data folder was moved or renamed, and the cluster goes with it.
        PrivateFiles.Write(ownerFile, dataFolder);
        return folder;
    }

    /// <summary>
    /// Deletes throw-away clusters elsewhere that no data folder points to any more, as deleted working copies leave them.
    /// Durable ones stay: their data folder may be on a disk that is just not there today.
    /// </summary>
    /// <param name="account">Whose homes.</param>
    /// <param name="stop">Stops the server of a home if one runs.</param>
    /// <param name="cancellation">Leaves the rest for another time.</param>
    public static async Task SweepAsync(Account account, Func<string, Task> stop, CancellationToken cancellation)
    {
        foreach (var root in new[] { ElsewhereRoot(account), MemoryFolder.Root(account) }.Where(Directory.Exists))
        {
            await using var only = await FolderLock.AcquireAsync(Path.Combine(root, LockFile), cancellation);
            foreach (var home in Directory.GetDirectories(root))
            {
                if (Cluster.DurabilityOf(home) != Durability.Fast) continue;
                if (PrivateFiles.Read(Path.Combine(home, OwnerFile)) is not { } owner) continue;
                if (PrivateFiles.Read(Path.Combine(owner, PointerFile)) == home) continue;
                await TakeAwayAsync(home, stop);
            }
        }
    }

    /// <summary>
    /// Stops and deletes one left-over home. Others may do the same at this moment: a program that waits for no lock of ours, a
    /// person who tidies up. Whoever comes last finds nothing, and what does not go now is there for another sweep: a left-over of
    /// somebody else keeps nobody from starting.
    /// </summary>
    /// <param name="home">The home; may be gone.</param>
    /// <param name="stop">Stops the server of a home if one runs.</param>
    internal static async Task TakeAwayAsync(string home, Func<string, Task> stop)
    {
        try
        {
            await stop(home);
            PrivateFiles.Remove(home);
        }
        catch (Exception fault) when (fault is IOException || !Directory.Exists(home))
        {
        }
    }

    /// <summary>
    /// A new home each time, never one found again by the path: who deletes a data folder wants to begin with an empty one.
    /// </summary>
    private static async Task<string> MakeElsewhereAsync(string dataFolder, string root, Account account, CancellationToken cancellation)
    {
        PrivateFiles.MakeSharedFolder(root);
        // Until the data folder points to it, the home looks abandoned.
        await using var only = await FolderLock.AcquireAsync(Path.Combine(root, LockFile), cancellation);
        var folder = Path.Combine(root, Guid.CreateVersion7().ToString("N"));
        PrivateFiles.MakeOwnFolder(folder);
        PrivateFiles.Write(Path.Combine(folder, OwnerFile), dataFolder);
        await account.GiveAsync(folder, cancellation);
        PrivateFiles.Write(Path.Combine(dataFolder, PointerFile), folder);
        return folder;
    }

    /// <summary>Root's stand-in gets a place of the system's; a user whose data folder will not do, one of their own.</summary>
    private static string ElsewhereRoot(Account account)
    {
        var own = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var system = OperatingSystem.IsMacOS() ? "/Library/Application Support" : "/var/lib";
        return Path.Combine(account.IsOwn ? own : system, "clientportal", "postgres");
    }
}
