namespace ClientPortal.LocalPostgres.Server;

/// <summary>
/// One process, and one caller in it, at a time: an open file the kernel lets go of when the process dies. The file itself
/// stays, since deleting it would let two in.
/// </summary>
internal sealed class FolderLock : IAsyncDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Waits its turn for as long as it takes.</summary>
    public static async Task<FolderLock> AcquireAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            if (TryOpen(path, FileMode.OpenOrCreate) is { } file) return new FolderLock(file);
            await Task.Delay(TimeSpan.FromMilliseconds(25), cancellation);
        }
    }

    /// <summary>Opens a file for this process alone.</summary>
    /// <returns>Null when another one has it.</returns>
    public static FileStream? TryOpen(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (IsHeld(busy))
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    /// <summary>ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION; EWOULDBLOCK of Linux and of macOS.</summary>
    private static bool IsHeld(IOException error) =>
        OperatingSystem.IsWindows() ? (error.HResult & 0xFFFF) is 32 or 33 : error.HResult is 11 or 35;
}
