using System.Text;

namespace ClientPortal.TransparencyLog.Tests.Notes;

public sealed class CosignatureTests
{
    private const long Time = 1_790_000_000;

    [Fact]
    public void A_witness_says_when_it_saw_the_checkpoint()
    {
        var note = Sample.Cosigned(Sample.Checkpoint(), Time);

        Assert.Equal(Time, note.CosignedAt(Sample.Witness));
        Assert.Equal(NoteVerdict.Signed, note.Verify(Sample.Key.VerifierKey, Sample.Witness));
        Assert.Null(Sample.Checkpoint().CosignedAt(Sample.Witness));
        Assert.Null(note.CosignedAt(Sample.Key.VerifierKey));
    }

    [Fact]
    public void The_message_is_that_of_the_specification() =>
        Assert.Equal("cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n", Encoding.UTF8.GetString(Cosignature.Message(1679315147, "example.com/behind-the-sofa\n"u8)));

    [Fact]
    public void Of_several_cosignatures_the_latest_counts() =>
        Assert.Equal(Time, Sample.Cosigned(Sample.Cosigned(Sample.Checkpoint(), Time), Time - 5).CosignedAt(Sample.Witness));

    [Fact]
    public void A_cosignature_by_another_key_or_for_another_time_or_before_1970_is_none()
    {
        var line = Sample.Cosigned(Sample.Checkpoint(), Time).Signatures[1];
        byte[] later = [.. line.Bytes.Span];
        later[7]++;

        Assert.Null(Sample.Cosigned(Sample.Checkpoint(), Time, new byte[32]).CosignedAt(Sample.Witness));
        Assert.Null(SignedNote.Parse(Encoding.UTF8.GetBytes($"{Sample.Checkpoint()}{line with { Bytes = later }}\n")).CosignedAt(Sample.Witness));
        Assert.Null(SignedNote.Parse(Encoding.UTF8.GetBytes($"{Sample.Checkpoint()}{line with { Bytes = later.AsMemory(0, 7) }}\n")).CosignedAt(Sample.Witness));
        Assert.Null(Sample.Cosigned(Sample.Checkpoint(), -1).CosignedAt(Sample.Witness));
    }

    [Fact]
    public void A_witness_does_not_sign_for_a_log() =>
        Assert.Equal(LogFault.UnknownAlgorithm, Assert.Throws<MalformedLogException>(() => new TrustedLog(Sample.Witness)).Fault);
}
