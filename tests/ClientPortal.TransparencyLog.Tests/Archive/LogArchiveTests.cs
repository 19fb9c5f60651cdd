using System.IO.Compression;
using ClientPortal.TransparencyLog.Tests.Merkle;
using ClientPortal.TransparencyLog.Tests.Notes;

namespace ClientPortal.TransparencyLog.Tests.Archive;

public sealed class LogArchiveTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    public async Task A_log_is_written_to_one_file_and_read_again(int size)
    {
        var log = Log.Of(size);
        var bytes = await Written(log);
        using var archive = LogArchive.Open(new MemoryStream(bytes));

        Assert.Equal(log.Head, Checkpoint.Parse(archive.ReadCheckpoint().Text).Head);
        Assert.Equal(log.Entries, archive.ReadEntries(size).Select(entry => entry.ToArray()));
        Assert.Equal(bytes, await Written(log));
    }

    [Fact]
    public async Task The_file_is_laid_out_as_a_tiled_log_is_served()
    {
        using var zip = new ZipArchive(new MemoryStream(await Written(Log.Of(300))));

        Assert.Equal(["tile/entries/000", "tile/entries/001.p/44", "checkpoint"], zip.Entries.Select(file => file.FullName));
    }

    [Theory]
    [InlineData(299, "tile/entries/001.p/44", LogFault.UnexpectedFile)]
    [InlineData(256, "tile/entries/001.p/44", LogFault.UnexpectedFile)]
    [InlineData(0, "tile/entries/000", LogFault.UnexpectedFile)]
    [InlineData(301, "tile/entries/001.p/44", LogFault.UnexpectedFile)]
    [InlineData(512, "tile/entries/001.p/44", LogFault.UnexpectedFile)]
    [InlineData(long.MaxValue, "tile/entries/001.p/44", LogFault.UnexpectedFile)]
    public async Task An_archive_for_another_size_is_refused_and_the_file_named(long size, string path, LogFault fault)
    {
        using var archive = LogArchive.Open(new MemoryStream(await Written(Log.Of(300))));
        var error = Assert.Throws<MalformedLogException>(() => archive.ReadEntries(size).Count());

        Assert.Equal((fault, path), (error.Fault, error.Path));
    }

    [Fact]
    public void A_bundle_so_far_behind_that_reckoning_its_place_overflows_is_refused()
    {
        using var archive = Zip(("tile/entries/000", new byte[512]), (TilePath.Entries(1L << 56).ToString(), new byte[512]));

        Assert.Equal(LogFault.UnexpectedFile, Assert.Throws<MalformedLogException>(() => archive.ReadEntries(256).Count()).Fault);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        using var archive = Zip(("README", "hello"u8.ToArray()));

        Assert.Equal("checkpoint", Missing(() => archive.ReadCheckpoint()));
        Assert.Equal("tile/entries/000", Missing(() => archive.ReadEntries(long.MaxValue).Count()));

        static string? Missing(Func<object> read)
        {
            var error = Assert.Throws<MalformedLogException>(read);
            Assert.Equal(LogFault.MissingFile, error.Fault);
            return error.Path;
        }
    }

    [Fact]
    public void Two_files_of_one_name_are_refused() =>
        Assert.Equal(LogFault.RepeatedFile, Assert.Throws<MalformedLogException>(() => Zip(("checkpoint", []), ("checkpoint", []))).Fault);

    [Fact]
    public void An_archive_that_is_refused_lets_go_of_its_stream()
    {
        var stream = new MemoryStream([1, 2, 3]);

        Assert.Equal(LogFault.NotAnArchive, Assert.Throws<MalformedLogException>(() => LogArchive.Open(stream)).Fault);
        Assert.False(stream.CanRead);
    }

    [Fact]
    public void A_path_that_only_looks_like_one_is_refused()
    {
        using var archive = Zip(("tile/entries/1", []));

        Assert.Equal(LogFault.BadTilePath, Assert.Throws<MalformedLogException>(() => archive.ReadEntries(1).Count()).Fault);
    }

    [Fact]
    public async Task The_longest_bundle_and_the_longest_checkpoint_are_read()
    {
        var log = new Log([.. Enumerable.Repeat(new byte[EntryBundle.LongestEntry], TilePath.FullWidth)]);
        using var archive = LogArchive.Open(new MemoryStream(await Written(log)));
        using var bare = Zip(("checkpoint", [.. Enumerable.Repeat((byte)'a', SignedNote.Longest)]));

        Assert.Equal(TilePath.FullWidth, archive.ReadEntries(TilePath.FullWidth).Count(entry => entry.Length == EntryBundle.LongestEntry));
        Assert.Equal(LogFault.NoFinalNewline, Assert.Throws<MalformedLogException>(bare.ReadCheckpoint).Fault);
    }

    [Fact]
    public void A_file_that_unfolds_without_end_is_refused()
    {
        using var archive = Zip(("tile/entries/000", new byte[EntryBundle.Longest + 1]), ("checkpoint", new byte[SignedNote.Longest + 1]));

        Assert.Equal(LogFault.TooLong, Assert.Throws<MalformedLogException>(() => archive.ReadEntries(256).Count()).Fault);
        Assert.Equal(LogFault.TooLong, Assert.Throws<MalformedLogException>(archive.ReadCheckpoint).Fault);
    }

    [Fact]
    public async Task A_damaged_archive_never_passes_and_never_fails_but_by_our_own_error()
    {
        var log = Log.Of(40);
        var bytes = await Written(log);

        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var turned in new byte[] { 0x01, 0x80, 0xff })
            {
                byte[] altered = [.. bytes];
                altered[at] ^= turned;
                // A time of day or a flag may change; what is read may not.
                Assert.True(Alterations.IsRefused(() => !ReadsAs(altered, log)));
            }
        }

        for (var length = 0; length < bytes.Length; length++)
            Assert.True(Alterations.IsRefused(() => ReadsAs(bytes[..length], log)));
    }

    private static bool ReadsAs(byte[] bytes, Log log)
    {
        using var archive = LogArchive.Open(new MemoryStream(bytes));
        if (Sample.Trusted.Verify(archive.ReadCheckpoint(), out var checkpoint) != LogVerdict.Fits) throw new MalformedLogException(LogFault.NoSignature);
        using var replay = new TreeReplay([checkpoint!.Head]);
        foreach (var entry in archive.ReadEntries(checkpoint.Head.Size)) replay.Append(entry.Span);
        if (!replay.Finish()) throw new MalformedLogException(LogFault.BadHash);
        return checkpoint.Head == log.Head;
    }

    private static async Task<byte[]> Written(Log log)
    {
        using var stream = new MemoryStream();
        await using (var writer = await LogArchiveWriter.CreateAsync(stream, TestContext.Current.CancellationToken))
        {
            foreach (var entry in log.Entries) await writer.AppendAsync(entry, TestContext.Current.CancellationToken);
            await writer.FinishAsync(SignedNote.Sign(new Checkpoint(Sample.Origin, log.Head).ToString(), Sample.Key), TestContext.Current.CancellationToken);
        }

        return stream.ToArray();
    }

    private static LogArchive Zip(params ReadOnlySpan<(string Name, byte[] Bytes)> files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var file = zip.CreateEntry(name).Open();
                file.Write(bytes);
            }
        }

        return LogArchive.Open(stream);
    }
}
