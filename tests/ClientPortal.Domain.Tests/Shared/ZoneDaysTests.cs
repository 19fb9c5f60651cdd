using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Shared;

public sealed class ZoneDaysTests
{
    [Theory]
    [InlineData("Europe/London", "2026-03-28", "2026-03-29T00:00:00Z")]
    [InlineData("Europe/London", "2026-03-29", "2026-03-29T23:00:00Z")]
    [InlineData("Asia/Vladivostok", "2026-03-02", "2026-03-02T14:00:00Z")]
    // Midnight of 5 April 2026 comes twice in no zone, but in Cairo the clocks of 24 April 2026 skip it.
    [InlineData("Africa/Cairo", "2026-04-23", "2026-04-23T22:00:00Z")]
    public void A_day_ends_when_the_next_begins_in_its_zone(string zone, string day, string end) =>
        Assert.Equal(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), ZoneDays.EndOf(zone, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void The_last_moment_of_a_day_still_falls_on_it()
    {
        var end = ZoneDays.EndOf("Europe/London", new DateOnly(2026, 10, 25));

        Assert.Equal(new DateOnly(2026, 10, 25), ZoneDays.DayOf("Europe/London", end.AddTicks(-1)));
        Assert.Equal(new DateOnly(2026, 10, 26), ZoneDays.DayOf("Europe/London", end));
    }
}
