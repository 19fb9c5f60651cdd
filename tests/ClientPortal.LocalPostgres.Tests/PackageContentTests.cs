using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ClientPortal.LocalPostgres.Binaries;

namespace ClientPortal.LocalPostgres.Tests;

public sealed class PackageContentTests
{
    private const UnixFileMode Plain = (UnixFileMode)0b110_100_100;
    private const UnixFileMode Program = (UnixFileMode)0b111_101_101;

    [Fact]
    public async Task A_package_becomes_a_server_s_folder_with_its_library_links()
    {
        await using var folder = new TestFolder();
        var package = Package(
            ("package/package.json", "{}", Plain),
            ("package/scripts/hydrate-symlinks.js", "evil()", Plain),
            ("package/native/bin/postgres", "server", UnixFileMode.UserRead | UnixFileMode.UserExecute),
            ("package/native/lib/libpq.so.5.18", "library", UnixFileMode.UserRead),
            ("package/native/share/postgresql/timezone/Europe/Berlin", "zone", Plain),
            ("package/native/pg-symlinks.json", """
                [{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"},
                 {"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5.18"},
                 {"source":"native/lib/libpq.so.5.18","target":"native/bin/libpq.so"}]
                """, Plain));

        await PackageContent.UnpackAsync(package, folder.Path, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["bin", "lib", "pg-symlinks.json", "share"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal("zone", Text(folder, "share/postgresql/timezone/Europe/Berlin"));
        Assert.Equal("library", Text(folder, "lib/libpq.so.5"));
        Assert.Equal("library", Text(folder, "bin/libpq.so"));
        Assert.Equal("libpq.so.5.18", new FileInfo(Path.Combine(folder.Path, "lib", "libpq.so.5")).LinkTarget);
        Assert.Equal(Path.Combine("..", "lib", "libpq.so.5.18"), new FileInfo(Path.Combine(folder.Path, "bin", "libpq.so")).LinkTarget);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(Program, File.GetUnixFileMode(Path.Combine(folder.Path, "bin", "postgres")));
        Assert.Equal(Plain, File.GetUnixFileMode(Path.Combine(folder.Path, "lib", "libpq.so.5.18")));
        Assert.Equal(Program, File.GetUnixFileMode(folder.Path));
    }

    [Fact]
    public async Task A_package_without_links_is_complete_as_it_is()
    {
        await using var folder = new TestFolder();
        await PackageContent.UnpackAsync(
            Package(("package/native/bin/postgres", "server", Program)), folder.Path, TestContext.Current.CancellationToken);

        Assert.Equal("server", Text(folder, "bin/postgres"));
    }

    [Theory]
    [InlineData("package/native/../../outside", "[]")]
    [InlineData("package/native/../../data-outside", "[]")]
    [InlineData("package/native/inside", """[{"source":"native/../../outside","target":"native/link"}]""")]
    [InlineData("package/native/inside", """[{"source":"native/inside","target":"native/../../outside"}]""")]
    public async Task Nothing_is_written_outside_the_folder(string entry, string links)
    {
        await using var folder = new TestFolder();
        var package = Package((entry, "x", Plain), ("package/native/pg-symlinks.json", links, Plain));

        await Assert.ThrowsAsync<InvalidDataException>(
            () => PackageContent.UnpackAsync(package, folder.Path, TestContext.Current.CancellationToken));

        Assert.Equal([folder.Path], Directory.GetFileSystemEntries(folder.Beside("")));
        Assert.False(Path.Exists(Path.Combine(folder.Path, "link")));
    }

    [Fact]
    public async Task Only_the_pinned_content_passes_and_is_then_read_from_its_beginning()
    {
        var content = new MemoryStream("the package"u8.ToArray());
        await PackageContent.CheckAsync(
            content, Convert.ToBase64String(SHA512.HashData("the package"u8)), TestContext.Current.CancellationToken);
        Assert.Equal(0, content.Position);

        await Assert.ThrowsAsync<InvalidDataException>(() => PackageContent.CheckAsync(
            content, Convert.ToBase64String(SHA512.HashData("another"u8)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void This_machine_has_a_package() =>
        Assert.StartsWith("@embedded-postgres/", NpmPackage.OfThisMachine()?.Specifier, StringComparison.Ordinal);

    private static string Text(TestFolder folder, string path) => File.ReadAllText(Path.Combine(folder.Path, path));

    private static MemoryStream Package(params (string Name, string Text, UnixFileMode Mode)[] entries)
    {
        var package = new MemoryStream();
        using (var zipped = new GZipStream(package, CompressionLevel.Fastest, leaveOpen: true))
        using (var archive = new TarWriter(zipped))
        {
            foreach (var (name, text, mode) in entries)
            {
                archive.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                    Mode = mode,
                });
            }
        }

        package.Position = 0;
        return package;
    }
}
