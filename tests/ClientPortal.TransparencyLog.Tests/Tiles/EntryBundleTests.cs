using System.Buffers;

namespace ClientPortal.TransparencyLog.Tests.Tiles;

public sealed class EntryBundleTests
{
    private static readonly TilePath Three = TilePath.Entries(4, 3);

    [Fact]
    public void Entries_stand_behind_their_lengths()
    {
        var bundle = Bundle([[1, 2, 3], [], [4]]);

        Assert.Equal([0, 3, 1, 2, 3, 0, 0, 0, 1, 4], bundle);
        Assert.Equal([[1, 2, 3], [], [4]], EntryBundle.Read(Three, bundle).Select(entry => entry.ToArray()));
    }

    [Fact]
    public void The_longest_entry_fits_and_a_longer_one_is_refused()
    {
        var longest = new byte[EntryBundle.LongestEntry];

        Assert.Equal(longest, EntryBundle.Read(TilePath.Entries(0, 1), Bundle([longest])).Single().ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Bundle([new byte[EntryBundle.LongestEntry + 1]]));
    }

    [Fact]
    public void A_bundle_cut_anywhere_is_refused_and_the_entry_named()
    {
        var bundle = Bundle([[1, 2, 3], [5, 6], [4]]);

        for (var length = 0; length < bundle.Length; length++)
        {
            var error = Assert.Throws<MalformedLogException>(() => EntryBundle.Read(Three, bundle.AsMemory(0, length)).Count());
            Assert.Equal((LogFault.BadBundle, LogUnit.Entry, "tile/entries/004.p/3"), (error.Fault, error.Unit, error.Path));
            Assert.Equal(length < 5 ? 0 : length < 9 ? 1 : 2, error.Number);
        }
    }

    [Fact]
    public void Bytes_left_over_are_refused() =>
        Assert.Equal(3, Assert.Throws<MalformedLogException>(() => EntryBundle.Read(Three, Bundle([[1], [2], [3], []])).Count()).Number);

    private static byte[] Bundle(byte[][] entries)
    {
        var bundle = new ArrayBufferWriter<byte>();
        foreach (var entry in entries) EntryBundle.Write(bundle, entry);
        return bundle.WrittenSpan.ToArray();
    }
}
