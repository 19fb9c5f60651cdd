using System.Net;
using System.Net.Http.Headers;

namespace ClientPortal.Domain.Records.Attesting;

/// <summary>Asks servers of others, which may be slow, dead or hostile: no redirect is followed, no cookie kept, no long answer read.</summary>
internal sealed class OutsideClient : IDisposable
{
    /// <summary>The most bytes of an answer.</summary>
    public const int LongestAnswer = 64 * 1024;

    private readonly HttpClient _http;

    /// <summary>A client that waits so long for a whole answer.</summary>
    public OutsideClient(TimeSpan patience) =>
        // A connection that is kept for ever would not follow when a name moves.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = patience,
            MaxResponseContentBufferSize = LongestAnswer,
        };

    /// <summary>Posts bytes and takes the answer, whatever its status.</summary>
    /// <exception cref="AttestationException">There was none, or it was too long.</exception>
    public async Task<OutsideAnswer> PostAsync(string address, byte[] body, string type, CancellationToken cancellation)
    {
        try
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
            using var answer = await _http.PostAsync(new Uri(address), content, cancellation);
            return new OutsideAnswer(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (HttpRequestException fault)
        {
            throw new AttestationException(fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded ? AttestationFault.TooLong : AttestationFault.NoConnection);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new AttestationException(AttestationFault.NoAnswer);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}

/// <summary>What a server of others answered.</summary>
internal sealed record OutsideAnswer(HttpStatusCode Status, string? Type, byte[] Body);
