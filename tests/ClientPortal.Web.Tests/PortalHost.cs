using ClientPortal.Testing;
using ClientPortal.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace ClientPortal.Web.Tests;

/// <summary>The real host on a real port, in Development. What it logs is kept.</summary>
public class PortalHost : WebApplicationFactory<PortalOptions>
{
    private readonly HostDatabase _database;

    public PortalHost()
    {
        UseKestrel(0);
        // The factory asks for its settings in a constructor's time, so there is nothing to await on.
        _database = HostDatabase.CreateAsync().GetAwaiter().GetResult();
    }

    internal LogLines Log { get; } = new();

    /// <summary>The configuration that leads to the host's database.</summary>
    internal IReadOnlyDictionary<string, string> Settings => _database.Settings;

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
        .ConfigureTestServices(TestPerson.Add)
        .UseDatabase(_database);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Leads a host to its database.</summary>
internal static class HostSettings
{
    /// <summary>Without the demonstration company: these tests look at the frame.</summary>
    public static IWebHostBuilder UseDatabase(this IWebHostBuilder builder, HostDatabase database)
    {
        foreach (var (key, value) in database.Settings) builder.UseSetting(key, value);
        return builder.UseSetting("Portal:Demonstration", "false").UseSetting("Mail:Folder", Path.Combine(Path.GetTempPath(), "portal-tests-mail"));
    }
}

/// <summary>The same in Production, seen through a proxy that speaks https to the outside.</summary>
public class ProductionHost : PortalHost
{
    // One for all hosts: some serve a copy of another's database.
    private static readonly Lazy<string> MasterKeyFile = new(() =>
    {
        var file = Path.Combine(AppContext.BaseDirectory, "record-key");
        File.WriteAllText(file, Convert.ToBase64String(new byte[32]));
        return file;
    });

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
            .UseSetting("Portal:SourceAddress", "https://example.com/source")
            .UseSetting("Portal:KeyRingInClear", "true")
            .UseSetting("Record:MasterKeyFile", MasterKeyFile.Value)
            .UseSetting("Mail:Host", "mail.example.com")
            .UseSetting("Mail:From", "portal@example.com");
    }
}
