using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Ids;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using ClientPortal.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace ClientPortal.Web.Tests.Bell;

/// <summary>Two nodes over one database: facts are recorded by the domain of one, pages are read at the other, a real host.</summary>
public sealed class BellHost : IAsyncLifetime
{
    private readonly TestPortal _node = new();
    private Host _host = null!;

    public TestPortal Node => _node;

    public PersonId Administrator { get; private set; }

    public PersonId Manager { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Administrator = await _node.AdministratorAsync();
        Manager = await _node.PersonAsync(Administrator, "Mia Manager", Role.Manager);
        _host = new Host(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Portal"] = await _node.ConnectionStringAsync(DatabaseRoles.Application),
            ["ConnectionStrings:Worker"] = await _node.ConnectionStringAsync(DatabaseRoles.Worker),
            ["Portal:Demonstration"] = "false",
            ["Mail:Folder"] = MailFolder,
        });
        _host.StartServer();
    }

    public string MailFolder { get; } = Path.Combine(Path.GetTempPath(), $"portal-mail-{Guid.CreateVersion7():n}");

    public Task<PersonId> PersonAsync(string name) => _node.PersonAsync(Administrator, name, Role.Manager);

    /// <summary>Records a fact that tells people.</summary>
    public async Task TellAsync(params PersonId[] people) =>
        await _node.Get<PortalWork>().RunAsync(Manager, CommandId.New(), work =>
        {
            work.Record(new Fact("test.told", null, new FactSubject("test", Guid.CreateVersion7()), Audience.Of(people)));
            return Task.FromResult(1);
        }, TestContext.Current.CancellationToken).Done();

    /// <summary>A browser somebody is signed in with.</summary>
    public HttpClient Browse(PersonId person, string language = "en", params string[] rights)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _host.ClientOptions.BaseAddress };
        client.DefaultRequestHeaders.Add(TestPerson.Header, "Somebody");
        client.DefaultRequestHeaders.Add("X-Test-Id", person.ToString());
        client.DefaultRequestHeaders.Add("X-Test-Language", language);
        client.DefaultRequestHeaders.Add("X-Test-Zone", "Europe/Moscow");
        foreach (var right in rights) client.DefaultRequestHeaders.Add("X-Test-Right", right);
        if (rights.Length > 0) client.DefaultRequestHeaders.Add("X-Test-Role", "Administrator:");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _node.DisposeAsync();
        if (Directory.Exists(MailFolder)) Directory.Delete(MailFolder, recursive: true);
    }

    private sealed class Host : WebApplicationFactory<ClientPortal.Web.Hosting.PortalOptions>
    {
        private readonly Dictionary<string, string> _settings;

        public Host(Dictionary<string, string> settings)
        {
            _settings = settings;
            UseKestrel(0);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (key, value) in _settings) builder.UseSetting(key, value);
            builder.UseEnvironment("Development")
                .ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)).ConfigureTestServices(TestPerson.Add);
        }
    }
}
