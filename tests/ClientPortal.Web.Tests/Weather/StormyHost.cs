using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests.Weather;

/// <summary>
/// A host over whose database a second server, a process of its own, is killed while several people write through its forms. At the
/// same time somebody writes through a mutant, which must be found out by what finds nothing against the server.
/// </summary>
public sealed class StormyHost : DemonstrationHost
{
    /// <summary>How many writes are acknowledged at least before the server dies.</summary>
    internal const int Least = 24;

    // Each has a write of their own on the way when it does, all in different places.
    private const int Writers = 6;

    private const int MostOfOneWriter = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Lazy<Task> _storm;

    public StormyHost() => _storm = new Lazy<Task>(RageAsync);

    /// <summary>What was written to the server.</summary>
    internal Written Honest { get; } = new("Kill");

    /// <summary>What was written through the mutant.</summary>
    internal Written Early { get; } = new("Early");

    /// <summary>Lets the storm pass, once for all who ask.</summary>
    internal Task PassAsync() => _storm.Value;

    private async Task RageAsync()
    {
        StartServer();
        // Killed at the end whatever happens.
        await using var portal = await PortalProcess.StartAsync(Settings);
        var writers = Enumerable.Range(0, Writers).Select(_ => new Walker(portal.Address)).ToList();
        using var early = new Walker(portal.Address, server => new AnswersTooEarly(server));
        try
        {
            // Everybody has a form before anybody writes. A form belongs to the browser it was shown to.
            var forms = await Task.WhenAll(writers.Append(early).Select(OpenAsync)).WaitAsync(Patience);
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var mutant = WriteAsync(early, forms[^1], "0", Early, () => { });
            var writing = Task.WhenAll(writers.Select((tom, writer) => WriteAsync(tom, forms[writer], $"{writer}", Honest, () =>
            {
                if (Honest.Acknowledged.Count >= Least) enough.TrySetResult();
            })));
            await Task.WhenAny(enough.Task, writing).WaitAsync(Patience);
            await portal.KillAsync();
            await Task.WhenAll(writing, mutant).WaitAsync(Patience);
        }
        finally
        {
            writers.ForEach(writer => writer.Dispose());
        }
    }

    private async Task<Walker.Form> OpenAsync(Walker tom)
    {
        await tom.SignInAsync(Remarks.Reader);
        return await Remarks.FormAsync(this, tom);
    }

    private static async Task WriteAsync(Walker tom, Walker.Form form, string name, Written written, Action acknowledged)
    {
        for (var i = 0; i < MostOfOneWriter; i++)
        {
            var sent = form.With($"{written.Name} {name}.{i}");
            try
            {
                var answer = await tom.SendAsync(sent);
                if (answer.Status != StatusCodes.Status302Found) throw new InvalidOperationException($"A remark was answered with {answer.Status}.");
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException)
            {
                // The server is gone. Whether it kept what was sent last, nobody has said.
                written.Unanswered.Enqueue(sent);
                return;
            }

            written.Acknowledged.Enqueue(sent);
            acknowledged();
        }
    }

    /// <summary>What was sent, by what was answered.</summary>
    /// <param name="name">How its remarks begin.</param>
    internal sealed class Written(string name)
    {
        public string Name => name;

        public ConcurrentQueue<Walker.Form> Acknowledged { get; } = new();

        public ConcurrentQueue<Walker.Form> Unanswered { get; } = new();
    }

    /// <summary>
    /// The mutant: before the server stands something that answers a remark as done when it has come, and hands it on afterwards, one
    /// after the other.
    /// </summary>
    private sealed class AnswersTooEarly(HttpMessageHandler server) : DelegatingHandler(server)
    {
        private Task _behind = Task.CompletedTask;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Post || !request.RequestUri!.AbsolutePath.StartsWith("/amendments/", StringComparison.Ordinal)) return await base.SendAsync(request, cancellationToken);
            if (_behind.IsFaulted) throw new HttpRequestException("The server is gone.");
            var content = new ByteArrayContent(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            content.Headers.ContentType = request.Content.Headers.ContentType;
            _behind = HandOnAsync(_behind, new HttpRequestMessage(HttpMethod.Post, request.RequestUri) { Content = content });
            return new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = request.RequestUri } };
        }

        private async Task HandOnAsync(Task before, HttpRequestMessage request)
        {
            await before;
            using (request) (await base.SendAsync(request, CancellationToken.None)).Dispose();
        }
    }
}
