using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Tests;

public sealed class OptionsTests(ProductionHost host) : IClassFixture<ProductionHost>
{
    [Theory]
    [InlineData("Portal:PublicAddress", "")]
    [InlineData("Portal:PublicAddress", "https://portal.example.com/with/path")]
    [InlineData("Portal:PublicAddress", "ftp://portal.example.com")]
    [InlineData("Portal:ProviderName", "")]
    [InlineData("Portal:SourceAddress", "nowhere")]
    [InlineData("Portal:Proxies:0", "not an address")]
    [InlineData("Portal:KeyRingInClear", "false")]
    [InlineData("Record:MasterKeyFile", "")]
    [InlineData("Record:VerifyHour", "24")]
    [InlineData("Record:VerifyZone", "Europe/Atlantis")]
    [InlineData("Mail:Host", "")]
    [InlineData("Mail:Port", "0")]
    [InlineData("Mail:From", "nobody")]
    [InlineData("Mail:User", "without a password")]
    [InlineData("Mail:Patience", "00:05:00")]
    public void A_wrong_setting_stops_the_start_and_is_named(string key, string value)
    {
        using var wrong = host.WithWebHostBuilder(builder => builder.UseSetting(key, value));
        wrong.UseKestrel(0);
        var failure = Assert.Throws<OptionsValidationException>(wrong.StartServer);
        Assert.Contains(key.Split(':')[1], failure.Message, StringComparison.Ordinal);
    }
}
