using ClientPortal.Testing;

namespace ClientPortal.Architecture.Tests;

public sealed class FileTests
{
    private const int MostLines = 400;

    // The list of everything that can be refused: one subject, read by looking a name up.
    private static readonly string[] Lists = ["Rule.cs"];

    [Fact]
    public void No_file_of_code_is_longer_than_four_hundred_lines() =>
        Assert.Empty(TooLong(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories).Where(IsCode)));

    [Fact]
    public void No_migration_carries_the_picture_of_the_whole_model_of_its_time() =>
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "ClientPortal.Domain", "Data", "Migrations"), "*.Designer.cs"));

    [Fact]
    public async Task A_longer_file_is_found()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7()}.cs");
        await File.WriteAllLinesAsync(file, Enumerable.Repeat("//", MostLines + 1), TestContext.Current.CancellationToken);
        try
        {
            Assert.Equal([file], TooLong([file]));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static List<string> TooLong(IEnumerable<string> files) => [.. files.Where(file => File.ReadLines(file).Count() > MostLines)];

    private static bool IsCode(string file)
    {
        var folders = Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar);
        return Path.GetExtension(file) is ".cs" or ".razor" && !Lists.Contains(folders[^1]) && !folders.Any(folder => folder is "obj" or "bin" or "Migrations");
    }
}
