using System.Net;
using System.Net.Mail;
using System.Text;
using ClientPortal.Web.Hosting;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Mail;

/// <summary>Hands mail to a server over SMTP.</summary>
internal sealed class SmtpMailer(IOptions<MailOptions> mail, IOptions<PortalOptions> portal, TimeProvider clock) : IMailer
{
    /// <inheritdoc/>
    /// <exception cref="TimeoutException">The server did not answer in time; whether it took the mail is not known.</exception>
    public async Task SendAsync(Letter letter, CancellationToken cancellation)
    {
        var options = mail.Value;
        using var message = letter.ToMessage(new MailAddress(options.From!, options.FromName ?? portal.Value.ProviderName, Encoding.UTF8));
        using var client = new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.StartTls,
            Credentials = options.User is null ? null : new NetworkCredential(options.User, options.Password),
            DeliveryFormat = SmtpDeliveryFormat.International,
        };
        using var patience = new CancellationTokenSource(options.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            // The client looks at the token only between its own steps; a silent server must not hold us longer.
            await client.SendMailAsync(message, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not take the message within {options.Patience}.", late);
        }
    }
}
