namespace ClientPortal.TransparencyLog.Tests;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("10", 10)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void A_number_has_one_way_to_be_written(string text, long number)
    {
        Assert.True(DecimalText.TryRead(text, out var read));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("1\0")]
    [InlineData(" 1")]
    [InlineData("1_0")]
    [InlineData("0x1")]
    [InlineData("1e3")]
    [InlineData("9223372036854775808")]
    public void Another_way_is_refused(string text) => Assert.False(DecimalText.TryRead(text, out _));
}
