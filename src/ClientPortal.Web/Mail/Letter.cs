using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace ClientPortal.Web.Mail;

/// <summary>A mail as it goes out.</summary>
/// <param name="Delivery">The delivery it carries out.</param>
/// <param name="MessageId">The Message-ID, made from the delivery alone: a second sending is known as the same message (RFC 5322, section 3.6.4).</param>
/// <param name="To">The address and name of the person.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The plain form.</param>
/// <param name="Html">The formatted form.</param>
/// <param name="Link">The one link it asks to follow; null where there is none.</param>
/// <param name="Culture">The language it is written in.</param>
/// <param name="At">When it is sent.</param>
/// <param name="Files">What goes with it.</param>
internal sealed record Letter(
    DeliveryId Delivery, string MessageId, MailAddress To, string Subject, string Text, string Html, Uri? Link, CultureInfo Culture, DateTimeOffset At, IReadOnlyList<LetterFile> Files)
{
    /// <summary>The message for a mail client.</summary>
    public MailMessage ToMessage(MailAddress from)
    {
        var message = new MailMessage(from, To) { Subject = Subject, SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8 };
        message.Headers["Message-ID"] = MessageId;
        message.Headers["Content-Language"] = Culture.TwoLetterISOLanguageName;
        // No out-of-office answers to a machine (RFC 3834, section 5).
        message.Headers["Auto-Submitted"] = "auto-generated";
        message.AlternateViews.Add(View(Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(Html, MediaTypeNames.Text.Html));
        foreach (var file in Files) message.Attachments.Add(new Attachment(new MemoryStream(file.Bytes, writable: false), file.Name, file.Type) { TransferEncoding = TransferEncoding.Base64 });
        return message;
    }

    private static AlternateView View(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }
}

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">What it is called; plain letters, digits, dots and hyphens.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">Its content, to the byte.</param>
internal sealed record LetterFile(string Name, string Type, byte[] Bytes);
