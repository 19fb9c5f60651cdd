using ClientPortal.Audit.Leaves;

namespace ClientPortal.Audit.Tests;

public sealed class CommitmentTests
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, Commitment.SaltLength).Select(i => (byte)i)];

    // Reckoned by another program: printf 'clientportal.leaf.v1\0reason\0Moved to another team' |
    // openssl dgst -sha256 -mac HMAC -macopt hexkey:000102...1f -binary | basenc --base64url
    [Fact]
    public void Another_program_comes_to_the_same_commitment() =>
        Assert.Equal("VdzXmv7kql922oPiIkCCz5QFfm4GVB4buq1GK57WHnk", Commitment.To("reason", "Moved to another team", Salt));

    [Fact]
    public void Who_holds_value_and_salt_can_open_it()
    {
        var salt = Commitment.NewSalt();

        Assert.Equal(Commitment.To("name", "Ольга", salt), Commitment.To("name", "Ольга", salt));
    }

    [Fact]
    public void Another_value_another_name_or_another_salt_does_not_open_it()
    {
        var commitment = Commitment.To("name", "Olga", Salt);

        Assert.NotEqual(commitment, Commitment.To("name", "Olga ", Salt));
        Assert.NotEqual(commitment, Commitment.To("email", "Olga", Salt));
        Assert.NotEqual(commitment, Commitment.To("name", "Olga", Commitment.NewSalt()));
    }

    [Fact]
    public void Letters_cannot_move_between_name_and_value()
    {
        Assert.NotEqual(Commitment.To("ab", "c", Salt), Commitment.To("a", "bc", Salt));
        Assert.Throws<ArgumentException>(() => Commitment.To("a\0b", "c", Salt));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_since_another_value_would_open_it() =>
        Assert.Throws<System.Text.EncoderFallbackException>(() => Commitment.To("name", "\uD800", Salt));

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(33)]
    public void A_salt_of_another_length_is_refused(int length) => Assert.Throws<ArgumentException>(() => Commitment.To("name", "Olga", new byte[length]));

    [Fact]
    public void Every_salt_is_new() => Assert.NotEqual(Commitment.NewSalt(), Commitment.NewSalt());
}
