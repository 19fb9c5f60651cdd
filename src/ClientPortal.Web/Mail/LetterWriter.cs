using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Access;
using ClientPortal.Web.Bell;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Sentences;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Mail;

/// <summary>Writes the mail of a delivery when it is sent: address, language, zone and links are those of that moment.</summary>
internal sealed class LetterWriter(IServiceScopeFactory scopes, IOptions<PortalOptions> portal, TimeProvider clock)
{
    /// <summary>The mail of a delivery.</summary>
    /// <param name="db">The worker's context.</param>
    /// <param name="delivery">What is sent.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="Undeliverable">The person gets nothing, or the mail would open no door.</exception>
    public async Task<Letter> WriteAsync(PortalDb db, Delivery delivery, CancellationToken cancellation)
    {
        var person = await db.Users.AsNoTracking().SingleAsync(p => p.Id == delivery.PersonId, cancellation);
        if (person.DisabledAt is not null) throw new Undeliverable("person-disabled");
        if (!MailAddress.TryCreate(person.Email, person.Name, Encoding.UTF8, out var to)) throw new Undeliverable("address-unusable");
        var culture = person.Language.Culture();
        var zone = ReaderPreferences.FindZone(person.Zone) ?? TimeZoneInfo.Utc;
        var receipt = delivery is { ClientId: not null, EntryId: { } entry } ? await db.ReceiptAsync(entry, cancellation) : null;
        var text = delivery.Kind == DeliveryKinds.Notice
            ? await NoticeAsync(db, delivery, person, receipt, culture, zone, cancellation)
            : await DoorAsync(delivery, person, culture, zone);
        return new Letter(
            delivery.Id, $"<{delivery.Id}@{Origin.Host}>", to, text.Subject, text.ToText(), text.ToHtml(culture), text.Link, culture,
            TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone),
            receipt is null ? [] : [new LetterFile($"entry-{receipt.Index}.json", MediaTypeNames.Application.Json, receipt.Entry), new LetterFile($"entry-{receipt.Index}.tlog-proof", MediaTypeNames.Application.Octet, receipt.Proof)]);
    }

    private Uri Origin => portal.Value.PublicAddress!;

    private async Task<LetterText> NoticeAsync(PortalDb db, Delivery delivery, Person person, Receipt? receipt, CultureInfo culture, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var entry = delivery.EntryId ?? throw new InvalidOperationException($"The notice {delivery.Id} names no entry.");
        var notice = await db.Set<Notice>().Where(n => n.EntryId == entry && n.PersonId == person.Id).Select(n => n.Id).SingleAsync(cancellation);
        var telling = (await db.TellAsync([entry], cancellation))[entry];
        var words = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sentence"] = FactWords.Sentence(telling, person.Id, culture, zone),
            ["moment"] = Moment(telling.Leaf.At, culture, zone),
        };
        var text = Set("mail.notice", FactWords.Title(telling, culture, zone), person, words, new Uri(Origin, NoticeAddress.FromMail(notice)), culture);
        if (receipt is null) return text;
        words["number"] = receipt.Index.ToString(culture);
        return text with { Foot = $"{Fill(WordBook.Mail.Of("mail.notice.receipt", culture), words, person)}\n\n{text.Foot}" };
    }

    private async Task<LetterText> DoorAsync(Delivery delivery, Person person, CultureInfo culture, TimeZoneInfo zone)
    {
        if (delivery.Kind == MailKinds.Invitation && person.JoinedAt is not null) throw new Undeliverable("joined-already") { IsNeedless = true };
        var link = delivery.Kind switch
        {
            MailKinds.Invitation => await WithTokenAsync("join", person, MailedLinks.InvitationTokenAsync),
            MailKinds.PasswordReset => await WithTokenAsync("reset", person, MailedLinks.ResetTokenAsync),
            MailKinds.PasswordChanged => new Uri(Origin, "forgot"),
            MailKinds.SecondFactorChanged => new Uri(Origin, "profile/security"),
            _ => throw new InvalidOperationException($"There is no mail of the kind {delivery.Kind}."),
        };
        var words = new Dictionary<string, string>(StringComparer.Ordinal) { ["moment"] = Moment(delivery.QueuedAt, culture, zone), ["email"] = person.Email! };
        var subject = Fill(WordBook.Mail.Of($"{delivery.Kind}.subject", culture), words, person);
        return Set(delivery.Kind, subject, person, words, link, culture);
    }

    private LetterText Set(string kind, string subject, Person person, Dictionary<string, string> words, Uri link, CultureInfo culture)
    {
        string Words(string part) => Fill(WordBook.Mail.Of($"{kind}.{part}", culture), words, person);
        return new LetterText(subject, Fill(WordBook.Mail.Of("greeting", culture), words, person), Words("body").ReplaceLineEndings("\n").Split("\n\n"), Words("action"), link, Words("foot"));
    }

    private string Fill(string template, Dictionary<string, string> words, Person person) => Template.Fill(template, (name, _) => name switch
    {
        "name" => person.Name,
        "provider" => portal.Value.ProviderName,
        "portal" => Origin.Authority,
        _ => words.GetValueOrDefault(name),
    });

    private async Task<Uri> WithTokenAsync(string page, Person person, Func<UserManager<Person>, Person, Task<string>> make)
    {
        await using var scope = scopes.CreateAsyncScope();
        var token = await make(scope.ServiceProvider.GetRequiredService<UserManager<Person>>(), person);
        return new Uri(Origin, $"{page}?person={person.Id}&token={LinkToken.Write(token)}");
    }

    private static string Moment(DateTimeOffset at, CultureInfo culture, TimeZoneInfo zone) =>
        $"{TimeZoneInfo.ConvertTime(at, zone).ToString(WordBook.Facts.Of("moment", culture), culture)} ({zone.Id})";
}

/// <summary>A message that is not to be sent, now or later, and why, as a short code.</summary>
internal sealed class Undeliverable(string code) : Exception(code)
{
    /// <summary>Why.</summary>
    public string Code => Message;

    /// <summary>Whether what it was to bring about has happened without it, so that nobody needs to look into it.</summary>
    public bool IsNeedless { get; init; }
}
