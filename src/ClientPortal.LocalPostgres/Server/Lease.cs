namespace ClientPortal.LocalPostgres.Server;

/// <summary>
/// Says "I use this server" for as long as its holder lives: a file held open with the kernel's lock. It needs no process
/// ids, which are used again and mean nothing in another container. Taken, counted and given back under the folder's lock.
/// </summary>
internal sealed class Lease
{
    private readonly FileStream _file;

    private Lease(FileStream file) => _file = file;

    public static Lease Take(string folder)
    {
        PrivateFiles.MakeOwnFolder(folder);
        var path = Path.Combine(folder, Guid.CreateVersion7().ToString("N"));
        return new Lease(new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
    }

    public void GiveBack()
    {
        _file.Dispose();
        File.Delete(_file.Name);
    }

    /// <summary>Whether anyone alive holds a lease; clears away those of the dead.</summary>
    public static bool AnyIn(string folder)
    {
        if (!Directory.Exists(folder)) return false;
        var held = false;
        foreach (var path in Directory.GetFiles(folder))
        {
            if (FolderLock.TryOpen(path, FileMode.Open) is { } left)
            {
                left.Dispose();
                File.Delete(path);
            }
            else
            {
                held = true;
            }
        }

        return held;
    }
}
