using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Mail;

/// <summary>The configured server, or the folder where Development has none.</summary>
internal sealed class ConfiguredMailer(IOptions<MailOptions> mail, SmtpMailer server, MailFolder folder) : IMailer
{
    /// <inheritdoc/>
    public Task SendAsync(Letter letter, CancellationToken cancellation) =>
        mail.Value.Host is null ? folder.SendAsync(letter, cancellation) : server.SendAsync(letter, cancellation);
}
