using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClientPortal.Testing.Outside;

/// <summary>A web server of others on this machine, which does what a test wants of it.</summary>
public abstract class OutsideServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();

    private WebApplication? _server;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>How it answers in place of its own way; null for its own.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>How many requests came.</summary>
    public int Requests { get; private set; }

    /// <summary>Begins to listen.</summary>
    public async Task OpenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync();
        Address = _server.Urls.Single();
    }

    /// <summary>Answers with a status and nothing more.</summary>
    public static Func<HttpContext, Task> Says(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Answers with these bytes, as if all were well.</summary>
    public static Func<HttpContext, Task> Says(byte[] body) => context => context.Response.Body.WriteAsync(body).AsTask();

    /// <summary>Says nothing until it is closed.</summary>
    public Task HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        context.RequestAborted.Register(gone.SetResult);
        _closing.Token.Register(() => gone.TrySetResult());
        return gone.Task;
    }

    /// <summary>Its own way to answer.</summary>
    protected abstract Task AnswerAsync(HttpContext context, byte[] body);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _closing.CancelAsync();
        if (_server is not null) await _server.DisposeAsync();
        _closing.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Requests++;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (Instead is { } instead) await instead(context);
        else await AnswerAsync(context, body.ToArray());
    }
}
