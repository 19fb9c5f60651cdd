using System.Text;

namespace ClientPortal.TransparencyLog.Tests.Notes;

public sealed class CheckpointTests
{
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    // The example of c2sp.org/tlog-checkpoint and, with a witness's line, of c2sp.org/tlog-cosignature; its keys are not published.
    [Fact]
    public void The_published_example_is_read()
    {
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes($"""
            example.com/behind-the-sofa
            20852163
            {Root}

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==

            """));
        var checkpoint = Checkpoint.Parse(note.Text);

        Assert.Equal(("example.com/behind-the-sofa", 20852163, Root), (checkpoint.Origin, checkpoint.Head.Size, checkpoint.Head.Root.ToString()));
        Assert.Empty(checkpoint.Extensions);
        Assert.Equal(note.Text, checkpoint.ToString());
        Assert.Equal(1679315147, Cosignature.Timestamp(note.Signatures[1].Bytes.Span));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1L << 62)]
    [InlineData(long.MaxValue)]
    public void Any_size_and_extensions_are_written_and_read(long size)
    {
        var checkpoint = new Checkpoint("log.example", new TreeHead(size, MerkleTree.EmptyRoot), "first", "второе");

        Assert.Equal(checkpoint.ToString(), Checkpoint.Parse(checkpoint.ToString()).ToString());
        Assert.Equal(size, Checkpoint.Parse(checkpoint.ToString()).Head.Size);
        Assert.Equal(["first", "второе"], Checkpoint.Parse(checkpoint.ToString()).Extensions);
    }

    [Theory]
    [InlineData("", LogFault.NoFinalNewline, 1)]
    [InlineData("\n", LogFault.MissingLine, 2)]
    [InlineData("log\n1\n", LogFault.MissingLine, 3)]
    [InlineData("\n1\n" + Root + "\n", LogFault.NoOrigin, 1)]
    [InlineData("log\n\n" + Root + "\n", LogFault.BadNumber, 2)]
    [InlineData("log\n01\n" + Root + "\n", LogFault.BadNumber, 2)]
    [InlineData("log\n00\n" + Root + "\n", LogFault.BadNumber, 2)]
    [InlineData("log\n-1\n" + Root + "\n", LogFault.BadNumber, 2)]
    [InlineData("log\n+1\n" + Root + "\n", LogFault.BadNumber, 2)]
    [InlineData("log\n1 \n" + Root + "\n", LogFault.BadNumber, 2)]
    [InlineData("log\n1,0\n" + Root + "\n", LogFault.BadNumber, 2)]
    [InlineData("log\n٣\n" + Root + "\n", LogFault.BadNumber, 2)]
    [InlineData("log\n9223372036854775808\n" + Root + "\n", LogFault.BadNumber, 2)]
    [InlineData("log\n99999999999999999999999\n" + Root + "\n", LogFault.BadNumber, 2)]
    [InlineData("log\n1\n\n", LogFault.BadHash, 3)]
    [InlineData("log\n1\nAAAA\n", LogFault.BadHash, 3)]
    [InlineData("log\n1\n" + Root + Root + "\n", LogFault.BadBase64, 3)]
    [InlineData("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n", LogFault.BadBase64, 3)]
    [InlineData("log\n1\n" + Root + "\n\n", LogFault.EmptyLine, 4)]
    [InlineData("log\n1\n" + Root + "\nmore\n\n", LogFault.EmptyLine, 5)]
    [InlineData("log\r\n1\r\n" + Root + "\r\n", LogFault.ControlCharacter, 1)]
    [InlineData("log\n1\n" + Root, LogFault.NoFinalNewline, 3)]
    public void Whatever_is_not_a_checkpoint_is_refused_for_its_reason_at_its_line(string text, LogFault fault, int line)
    {
        var error = Assert.Throws<MalformedLogException>(() => Checkpoint.Parse(text));

        Assert.Equal((fault, LogUnit.Line, line), (error.Fault, error.Unit, (int)error.Number));
    }

    [Fact]
    public void A_line_cannot_be_smuggled_into_a_checkpoint()
    {
        Assert.Throws<MalformedLogException>(() => new Checkpoint("log\n7", default));
        Assert.Throws<MalformedLogException>(() => new Checkpoint("log", default, "a\nb"));
        Assert.Throws<MalformedLogException>(() => new Checkpoint("log", default, ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Checkpoint("log", new TreeHead(-1, default)));
    }
}
