using System.Net.Mail;
using ClientPortal.Web.Mail;

namespace ClientPortal.Web.Demonstration;

/// <summary>
/// The mail of the demonstration's past: into the folder of Development's mail, but for one letter that a server puts off at first and refuses for good
/// when it is tried again, so that the page of messages in trouble has one.
/// </summary>
/// <param name="folder">Where all others go.</param>
/// <param name="since">From when on the letter may go out; the first to <see cref="DemonstrationCompany.Tom"/> after it is the one.</param>
internal sealed class StoryMailer(MailFolder folder, DateTimeOffset since) : IMailer
{
    private readonly Lock _choosing = new();
    private DeliveryId? _refused;

    /// <inheritdoc/>
    public Task SendAsync(Letter letter, CancellationToken cancellation)
    {
        // The dispatcher sends several at once.
        lock (_choosing)
        {
            if (_refused == letter.Delivery) throw new SmtpException(SmtpStatusCode.MailboxUnavailable);
            if (_refused is null && letter.To.Address == DemonstrationCompany.Tom && letter.At >= since)
            {
                _refused = letter.Delivery;
                throw new SmtpException(SmtpStatusCode.MailboxBusy);
            }
        }

        return folder.SendAsync(letter, cancellation);
    }
}
