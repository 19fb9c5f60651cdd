using System.IO.Compression;
using System.Text;
using ClientPortal.TransparencyLog.Tests.WebCrypto;

namespace ClientPortal.Web.Tests.Receipts;

/// <summary>What the server gives out of its logs is verified by programs that are not ours, and they refuse what was altered.</summary>
public sealed class ReceiptTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>, IAsyncLifetime
{
    private TakenHome _taken = null!;

    public async ValueTask InitializeAsync() => _taken = await TakenHome.TakeAsync(host);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Receipts_verify_under_WebCrypto_and_altered_ones_do_not()
    {
        Assert.All(await Node.AnswersAsync(_taken.Receipts), Assert.True);
        Assert.All(await Node.AnswersAsync(Altered()), Assert.False);
    }

    [Fact]
    public async Task Receipts_two_checkpoints_and_a_whole_log_verify_with_Gos_library_and_altered_ones_do_not()
    {
        object[] good =
        [
            .. _taken.Receipts,
            new { _taken.Key, _taken.Earlier, _taken.Later, _taken.Tiles },
            new { _taken.Key, Earlier = _taken.Later, _taken.Later, _taken.Tiles },
            new { _taken.Key, _taken.Archive },
        ];
        var tile = _taken.Tiles.Single();
        object[] bad =
        [
            .. Altered(),
            .. EachLineAltered(_taken.Earlier).Select(earlier => new { _taken.Key, Earlier = earlier, _taken.Later, _taken.Tiles }),
            .. EachLineAltered(_taken.Later).Select(later => new { _taken.Key, _taken.Earlier, Later = later, _taken.Tiles }),
            new { _taken.Key, Earlier = _taken.Later, Later = _taken.Earlier, _taken.Tiles },
            new { _taken.Key, _taken.Earlier, _taken.Later, Tiles = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [tile.Key] = Flipped(tile.Value) } },
            new { _taken.Key, Archive = Repacked("tile/entries/", Flipped) },
            new { _taken.Key, Archive = Repacked("tile/entries/", bundle => bundle[(2 + ((bundle[0] << 8) | bundle[1]))..]) },
            new { _taken.Key, Archive = Repacked("checkpoint", _ => _taken.Earlier) },
        ];

        var answers = await Go.AnswersAsync([.. good, .. bad]);

        Assert.All(answers[..good.Length], Assert.True);
        Assert.All(answers[good.Length..], Assert.False);
    }

    // The entry, its place, each hash, the root and the signature: one character of each for another.
    private List<Node.Question> Altered()
    {
        var good = _taken.Receipts[2];
        return
        [
            good with { Entry = _taken.Receipts[1].Entry },
            good with { Entry = Flipped(good.Entry) },
            good with { Key = Encoding.UTF8.GetString(Changed(Encoding.UTF8.GetBytes(good.Key), good.Key.Length - 10)) },
            .. EachLineAltered(good.Receipt).Select(receipt => good with { Receipt = receipt }),
        ];
    }

    private static IEnumerable<byte[]> EachLineAltered(byte[] text)
    {
        for (var (begin, end) = (0, 0); begin < text.Length; begin = end + 1)
        {
            end = Array.IndexOf(text, (byte)'\n', begin);
            if (end > begin) yield return Changed(text, (begin + end) / 2);
        }
    }

    private static byte[] Changed(byte[] text, int at)
    {
        byte[] changed = [.. text];
        changed[at] = (byte)(text[at] == '1' ? '2' : '1');
        return changed;
    }

    private static byte[] Flipped(byte[] bytes)
    {
        byte[] flipped = [.. bytes];
        flipped[^2] ^= 1;
        return flipped;
    }

    // The archive with one of its files changed.
    private byte[] Repacked(string beginning, Func<byte[], byte[]> change)
    {
        using var packed = new ZipArchive(new MemoryStream(_taken.Archive));
        using var bytes = new MemoryStream();
        using (var anew = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in packed.Entries)
            {
                using var content = new MemoryStream();
                using (var old = file.Open()) old.CopyTo(content);
                using var written = anew.CreateEntry(file.FullName).Open();
                written.Write(file.FullName.StartsWith(beginning, StringComparison.Ordinal) ? change(content.ToArray()) : content.ToArray());
            }
        }

        return bytes.ToArray();
    }
}
