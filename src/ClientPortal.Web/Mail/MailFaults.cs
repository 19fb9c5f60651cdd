using System.Globalization;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ClientPortal.Web.Mail;

/// <summary>Why a message was not sent.</summary>
/// <param name="Code">A short code: never an address, nor the server's own words, which may hold one.</param>
/// <param name="IsFinal">Whether trying again as it is would end the same way.</param>
/// <param name="IsNeedless">Whether it need not be sent at all any more.</param>
internal sealed record MailFault(string Code, bool IsFinal, bool IsNeedless = false);

/// <summary>Sorts what goes wrong with mail into what passes and what stays.</summary>
internal static class MailFaults
{
    // What a server says of us, not of the message (RFC 5321, section 4.2.3; RFC 4954, section 6): somebody will put it right.
    private static readonly int[] OurOwn = [500, 502, 503, 504, 530, 534, 535, 538];

    /// <summary>The fault behind an exception; null where mail has nothing to do with it.</summary>
    public static MailFault? Of(Exception exception) => exception switch
    {
        Undeliverable undeliverable => new(undeliverable.Code, IsFinal: true, undeliverable.IsNeedless),
        SmtpException smtp => Answered((int)smtp.StatusCode) ?? Behind(smtp.InnerException) ?? new("smtp", IsFinal: false),
        TimeoutException => new("timeout", IsFinal: false),
        SocketException or IOException or AuthenticationException => Behind(exception),
        _ => null,
    };

    // A general failure is -1: no answer came.
    private static MailFault? Answered(int status) =>
        status is >= 400 and <= 599 ? new(string.Create(CultureInfo.InvariantCulture, $"smtp-{status}"), status >= 500 && !OurOwn.Contains(status)) : null;

    private static MailFault? Behind(Exception? inner) => inner switch
    {
        null => null,
        AuthenticationException => new("tls", IsFinal: false),
        SocketException or IOException => new("connection", IsFinal: false),
        _ => Behind(inner.InnerException),
    };
}
