using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using ClientPortal.Audit.Ids;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using ClientPortal.Testing;
using ClientPortal.Web.Deliveries;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ClientPortal.Web.Tests.Deliveries;

/// <summary>A portal of its own, a mail server, and dispatchers between them; nothing is queued at first but what a test queues.</summary>
internal sealed class Post : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<SmtpSink, bool> Trusted = [];

    private readonly List<WorkerDb> _workers = [];

    private Post(SmtpSink sink) => Sink = sink;

    public TestPortal Portal { get; } = new();

    public SmtpSink Sink { get; }

    public PersonId Administrator { get; private set; }

    public FakeClock Clock => Portal.Clock;

    public static async Task<Post> OpenAsync(SmtpSink? sink = null, bool isTrusted = true)
    {
        var post = new Post(sink ?? new SmtpSink());
        post.Sink.Open();
        if (isTrusted) Trust(post.Sink);
        post.Administrator = await post.Portal.AdministratorAsync();
        await post.ForgetAsync();
        return post;
    }

    /// <summary>A node's dispatcher, with connections of its own.</summary>
    public async Task<Dispatcher> DispatcherAsync(MailOptions? mail = null) => (await NodeAsync(mail)).Dispatcher;

    /// <summary>What keeps a node's dispatcher going.</summary>
    public async Task<DispatchService> ServiceAsync()
    {
        var (dispatcher, worker) = await NodeAsync(mail: null);
        return new DispatchService(dispatcher, worker, TimeProvider.System, NullLogger<DispatchService>.Instance);
    }

    private async Task<(Dispatcher Dispatcher, WorkerDb Worker)> NodeAsync(MailOptions? mail)
    {
        var worker = new WorkerDb(await Portal.ConnectionStringAsync(DatabaseRoles.Worker));
        _workers.Add(worker);
        var portal = Options.Create(new PortalOptions
        {
            PublicAddress = new Uri("https://portal.example.com"),
            ProviderName = "Northlight Studio",
            SourceAddress = new Uri("https://example.com/source"),
        });
        var writer = new LetterWriter(Portal.Services.GetRequiredService<IServiceScopeFactory>(), portal, Clock);
        var mailer = new SmtpMailer(Options.Create(mail ?? Mail), portal, Clock);
        return (new Dispatcher(worker, writer, mailer, Clock, NullLogger<Dispatcher>.Instance), worker);
    }

    /// <summary>How the sink is reached.</summary>
    public MailOptions Mail => new()
    {
        Host = SmtpSink.Host,
        Port = Sink.Port,
        User = SmtpSink.User,
        Password = SmtpSink.Password,
        From = "portal@northlight.example",
        Patience = TimeSpan.FromSeconds(20),
    };

    /// <summary>Somebody who joined, and has no mail waiting.</summary>
    public async Task<PersonId> PersonAsync(string name, Language language = Language.English)
    {
        var person = await Portal.PersonAsync(Administrator, name, Role.Manager, language: language);
        await ForgetAsync();
        return person;
    }

    /// <summary>Queues a mail that is no notice: a link for a new password.</summary>
    public Task ForgotPasswordAsync(string name) =>
        Portal.Get<MailedLinks>().ForgotPasswordAsync($"{name.Replace(' ', '.').ToLowerInvariant()}@people.test", CancellationToken.None);

    /// <summary>Gives the entries there are their places, so that their receipts can go out.</summary>
    public async Task SequenceAsync()
    {
        await using var trees = await Trees.OfAsync(Portal);
        await trees.DrainAsync(CancellationToken.None);
    }

    /// <summary>Takes whatever is queued as sent.</summary>
    public Task ForgetAsync() => ExecuteAsync("UPDATE portal.delivery SET state = 'Sent', sent_at = queued_at WHERE state = 'Queued'");

    /// <summary>One column of the rows of a query, past every guard.</summary>
    public async Task<List<object?>> ReadAsync(string query)
    {
        await using var connection = await Portal.ConnectAsAdministratorAsync();
        await using var command = new NpgsqlCommand(query, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<object?>();
        while (await rows.ReadAsync()) values.Add(rows.IsDBNull(0) ? null : rows.GetValue(0));
        return values;
    }

    public Task<List<object?>> StatesAsync() => ReadAsync("SELECT state FROM portal.delivery WHERE id IN (SELECT delivery_id FROM portal.delivery_attempt) ORDER BY id");

    public Task<List<object?>> FaultsAsync() => ReadAsync("SELECT fault FROM portal.delivery_attempt ORDER BY delivery_id, number");

    /// <summary>What the death of a node that is sending looks like to the database: its open transactions are gone with their connections.</summary>
    public Task KillSendersAsync() => ReadAsync(
        $"""
        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
        WHERE usename = '{DatabaseRoles.Worker}' AND datname = current_database() AND state = 'idle in transaction'
        """);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers) await worker.DisposeAsync();
        Trusted.TryRemove(Sink, out _);
        await Sink.DisposeAsync();
        await Portal.DisposeAsync();
    }

    /// <summary>Believes this sink's own certificate. The mail client has no finer place to say so than one for the whole process.</summary>
    private static void Trust(SmtpSink sink)
    {
        Trusted[sink] = true;
#pragma warning disable SYSLIB0014, MA0039 // Obsolete for web requests, and the only way for SmtpClient; it lets in the sinks alone.
        ServicePointManager.ServerCertificateValidationCallback =
            (_, certificate, _, errors) => errors == SslPolicyErrors.None || Trusted.Keys.Any(known => known.Shows(certificate));
#pragma warning restore SYSLIB0014, MA0039
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = await Portal.ConnectAsAdministratorAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
