using System.Text;

namespace ClientPortal.TransparencyLog.Tests.Notes;

public sealed class LogProofTests
{
    private const string Hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    private const string Note = "\nlog\n1\n" + Hash + "\n— a AAAAAAA=\n";
    private const string Header = "c2sp.org/tlog-proof@v1\n";

    [Fact]
    public void A_receipt_is_written_as_the_specification_says()
    {
        var proof = Sample.Proof(4, [1, 2]);
        var lines = Encoding.UTF8.GetString(proof.ToBytes()).Split('\n');

        Assert.Equal(["c2sp.org/tlog-proof@v1", "extra AQI=", "index 4", .. proof.Hashes.Select(hash => hash.ToString()), "", Sample.Origin, "13"], lines[..(3 + proof.Hashes.Count + 3)]);
        Assert.EndsWith(proof.Note.ToString(), Encoding.UTF8.GetString(proof.ToBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_entry_has_a_receipt_that_is_read_again_and_verifies()
    {
        foreach (var extra in new byte[]?[] { null, [], [1, 2, 3] })
        {
            for (var index = 0; index < Sample.Log.Entries.Length; index++)
            {
                var bytes = Sample.Proof(index, extra).ToBytes();
                var proof = LogProof.Parse(bytes);
                Assert.Equal(bytes, proof.ToBytes());
                Assert.Equal(extra, proof.Extra?.ToArray());
                Assert.Equal(LogVerdict.Fits, proof.Verify(Sample.Log.Entries[index], Sample.Trusted));
                Assert.Equal(LogVerdict.DoesNotFit, proof.Verify(Sample.Log.Entries[(index + 1) % 13], Sample.Trusted));
                Assert.Equal(LogVerdict.DoesNotFit, proof.Verify([.. Sample.Log.Entries[index], 0], Sample.Trusted));
            }
        }
    }

    [Fact]
    public void The_answer_says_who_is_not_to_be_trusted()
    {
        var proof = Sample.Proof(3);
        var entry = Sample.Log.Entries[3];
        var forged = SignedNote.Parse(Encoding.UTF8.GetBytes(proof.Note.ToString().Replace("\n13\n", "\n14\n", StringComparison.Ordinal)));

        Assert.Equal(LogVerdict.Unsigned, proof.Verify(entry, new TrustedLog(Sample.OtherKey.VerifierKey)));
        Assert.Equal(LogVerdict.OtherLog, proof.Verify(entry, new TrustedLog("another.example", Sample.Key.VerifierKey)));
        Assert.Equal(LogVerdict.Forged, new LogProof(3, [.. proof.Hashes], forged).Verify(entry, Sample.Trusted));
        Assert.Equal(LogVerdict.Fits, proof.Verify(entry, new TrustedLog(Sample.Origin, Sample.OtherKey.VerifierKey, Sample.Key.VerifierKey)));
    }

    [Fact]
    public void A_rightly_signed_text_that_is_no_checkpoint_is_refused() =>
        Assert.Equal(
            LogFault.MissingLine,
            Assert.Throws<MalformedLogException>(() => new LogProof(0, [], SignedNote.Sign("Hello\n", Sample.Key)).Verify([], Sample.Trusted)).Fault);

    [Fact]
    public void A_receipt_with_one_byte_altered_does_not_verify()
    {
        var entry = Sample.Log.Entries[6];

        Assert.All(
            Alterations.Of(Sample.Proof(6).ToBytes()),
            altered => Assert.True(Alterations.IsRefused(() => LogProof.Parse(altered).Verify(entry, Sample.Trusted) == LogVerdict.Fits)));
    }

    [Fact]
    public void A_receipt_cut_anywhere_does_not_verify()
    {
        var bytes = Sample.Proof(6).ToBytes();

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Throws<MalformedLogException>(() => LogProof.Parse(bytes.AsSpan(0, length))));
    }

    [Theory]
    [InlineData("", LogFault.NoFinalNewline, 1)]
    [InlineData("c2sp.org/tlog-proof@v2\nindex 0\n" + Note, LogFault.BadHeader, 1)]
    [InlineData("c2sp.org/tlog-proof@v1 \nindex 0\n" + Note, LogFault.BadHeader, 1)]
    [InlineData(Header, LogFault.MissingLine, 2)]
    [InlineData(Header + Note, LogFault.MissingLine, 2)]
    [InlineData(Header + "extra AQI=\n" + Note, LogFault.MissingLine, 3)]
    [InlineData(Header + "extra AQI\nindex 0\n" + Note, LogFault.BadBase64, 2)]
    [InlineData(Header + "index 0\nextra AQI=\n" + Note, LogFault.BadBase64, 3)]
    [InlineData(Header + "index\n" + Note, LogFault.MissingLine, 2)]
    [InlineData(Header + "index \n" + Note, LogFault.BadNumber, 2)]
    [InlineData(Header + "index 00\n" + Note, LogFault.BadNumber, 2)]
    [InlineData(Header + "index -1\n" + Note, LogFault.BadNumber, 2)]
    [InlineData(Header + "index 9223372036854775808\n" + Note, LogFault.BadNumber, 2)]
    [InlineData(Header + "index 0\nAAAA\n" + Note, LogFault.BadHash, 3)]
    [InlineData(Header + "index 0\n" + Hash + "!\n" + Note, LogFault.BadBase64, 4)]
    [InlineData(Header + "index 0\n" + Hash, LogFault.NoBlankLine, 4)]
    [InlineData(Header + "index 0\n", LogFault.NoBlankLine, 3)]
    [InlineData(Header + "index 0\r\n" + Note, LogFault.ControlCharacter, 2)]
    public void Whatever_is_not_a_receipt_is_refused_for_its_reason_at_its_line(string text, LogFault fault, int line)
    {
        var error = Assert.Throws<MalformedLogException>(() => LogProof.Parse(Encoding.UTF8.GetBytes(text)));

        Assert.Equal((fault, LogUnit.Line, line), (error.Fault, error.Unit, (int)error.Number));
    }

    [Fact]
    public void More_hashes_than_any_tree_is_high_and_endless_lines_are_refused()
    {
        var error = Assert.Throws<MalformedLogException>(() => LogProof.Parse(Encoding.UTF8.GetBytes(Header + "index 0\n" + string.Concat(Enumerable.Repeat(Hash, 64)) + Note)));
        Assert.Equal((LogFault.TooManyHashes, 66), (error.Fault, error.Number));

        Assert.Equal(LogFault.TooLong, Assert.Throws<MalformedLogException>(() => LogProof.Parse(new byte[LogProof.Longest + 1])).Fault);
        Assert.Equal(LogFault.BadHash, Assert.Throws<MalformedLogException>(() => LogProof.Parse(Encoding.UTF8.GetBytes(Header + "index 0\n" + new string('A', 400_000) + "\n" + Note))).Fault);
    }
}
