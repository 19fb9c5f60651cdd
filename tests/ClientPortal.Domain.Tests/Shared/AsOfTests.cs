using System.Globalization;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Shared;

public sealed class AsOfTests
{
    private static readonly DateTimeOffset Now = At("2026-07-10T10:00:00Z");

    [Theory]
    [InlineData("Europe/London", "2026-03-02", "14:30", "2026-03-02T14:31:00Z")]
    [InlineData("Europe/Moscow", "2026-03-02", "14:30", "2026-03-02T11:31:00Z")]
    // Clocks skip from one to two, and show half past one twice.
    [InlineData("Europe/London", "2026-03-29", "01:30", "2026-03-29T01:01:00Z")]
    [InlineData("Europe/London", "2025-10-26", "01:30", "2025-10-26T00:31:00Z")]
    [InlineData("Europe/London", "2026-03-02", null, "2026-03-03T00:00:00Z")]
    [InlineData("Europe/London", "2026-07-11", null, "2026-07-11T23:00:00Z")]
    public void A_minute_counts_to_its_end_and_a_day_to_its_end(string zone, string day, string? time, string end) =>
        Assert.Equal(At(end), new AsOf(Day(day), time is null ? null : TimeOnly.Parse(time, CultureInfo.InvariantCulture)).In(zone, Now) + TimeSpan.FromTicks(1));

    [Fact]
    public void The_day_that_still_goes_on_counts_as_far_as_it_has_come() => Assert.Equal(Now, new AsOf(Day("2026-07-10")).In("Asia/Vladivostok", Now));

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("9999-12-30")]
    public void The_ends_of_the_calendar_are_moments_too(string day)
    {
        Assert.InRange(new AsOf(Day(day), new TimeOnly(23, 59)).In("Pacific/Kiritimati", Now), DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        Assert.InRange(new AsOf(Day(day)).In("Pacific/Pago_Pago", Now), DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
