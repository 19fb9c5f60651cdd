using System.Security.Cryptography;

namespace ClientPortal.TransparencyLog.Tests.Keys;

public sealed class VerifierKeyTests
{
    // Published: c2sp.org/signed-note, golang.org/x/mod/sumdb/note, sum.golang.org, and the tests of github.com/transparency-dev/formats at 0b850f1.
    [Theory]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", SignatureKind.Ed25519)]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", SignatureKind.Ed25519)]
    [InlineData("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", SignatureKind.Ed25519)]
    [InlineData("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2", SignatureKind.Cosignature)]
    [InlineData(
        "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=", SignatureKind.EcdsaP256)]
    [InlineData(
        "pixel6_transparency_log+91c16e30+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABN+4x0Jk1yTwvLFI9A4NDdGZcX0aiWVdWM5XJVy0M4VWD3AvyW5Q6Hs9A0mcDkpUoYgn+KKPNzFC0H3nN3q6JQ8=", SignatureKind.EcdsaP256)]
    public void Published_keys_are_read_and_written_alike(string text, SignatureKind kind)
    {
        var key = VerifierKey.Parse(text);

        Assert.Equal(kind, key.Kind);
        Assert.Equal(text, key.ToString());
    }

    [Theory]
    [InlineData("", LogFault.BadKey)]
    [InlineData("example.com/foo", LogFault.BadKey)]
    [InlineData("example.com/foo+530d903a", LogFault.BadKey)]
    [InlineData("example.com/foo+530d903a+", LogFault.BadKey)]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", LogFault.BadKeyName)]
    [InlineData("exa mple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", LogFault.BadKeyName)]
    [InlineData("exa\u00a0mple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", LogFault.BadKeyName)]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", LogFault.WrongKeyId)]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", LogFault.WrongKeyId)]
    [InlineData("example.com/foo+0530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", LogFault.WrongKeyId)]
    [InlineData("example.com/fox+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", LogFault.WrongKeyId)]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2", LogFault.BadBase64)]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l", LogFault.WrongKeyId)]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n", LogFault.BadBase64)]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv", LogFault.BadKey)]
    [InlineData("example.com/foo+530d903a+AwEB", LogFault.UnknownAlgorithm)]
    [InlineData("example.com/foo+530d903a+AgEB", LogFault.BadKey)]
    public void Whatever_is_not_a_key_is_refused_for_its_reason(string text, LogFault fault) =>
        Assert.Equal(fault, Assert.Throws<MalformedLogException>(() => VerifierKey.Parse(text)).Fault);

    [Fact]
    public void An_ECDSA_key_on_another_curve_is_refused()
    {
        foreach (var curve in new[] { ECCurve.NamedCurves.nistP384, ECCurve.NamedCurves.brainpoolP256r1 })
        {
            using var key = ECDsa.Create(curve);
            Assert.Equal(LogFault.BadKey, Assert.Throws<MalformedLogException>(() => VerifierKey.Create("k", SignatureKind.EcdsaP256, key.ExportSubjectPublicKeyInfo())).Fault);
        }
    }

    [Fact]
    public void Bytes_behind_an_ECDSA_key_are_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Throws<MalformedLogException>(() => VerifierKey.Create("k", SignatureKind.EcdsaP256, [.. key.ExportSubjectPublicKeyInfo(), 0]));
    }
}
