using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientPortal.Bench;

/// <summary>Somebody with a browser behind a proxy that speaks https: cookies, forms, and what a page weighs.</summary>
internal sealed partial class Browser(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 64 }) { BaseAddress = address };

    // A container of cookies would hold back what is meant for https alone.
    private readonly ConcurrentDictionary<string, string> _cookies = new(StringComparer.Ordinal);

    /// <summary>Signs in with a password alone.</summary>
    public static async Task<Browser> SignInAsync(Uri address, string email, string password)
    {
        var browser = new Browser(address);
        var desk = Encoding.UTF8.GetString(await browser.GetAsync("/sign-in"));
        var form = Forms().Matches(desk).Select(match => match.Value).First(text => text.Contains("Form.Password", StringComparison.Ordinal));
        var fields = Hidden().Matches(form).Select(match => KeyValuePair.Create(match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)))
            .Append(KeyValuePair.Create("Form.Email", email)).Append(KeyValuePair.Create("Form.Password", password));
        using var post = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(fields) };
        using var answer = await browser.SendAsync(post);
        return answer.StatusCode == HttpStatusCode.Found ? browser : throw new InvalidOperationException($"Sign-in was answered with {answer.StatusCode}.");
    }

    public async Task<byte[]> GetAsync(string path)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await SendAsync(ask);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync() : throw new InvalidOperationException($"{path} was answered with {answer.StatusCode}.");
    }

    /// <summary>Listens to an address that goes on answering.</summary>
    public async Task<Stream> ListenAsync(string path)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, path);
        return await (await SendAsync(ask, HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
    }

    /// <summary>The bytes of a page and of the styles and scripts it names, as they come over the wire.</summary>
    public async Task<IReadOnlyList<(string Path, long Bytes)>> WeighAsync(string path)
    {
        var page = Encoding.UTF8.GetString(await GetAsync(path));
        var linked = Linked().Matches(page).Select(match => "/" + match.Groups["address"].Value.TrimStart('/')).Distinct(StringComparer.Ordinal).Prepend(path);
        var weights = new List<(string, long)>();
        foreach (var file in linked)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, file);
            ask.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
            ask.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
            using var answer = await SendAsync(ask);
            weights.Add((file, (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length));
        }

        return weights;
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage ask, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead)
    {
        ask.Headers.Add("X-Forwarded-Proto", "https");
        ask.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (!_cookies.IsEmpty) ask.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await _client.SendAsync(ask, until);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            var cookie = set.Split(';')[0].Split('=', 2);
            _cookies[cookie[0]] = cookie[1];
        }

        return answer;
    }

    [GeneratedRegex("""<form.*?</form>""", RegexOptions.Singleline, 5000)]
    private static partial Regex Forms();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Hidden();

    [GeneratedRegex("""<(link rel="stylesheet"|link rel="icon"|script)[^>]*?(href|src)="(?<address>[^":]+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Linked();
}
