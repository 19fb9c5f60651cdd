using ClientPortal.Domain.Access;

namespace ClientPortal.Domain.Tests.Access;

public sealed class TotpTests
{
    // The ASCII text 12345678901234567890 of RFC 6238, appendix B, in base 32.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    // RFC 6238, appendix B, the SHA-1 rows; of its eight digits the last six.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_that_the_standard_publishes(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Key, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void A_clock_may_be_off_by_one_step(int seconds, bool accepted)
    {
        var step = DateTimeOffset.FromUnixTimeSeconds(1_111_111_110);

        Assert.Equal(accepted, Totp.Accepts(Key, Totp.CodeAt(Key, step), step.AddSeconds(seconds)));
    }

    [Theory]
    [InlineData(" 287 082 ", true)]
    [InlineData("287-082", true)]
    [InlineData("28708", false)]
    [InlineData("0287082", false)]
    [InlineData("٢٨٧٠٨٢", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_code_is_six_digits_with_whatever_people_put_between(string? typed, bool accepted) =>
        Assert.Equal(accepted, Totp.Accepts(Key, typed, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Theory]
    [InlineData("gezd gnbv gy3t qojq gezd gnbv gy3t qojq")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ====")]
    public void A_key_is_read_as_people_write_it(string key) => Assert.Equal("287082", Totp.CodeAt(key, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void What_is_not_base_32_is_no_key() => Assert.Throws<FormatException>(() => Totp.CodeAt("GEZDGNB1", DateTimeOffset.UnixEpoch));

    [Fact]
    public void New_keys_have_160_bits_and_never_repeat()
    {
        var keys = Enumerable.Range(0, 200).Select(_ => Totp.NewKey()).ToList();

        Assert.All(keys, key => Assert.Matches("^[A-Z2-7]{32}$", key));
        Assert.Equal(keys.Count, keys.Distinct().Count());
        // Every letter in every place: no bit stands still.
        Assert.All(Enumerable.Range(0, 32), place => Assert.True(keys.Select(key => key[place]).Distinct().Count() > 16));
    }

    [Fact]
    public void The_address_an_authenticator_reads_takes_any_name() =>
        Assert.Equal(
            "otpauth://totp/North%20%26%20Co%3A:olga%2Bportal%40example.com?secret=ABC&issuer=North%20%26%20Co%3A&digits=6",
            Totp.Address("North & Co:", "olga+portal@example.com", "ABC"));
}
