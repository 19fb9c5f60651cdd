using System.Security.Cryptography;
using System.Text;

namespace ClientPortal.TransparencyLog.Tests.Notes;

public sealed class SignedNoteTests
{
    private const string Signature = "— a AAAAAAA=\n";

    // From c2sp.org/signed-note; golang.org/x/mod/sumdb/note; the example of c2sp.org/tlog-checkpoint under the name and origin that
    // signed it, those of the Go checksum database; and the tests of github.com/transparency-dev/formats at 0b850f1.
    public static TheoryData<string, string> Published => new()
    {
        {
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
        },
        {
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
                + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
        },
        {
            "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
            "go.sum database tree\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
                + "— sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
        },
        {
            "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=",
            "Rekor\n798034\nf+7CoKgXKE/tNys9TTXcr/ad6U/K3xvznmzew9y6SP0=\n\n"
                + "— rekor.sigstore.dev wNI9ajBEAiARInWIWyCdyG27CO6LPnPekyw20qO0YJfoaPaowGp/XgIgc+qEHS3+GKVClgqq20uDLet7MCoTURUCRdxwWBHHufk=\n"
        },
        {
            "pixel6_transparency_log+91c16e30+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABN+4x0Jk1yTwvLFI9A4NDdGZcX0aiWVdWM5XJVy0M4VWD3AvyW5Q6Hs9A0mcDkpUoYgn+KKPNzFC0H3nN3q6JQ8=",
            "DEFAULT\n10\nbsWRucJU5xJPHb5eBdOm6+DM+VelCZBuvtI3sHERJ9Y=\n\n"
                + "— pixel6_transparency_log kcFuMDBFAiEAhqMAP8P6qf6QxtUJhzMhbN+MbZ9dwfUHzGQJmffJHtoCIGD0cNe47dHWBoPwYdgBCepB06/+g5O1FmYjXl06owL4\n"
        },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Published_notes_verify_and_are_written_as_they_were_read(string key, string note)
    {
        var read = Read(note);

        Assert.Equal(NoteVerdict.Signed, read.Verify(VerifierKey.Parse(key)));
        Assert.Equal(note, read.ToString());
        Assert.Equal(note, $"{read.Text}\n{string.Concat(read.Signatures.Select(line => $"{line}\n"))}");
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Published_notes_with_one_byte_altered_do_not_verify(string key, string note)
    {
        var trusted = VerifierKey.Parse(key);

        Assert.All(
            Alterations.Of(Encoding.UTF8.GetBytes(note)),
            altered => Assert.True(Alterations.IsRefused(() => SignedNote.Parse(altered).Verify(trusted) == NoteVerdict.Signed)));
    }

    [Fact]
    public void Whoever_signed_is_found_among_strangers()
    {
        using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var ecdsa = SigningKey.FromEcdsa("ec.example", secret);
        var note = Read(SignedNote.Sign("Text\n\nmore\n", Sample.OtherKey, ecdsa, Sample.Key).ToString());

        Assert.Equal("Text\n\nmore\n", note.Text);
        Assert.Equal(["other.example", "ec.example", Sample.Origin], note.Signatures.Select(line => line.Name));
        Assert.Equal(NoteVerdict.Signed, note.Verify(Sample.Key.VerifierKey));
        Assert.Equal(NoteVerdict.Signed, note.Verify(ecdsa.VerifierKey));
        Assert.Equal(NoteVerdict.Unsigned, note.Verify(Sample.Witness));
        Assert.Equal(NoteVerdict.Unsigned, note.Verify());
    }

    [Fact]
    public void A_wrong_signature_of_a_trusted_key_spoils_the_note_though_another_is_right()
    {
        var note = Read($"{SignedNote.Sign("Text\n", Sample.Key)}{SignedNote.Sign("Other\n", Sample.OtherKey).Signatures[0]}\n");

        Assert.Equal(NoteVerdict.Signed, note.Verify(Sample.Key.VerifierKey));
        Assert.Equal(NoteVerdict.Forged, note.Verify(Sample.Key.VerifierKey, Sample.OtherKey.VerifierKey));
    }

    [Fact]
    public void A_key_of_the_same_number_under_another_name_is_a_stranger()
    {
        var line = SignedNote.Sign("Text\n", Sample.Key).Signatures[0];

        Assert.Equal(NoteVerdict.Unsigned, Read($"Text\n\n{line with { Name = "x" }}\n").Verify(Sample.Key.VerifierKey));
        Assert.Equal(NoteVerdict.Unsigned, Read($"Text\n\n{line with { KeyId = 1 }}\n").Verify(Sample.Key.VerifierKey));
    }

    [Fact]
    public void A_note_in_Russian_is_signed_as_well() => Assert.Equal(NoteVerdict.Signed, SignedNote.Sign("Ещё не вечер — 😀\n", Sample.Key).Verify(Sample.Key.VerifierKey));

    [Theory]
    [InlineData("", LogFault.NoFinalNewline, 1)]
    [InlineData("Text", LogFault.NoFinalNewline, 1)]
    [InlineData("Text\n", LogFault.NoBlankLine, 0)]
    [InlineData("Text\n\n", LogFault.NoSignature, 3)]
    [InlineData("Text\n" + Signature, LogFault.NoBlankLine, 0)]
    [InlineData("Text\n\n— a AAAAAAA=", LogFault.NoFinalNewline, 3)]
    [InlineData("Text\r\n\r\n— a AAAAAAA=\r\n", LogFault.ControlCharacter, 1)]
    [InlineData("Text\n\n— a AAAAAAA=\r\n", LogFault.ControlCharacter, 3)]
    [InlineData("Te\txt\n\n" + Signature, LogFault.ControlCharacter, 1)]
    [InlineData("Text\n\n- a AAAAAAA=\n", LogFault.BadSignatureLine, 3)]
    [InlineData("Text\n\n—a AAAAAAA=\n", LogFault.BadSignatureLine, 3)]
    [InlineData("Text\n\n— aAAAAAAA=\n", LogFault.BadSignatureLine, 3)]
    [InlineData("Text\n\n—  AAAAAAA=\n", LogFault.BadKeyName, 3)]
    [InlineData("Text\n\n— a+b AAAAAAA=\n", LogFault.BadKeyName, 3)]
    [InlineData("Text\n\n— a\u2003b AAAAAAA=\n", LogFault.BadKeyName, 3)]
    [InlineData("Text\n\n— a\u2028b AAAAAAA=\n", LogFault.BadKeyName, 3)]
    [InlineData("Text\n\n— a AAAAAAA=\u2028— b AAAAAAA=\n", LogFault.BadBase64, 3)]
    [InlineData("Text\n\n— a AAAAAAA\n", LogFault.BadBase64, 3)]
    [InlineData("Text\n\n— a AAAAAAB=\n", LogFault.BadBase64, 3)]
    [InlineData("Text\n\n— a AAAA AAA=\n", LogFault.BadBase64, 3)]
    [InlineData("Text\n\n— a  AAAAAAA=\n", LogFault.BadBase64, 3)]
    [InlineData("Text\n\n— a AAAAAAA= \n", LogFault.BadBase64, 3)]
    [InlineData("Text\n\n— a AAAAAAA-\n", LogFault.BadBase64, 3)]
    [InlineData("Text\n\n— a AAAAAA==\n", LogFault.BadSignatureLine, 3)]
    [InlineData("Text\n\n— a \n", LogFault.BadSignatureLine, 3)]
    [InlineData("Text\n\n" + Signature + "more\n", LogFault.BadSignatureLine, 4)]
    public void Whatever_is_not_a_note_is_refused_for_its_reason_at_its_line(string note, LogFault fault, int line)
    {
        var error = Assert.Throws<MalformedLogException>(() => Read(note));

        Assert.Equal((fault, line), (error.Fault, (int)error.Number));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused() =>
        Assert.Equal(LogFault.NotUtf8, Assert.Throws<MalformedLogException>(() => SignedNote.Parse([0xff, .. Encoding.UTF8.GetBytes("\n\n" + Signature)])).Fault);

    [Fact]
    public void Half_a_surrogate_pair_cannot_be_signed() =>
        Assert.Equal(LogFault.NotUtf8, Assert.Throws<MalformedLogException>(() => SignedNote.Sign("\uD800\n", Sample.Key)).Fault);

    [Fact]
    public void A_hundred_signatures_are_read_and_no_more()
    {
        Assert.Equal(100, Read("Text\n\n" + string.Concat(Enumerable.Repeat(Signature, 100))).Signatures.Count);
        var error = Assert.Throws<MalformedLogException>(() => Read("Text\n\n" + string.Concat(Enumerable.Repeat(Signature, 101))));
        Assert.Equal((LogFault.TooManySignatures, 103), (error.Fault, error.Number));
    }

    [Fact]
    public void A_note_of_a_million_bytes_is_read_and_no_longer_one()
    {
        var end = "\n\n" + Signature;
        var text = new string('a', SignedNote.Longest - Encoding.UTF8.GetByteCount(end));

        Assert.Single(Read(text + end).Signatures);
        Assert.Equal(LogFault.TooLong, Assert.Throws<MalformedLogException>(() => Read("a" + text + end)).Fault);
    }

    private static SignedNote Read(string note) => SignedNote.Parse(Encoding.UTF8.GetBytes(note));
}
