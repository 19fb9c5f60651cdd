using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using ClientPortal.Domain.Notices;
using ClientPortal.Web.Access;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Words;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Bell;

/// <summary>What the bell shows now.</summary>
/// <param name="Count">Unseen notices.</param>
/// <param name="Label">The bell's name for who cannot see it, in the reader's language.</param>
internal sealed record BellNews(int Count, string Label);

/// <summary>Server-sent events that keep the bell of an open page fresh.</summary>
internal sealed class BellStream(BellHub hub, NoticeReads reads, IStringLocalizer<NoticeWords> words, TimeProvider clock, IHostApplicationLifetime host)
{
    /// <summary>Where a page listens.</summary>
    public const string Address = "/bell/stream";

    // Also without news: proxies close what is silent, and who was shut out meanwhile hears no more.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(25);

    // Then the browser comes back by itself and is asked who it is anew.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(2);

    public static Results<ServerSentEventsResult<BellNews>, NotFound> Open(HttpContext context, BellStream stream) =>
        context.User.PersonId() is { } person ? TypedResults.ServerSentEvents(stream.ListenAsync(person, context.RequestAborted)) : TypedResults.NotFound();

    /// <summary>The bell's name for a number of unseen notices.</summary>
    public static string Label(IStringLocalizer<NoticeWords> words, int unseen) => unseen == 0 ? words["BellQuiet"] : words.Count("BellRings", unseen);

    private async IAsyncEnumerable<SseItem<BellNews>> ListenAsync(PersonId person, [EnumeratorCancellation] CancellationToken gone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, host.ApplicationStopping);
        using var bell = hub.Open(person);
        var until = clock.GetUtcNow() + Longest;
        while (!either.IsCancellationRequested && clock.GetUtcNow() < until && await reads.UnseenAsync(person, gone) is { } unseen)
        {
            yield return new SseItem<BellNews>(new BellNews(unseen, Label(words, unseen)), "bell") { ReconnectionInterval = ComeBackAfter };
            await WaitAsync(bell, either.Token);
        }
    }

    private static async Task WaitAsync(BellHub.Subscription bell, CancellationToken gone)
    {
        try
        {
            await bell.WaitAsync(Beat, gone);
        }
        catch (OperationCanceledException)
        {
            // The page was closed or the server stops: the stream ends.
        }
    }
}
