using ClientPortal.Testing;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;

[assembly: AssemblyFixture(typeof(DemonstrationCopy))]

namespace ClientPortal.Web.Tests;

/// <summary>The demonstration company, brought in once for all hosts that begin with it: each gets a copy of its database.</summary>
public sealed class DemonstrationCopy : IAsyncDisposable
{
    private static readonly Lazy<Task<HostDatabase>> Original = new(BringInAsync);

    /// <summary>A database with the company in it.</summary>
    internal static async Task<HostDatabase> CreateAsync() => await HostDatabase.CreateAsync(await Original.Value);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Original.IsValueCreated) await (await Original.Value).DisposeAsync();
    }

    private static async Task<HostDatabase> BringInAsync()
    {
        var database = await HostDatabase.CreateAsync();
        await using var host = new Host(database);
        host.StartServer();
        return database;
    }

    private sealed class Host : WebApplicationFactory<PortalOptions>
    {
        private readonly HostDatabase _database;

        public Host(HostDatabase database)
        {
            UseKestrel(0);
            _database = database;
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (key, value) in _database.Settings) builder.UseSetting(key, value);
            builder.UseEnvironment("Development").ConfigureTestServices(QuickPasswords.Add);
        }
    }
}
