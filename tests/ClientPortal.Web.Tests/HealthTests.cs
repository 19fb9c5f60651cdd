using System.Net;

namespace ClientPortal.Web.Tests;

public sealed class HealthTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_needs_no_sign_in(string address)
    {
        using var client = host.CreateClient();
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
