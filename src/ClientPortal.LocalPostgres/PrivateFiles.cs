namespace ClientPortal.LocalPostgres;

/// <summary>Files and folders with the rights they need from the first moment, whatever the umask.</summary>
internal static class PrivateFiles
{
    private const int RemovalAttempts = 20;

    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnlyFile | UnixFileMode.UserExecute;

    private const UnixFileMode SharedFolder =
        OwnerOnlyFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>A folder nobody else can look into. An existing one keeps its rights.</summary>
    public static void MakeOwnFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else if (!Directory.Exists(path)) Directory.CreateDirectory(path, OwnerOnlyFolder);
    }

    /// <summary>A folder every user can read, as are the parents that had to be made for it.</summary>
    public static void MakeSharedFolder(string path)
    {
        if (Directory.Exists(path)) return;
        if (Path.GetDirectoryName(path) is { } parent) MakeSharedFolder(parent);
        Directory.CreateDirectory(path);
        Share(path);
    }

    /// <summary>Lets every user read an own folder, and nobody else write into it.</summary>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's.</exception>
    public static void Share(string path)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, SharedFolder);
    }

    /// <summary>A text file only its owner can read, replaced as a whole, so that a reader never sees half of it.</summary>
    public static void Write(string path, string text)
    {
        var whole = path + ".new";
        File.Delete(whole);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnlyFile;
        using (var writer = new StreamWriter(whole, options)) writer.Write(text);
        File.Move(whole, path, overwrite: true);
    }

    /// <summary>The trimmed text of a file, or null when it is missing, also since a moment ago, or empty.</summary>
    public static string? Read(string path)
    {
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Deletes a folder with all it holds; a missing one is fine, and so is somebody else who deletes it meanwhile.</summary>
    /// <exception cref="IOException">It fills as fast as it is emptied.</exception>
    public static void Remove(string folder)
    {
        for (var attempt = 1; Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (attempt < RemovalAttempts)
            {
                // A part of it went, or came, between the look and the deed. Each attempt leaves less.
            }
        }
    }

    /// <summary>Whether a file system keeps the owner-only rights PostgreSQL insists on; Windows drives under WSL do not.</summary>
    public static bool KeepsRights(string folder)
    {
        if (OperatingSystem.IsWindows()) return true;
        var probe = Path.Combine(folder, "rights-probe");
        Directory.CreateDirectory(probe, OwnerOnlyFolder);
        var kept = File.GetUnixFileMode(probe) == OwnerOnlyFolder;
        Directory.Delete(probe);
        return kept;
    }
}
