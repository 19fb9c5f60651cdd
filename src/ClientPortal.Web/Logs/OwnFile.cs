namespace ClientPortal.Web.Logs;

/// <summary>A file with a secret that Development makes for itself.</summary>
internal static class OwnFile
{
    /// <summary>Makes the file where there is none, for its owner alone; several programs that begin at once get the same.</summary>
    /// <param name="path">Where.</param>
    /// <param name="content">Makes what stands in it; not called where the file is there.</param>
    public static void Ensure(string path, Func<byte[]> content)
    {
        if (File.Exists(path)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var mine = $"{path}.{Guid.CreateVersion7():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(mine, options)) file.Write(content());
        try
        {
            File.Move(mine, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(mine);
        }
    }
}
