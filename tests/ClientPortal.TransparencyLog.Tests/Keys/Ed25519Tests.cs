using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.TransparencyLog.Tests.Keys;

public sealed class Ed25519Tests
{
    private const string Order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

    // RFC 8032, section 7.1, tests 1 to 3.
    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Keys_and_signatures_are_those_of_the_RFC(string seed, string publicKey, string message, string signature)
    {
        Assert.True(Ed25519.IsSupported);
        Assert.Equal(Hex.Bytes(publicKey), Ed25519.PublicKey(Hex.Bytes(seed)));
        Assert.Equal(Hex.Bytes(signature), Ed25519.Sign(Hex.Bytes(seed), Hex.Bytes(message)));
        Assert.True(Ed25519.Verify(Hex.Bytes(publicKey), Hex.Bytes(message), Hex.Bytes(signature)));
        Assert.True(EdwardsCurve.Verify(Hex.Bytes(publicKey), Hex.Bytes(message), Hex.Bytes(signature)));
    }

    [Fact]
    public void Without_OpenSSL_the_answer_is_the_same_for_good_and_for_altered_signatures() =>
        Prop.ForAll(
            (from seed in Gen.ArrayOf(Gen.Choose(0, 255).Select(number => (byte)number), 32)
             from message in Gen.ArrayOf(Gen.Choose(0, 255).Select(number => (byte)number))
             from bit in Gen.Choose(0, (32 + 64) * 8 - 1)
             select (seed, message, bit)).ToArbitrary(),
            drawn =>
            {
                var (key, signature) = (Ed25519.PublicKey(drawn.seed), Ed25519.Sign(drawn.seed, drawn.message));
                if (!EdwardsCurve.Verify(key, drawn.message, signature)) return false;
                (drawn.bit < 256 ? key : signature)[drawn.bit < 256 ? drawn.bit / 8 : (drawn.bit / 8) - 32] ^= (byte)(1 << (drawn.bit % 8));
                return !EdwardsCurve.Verify(key, drawn.message, signature) && !Ed25519.Verify(key, drawn.message, signature);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_signature_has_no_second_form()
    {
        var seed = Hex.Bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        var (key, signature) = (Ed25519.PublicKey(seed), Ed25519.Sign(seed, []));
        var scalar = new BigInteger(signature.AsSpan(32), isUnsigned: true) + new BigInteger(Hex.Bytes(Order), isUnsigned: true);
        scalar.TryWriteBytes(signature.AsSpan(32), out _, isUnsigned: true);

        Assert.False(Ed25519.Verify(key, [], signature));
        Assert.False(EdwardsCurve.Verify(key, [], signature));
    }

    [Theory]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("0200000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080")]
    public void What_is_no_point_of_the_curve_verifies_nothing(string key) => Assert.False(EdwardsCurve.Verify(Hex.Bytes(key), [], new byte[64]));

    [Theory]
    [InlineData(31, 64)]
    [InlineData(33, 64)]
    [InlineData(32, 63)]
    [InlineData(32, 65)]
    [InlineData(0, 0)]
    public void Keys_and_signatures_of_another_length_verify_nothing(int key, int signature) => Assert.False(Ed25519.Verify(new byte[key], [], new byte[signature]));
}
