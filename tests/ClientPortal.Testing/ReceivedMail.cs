using System.Globalization;
using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientPortal.Testing;

/// <summary>A mail as a server got it, taken apart.</summary>
/// <param name="From">The envelope's sender.</param>
/// <param name="To">The envelope's recipients.</param>
/// <param name="Tls">Whether it came over TLS.</param>
/// <param name="User">Who was logged in; null when nobody.</param>
/// <param name="Headers">The headers by name, unfolded and decoded.</param>
/// <param name="Text">The plain part.</param>
/// <param name="Html">The formatted part.</param>
/// <param name="Raw">All of it as it came.</param>
public sealed partial record ReceivedMail(
    string From, IReadOnlyList<string> To, bool Tls, string? User, IReadOnlyDictionary<string, string> Headers, string Text, string Html, string Raw)
{
    /// <summary>The Message-ID.</summary>
    public string MessageId => Headers["Message-ID"];

    /// <summary>The subject.</summary>
    public string Subject => Headers["Subject"];

    /// <summary>The links in the plain part.</summary>
    public IReadOnlyList<Uri> Links => [.. Link().Matches(Text).Select(match => new Uri(match.Value))];

    /// <summary>Takes a message apart (RFC 5322, RFC 2045 to 2047): one level of parts, quoted-printable or base64.</summary>
    public static ReceivedMail Read(string from, IReadOnlyList<string> to, bool tls, string? user, string raw)
    {
        var (headers, body) = Split(raw);
        var parts = Parts(headers, body).ToList();
        string Part(string type) => parts.Where(part => part.Type.StartsWith(type, StringComparison.OrdinalIgnoreCase)).Select(part => part.Content).FirstOrDefault() ?? "";
        return new ReceivedMail(from, to, tls, user, headers, Part("text/plain"), Part("text/html"), raw);
    }

    private static IEnumerable<(string Type, string Content)> Parts(Dictionary<string, string> headers, string body)
    {
        var type = headers.GetValueOrDefault("Content-Type", "text/plain");
        if (Boundary().Match(type) is not { Success: true } boundary) return [(type, Decode(headers, body))];
        return body.Split($"--{boundary.Groups["mark"].Value}").Skip(1).Where(part => !part.StartsWith("--", StringComparison.Ordinal))
            .Select(part => Split(part.TrimStart('\r', '\n'))).SelectMany(part => Parts(part.Headers, part.Body));
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string message)
    {
        var end = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = Fold().Replace(message[..end], " ");
        var headers = head.Split("\r\n").Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => Words(pair[1].Trim()), StringComparer.OrdinalIgnoreCase);
        return (headers, message[(end + 4)..]);
    }

    // Attachment names decode the words of RFC 2047, which saves writing that once more.
    private static string Words(string header)
    {
        var joined = Between().Replace(header, "");
        return EncodedWord().Replace(joined, word => Attachment.CreateAttachmentFromString("", word.Value).Name ?? "");
    }

    private static string Decode(Dictionary<string, string> headers, string body) => headers.GetValueOrDefault("Content-Transfer-Encoding", "7bit").ToLowerInvariant() switch
    {
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body.ReplaceLineEndings(""))),
        "quoted-printable" => Unquote(body),
        _ => body,
    };

    private static string Unquote(string body)
    {
        var text = body.Replace("=\r\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes([text[i]]));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex("""boundary="?(?<mark>[^";]+)"?""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Boundary();

    [GeneratedRegex("""\r\n[ \t]+""", RegexOptions.None, 5000)]
    private static partial Regex Fold();

    [GeneratedRegex("""(?<=\?=)\s+(?==\?)""", RegexOptions.None, 5000)]
    private static partial Regex Between();

    [GeneratedRegex("""=\?[^?]+\?[BbQq]\?[^?]*\?=""", RegexOptions.None, 5000)]
    private static partial Regex EncodedWord();

    [GeneratedRegex("""https?://\S+""", RegexOptions.None, 5000)]
    private static partial Regex Link();
}
