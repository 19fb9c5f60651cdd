using System.Net.Mail;
using System.Text;
using System.Text.Json;
using ClientPortal.Web.Hosting;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Mail;

/// <summary>
/// Writes mail into a folder, for Development without a mail server: each as an <c>.eml</c> file that mail programs open,
/// and beside it what the page of mails shows.
/// </summary>
internal sealed class MailFolder(IOptions<MailOptions> mail, IOptions<PortalOptions> portal, IHostEnvironment environment) : IMailer
{
    private const string Shown = ".json";

    /// <summary>A mail as the page shows it.</summary>
    public sealed record Written(DeliveryId Delivery, DateTimeOffset At, string To, string Subject, string Text, Uri? Link);

    /// <summary>The mails that were written, newest first.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<IReadOnlyList<Written>> ListAsync(int most, CancellationToken cancellation)
    {
        if (!Directory.Exists(Place)) return [];
        var mails = new List<Written>();
        foreach (var file in new DirectoryInfo(Place).GetFiles($"*{Shown}").OrderByDescending(file => file.LastWriteTimeUtc).Take(most))
            mails.Add(JsonSerializer.Deserialize<Written>(await File.ReadAllTextAsync(file.FullName, cancellation))!);
        return [.. mails.OrderByDescending(written => written.At)];
    }

    /// <inheritdoc/>
    public async Task SendAsync(Letter letter, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Place);
        await WriteMessageAsync(letter, cancellation);
        var shown = JsonSerializer.Serialize(new Written(letter.Delivery, letter.At, letter.To.Address, letter.Subject, letter.Text, letter.Link));
        await WriteWholeAsync($"{letter.Delivery}{Shown}", shown, cancellation);
    }

    /// <summary>The folder.</summary>
    public string Place => mail.Value.Folder ?? Path.Combine(Database.DataFolder(environment), "mail");

    // The page may read the folder at any moment: what has this name is never half a file.
    private async Task WriteWholeAsync(string name, string text, CancellationToken cancellation)
    {
        var unfinished = Path.Combine(Place, $"{name}.unfinished");
        await File.WriteAllTextAsync(unfinished, text, Encoding.UTF8, cancellation);
        File.Move(unfinished, Path.Combine(Place, name), overwrite: true);
    }

    // The mail client chooses the file's name itself, so it writes into a folder of its own and the file is moved.
    private async Task WriteMessageAsync(Letter letter, CancellationToken cancellation)
    {
        var own = Directory.CreateTempSubdirectory("portal-mail-");
        try
        {
            using var message = letter.ToMessage(new MailAddress(mail.Value.From ?? $"portal@{portal.Value.PublicAddress!.Host}", mail.Value.FromName ?? portal.Value.ProviderName, Encoding.UTF8));
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = own.FullName };
            await client.SendMailAsync(message, cancellation);
            own.GetFiles("*.eml").Single().MoveTo(Path.Combine(Place, $"{letter.Delivery}.eml"), overwrite: true);
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }
}
