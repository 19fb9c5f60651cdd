namespace ClientPortal.Web.Mail;

/// <summary>Where mail goes.</summary>
internal interface IMailer
{
    /// <summary>Hands the mail over; when this returns, it was taken.</summary>
    Task SendAsync(Letter letter, CancellationToken cancellation);
}
