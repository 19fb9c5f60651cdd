using System.Security.Cryptography;
using System.Text;
using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Quotes;

/// <summary>Everything that can be recorded about quotes. Drafts are not: the client would read of them in their log.</summary>
internal static class QuoteFacts
{
    public static Fact Issued(Quote quote, IssuedQuote issued, IReadOnlyList<PersonId> told) => Of("quote.issued", quote, told,
        ("valid-until", new FactValue.Day(issued.ValidUntil)),
        ("zone", new FactValue.Text(issued.Zone)),
        ("lines", new FactValue.Whole(issued.LineCount)),
        ("discount", Amount(issued.DiscountAmount, issued.Currency)),
        ("net", Amount(issued.NetAmount, issued.Currency)),
        ("tax", Amount(issued.TaxAmount, issued.Currency)),
        ("gross", Amount(issued.GrossAmount, issued.Currency)),
        ("content", new FactValue.Hash(issued.ContentHash)),
        ("document", new FactValue.Hash(issued.DocumentHash)));

    public static Fact Viewed(Quote quote) => Of("quote.viewed", quote, [.. quote.Issuers]);

    public static Fact Accepted(Quote quote, QuoteAcceptance acceptance, IEnumerable<QuoteLineKey> chosen, IReadOnlyList<PersonId> told)
    {
        var fact = Of("quote.accepted", quote, told,
            ("acceptance", new FactValue.Reference(acceptance.Id.Value)),
            ("net", Amount(acceptance.NetAmount, acceptance.Currency)),
            ("tax", Amount(acceptance.TaxAmount, acceptance.Currency)),
            ("gross", Amount(acceptance.GrossAmount, acceptance.Currency)),
            ("options", new FactValue.Sequence([.. chosen.Select(FactValue (key) => new FactValue.Reference(key.Value))])),
            ("document", new FactValue.Hash(acceptance.DocumentHash)),
            ("accepted-document", new FactValue.Hash(acceptance.ProtocolHash ?? throw new InvalidOperationException("An acceptance is recorded with its document."))),
            ("method", new FactValue.Text(acceptance.Method.ToString())),
            ("authenticated-at", new FactValue.Moment(acceptance.AuthenticatedAt)),
            // The sentence itself is kept with the acceptance.
            ("consent", new FactValue.Hash(SHA256.HashData(Encoding.UTF8.GetBytes(acceptance.ConsentText)))));
        return fact with
        {
            Personal = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["name"] = acceptance.PersonName,
                ["address"] = acceptance.Address,
                ["device"] = acceptance.Device,
            },
        };
    }

    public static Fact Declined(Quote quote, IReadOnlyList<PersonId> told) => Of("quote.declined", quote, told) with
    {
        Personal = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = quote.DeclinedBecause },
    };

    public static Fact Superseded(Quote quote, Quote next, IReadOnlyList<PersonId> told) => Of("quote.superseded", quote, told,
        ("by", new FactValue.Reference(next.Id.Value)),
        ("by-number", new FactValue.Text(next.Number)));

    public static Fact Lapsed(Quote quote, IReadOnlyList<PersonId> told) => Of("quote.lapsed", quote, told,
        ("valid-until", new FactValue.Day(quote.ValidUntil!.Value)),
        ("lapsed-at", new FactValue.Moment(quote.LapsesAt!.Value)));

    /// <summary>The client's people who read and answer quotes, and who issued it; not the actor, who knows.</summary>
    public static async Task<IReadOnlyList<PersonId>> AudienceAsync(PortalDb db, Quote quote, PersonId? actor, CancellationToken cancellation)
    {
        var people = await db.Set<Membership>()
            .Where(m => m.ClientId == quote.ClientId && m.EndedAt == null && (m.Role == Role.ClientSignatory || m.Role == Role.ClientViewer))
            .Select(m => m.PersonId).Distinct().ToListAsync(cancellation);
        return [.. people.Concat(quote.Issuers).Distinct().Where(person => person != actor)];
    }

    private static Fact Of(string code, Quote quote, IReadOnlyList<PersonId> told, params IEnumerable<(string Name, FactValue Value)> said)
    {
        var values = said.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        values["number"] = new FactValue.Text(quote.Number);
        values["title"] = new FactValue.Text(quote.Title);
        if (quote.PreviousId is { } previous) values["previous"] = new FactValue.Reference(previous.Value);
        return new Fact(code, quote.ClientId, new FactSubject("quote", quote.Id.Value), told.Count == 0 ? Audience.Nobody : Audience.Of(told)) { Values = values };
    }

    private static FactValue.Amount Amount(decimal amount, Currency currency) => new(Money.Exactly(amount, currency).Amount, currency.Code);
}
