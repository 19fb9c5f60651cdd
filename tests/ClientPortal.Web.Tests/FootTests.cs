namespace ClientPortal.Web.Tests;

/// <summary>What stands at the foot of every page.</summary>
public sealed class FootTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task Price_lists_are_led_to_from_one_place_of_the_frame()
    {
        foreach (var (email, address) in new[] { ("felix@northlight.example", "/pricing"), ("claire@harbourbooks.example", "/prices") })
        {
            using var person = await host.SignInAsync(email);
            var page = (await person.GetAsync("/")).Page;
            var ways = page.QuerySelectorAll(".rail a, .foot a").Select(link => link.GetAttribute("href")).Where(way => way is "/prices" or "/pricing");
            Assert.Equal(address, Assert.Single(ways));
        }
    }
}
