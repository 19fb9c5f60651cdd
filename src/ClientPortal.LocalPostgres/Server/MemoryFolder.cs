namespace ClientPortal.LocalPostgres.Server;

/// <summary>
/// Where clusters lie whose files are never written to a disk: Linux's file system in memory. Making and dropping databases by the hundred makes and
/// deletes files by the hundred thousand there at a fraction of what a disk's file system takes.
/// </summary>
internal static class MemoryFolder
{
    private const string Shared = "/dev/shm";

    private const long LeastFree = 4L << 30;

    private const long LeastMemory = 8L << 30;

    /// <summary>The folder for an account's clusters, made when missing; null where memory is short or a file system in it is not there.</summary>
    public static async Task<string?> ForAsync(Account account, CancellationToken cancellation) =>
        HasRoom() && await IsOursAsync(Root(account), account, cancellation) ? Root(account) : null;

    /// <summary>Where that folder is or would be.</summary>
    public static string Root(Account account) => Path.Combine(Shared, account.IsOwn ? $"clientportal-{account.Name}" : "clientportal");

    private static bool HasRoom() =>
        OperatingSystem.IsLinux() && Directory.Exists(Shared)
        && new DriveInfo(Shared) is { DriveFormat: "tmpfs", AvailableFreeSpace: >= LeastFree }
        && GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >= LeastMemory;

    // Everybody may make folders there. One that somebody else made in our name is not used: only an owner can set its rights. Root can set anybody's, and takes it.
    private static async Task<bool> IsOursAsync(string root, Account account, CancellationToken cancellation)
    {
        PrivateFiles.MakeSharedFolder(root);
        if (new DirectoryInfo(root).LinkTarget is not null) return false;
        if (!account.IsOwn && (await Command.RunAsync("chown", ["-h", "0:0", root], "/", cancellation)).ExitCode != 0) return false;
        try
        {
            PrivateFiles.Share(root);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
