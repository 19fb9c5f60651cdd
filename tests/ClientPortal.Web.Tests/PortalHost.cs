using ClientPortal.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace ClientPortal.Web.Tests;

/// <summary>The real host on a real port, in Development. What it logs is kept.</summary>
public class PortalHost : WebApplicationFactory<PortalOptions>
{
    public PortalHost() => UseKestrel(0);

    internal LogLines Log { get; } = new();

    /// <summary>A browser without eyes: keeps cookies, follows no redirect.</summary>
    public HttpClient Open(string? language = null)
    {
        StartServer();
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = ClientOptions.BaseAddress };
        if (language is not null) client.DefaultRequestHeaders.Add("Accept-Language", language);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Development")
        .ConfigureLogging(logging => logging.AddProvider(Log))
        .ConfigureTestServices(TestPerson.Add);
}

/// <summary>The same in Production, seen through a proxy that speaks https to the outside.</summary>
public sealed class ProductionHost : PortalHost
{
    public HttpClient OpenSecure()
    {
        var client = Open();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "portal.example.com");
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseEnvironment("Production")
            .UseSetting("Portal:PublicAddress", "https://portal.example.com")
            .UseSetting("Portal:ProviderName", "Northlight Studio")
            .UseSetting("Portal:SourceAddress", "https://example.com/source");
    }
}
