using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Quotes;

/// <summary>What was accepted, as a contract is drafted from it: its prices are locked to this.</summary>
/// <param name="Quote">Which quote.</param>
/// <param name="Client">For whom.</param>
/// <param name="Number">What it is called.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Currency">What it is counted in.</param>
/// <param name="Zone">The IANA zone of the client's days.</param>
/// <param name="Acceptance">The acceptance.</param>
/// <param name="AcceptedAt">When.</param>
/// <param name="AcceptedBy">By whom.</param>
/// <param name="DocumentHash">SHA-256 over the bytes of the document.</param>
/// <param name="Stages">The stages in order; their amounts add up to <paramref name="Total"/>.</param>
/// <param name="Total">The whole.</param>
public sealed record AcceptedQuote(
    QuoteId Quote, ClientId Client, string Number, string Title, Language Language, Currency Currency, string Zone, QuoteAcceptanceId Acceptance, DateTimeOffset AcceptedAt, PersonId AcceptedBy,
    ReadOnlyMemory<byte> DocumentHash, IReadOnlyList<AcceptedStage> Stages, LineAmounts Total)
{
    internal static AcceptedQuote Of(IssuedQuote issued, QuoteAcceptance acceptance, IEnumerable<AcceptedLine> accepted)
    {
        var lines = accepted.ToList();
        var stages = lines.GroupBy(line => line.Terms.Stage, StringComparer.Ordinal).Select(stage => new AcceptedStage(stage.Key, Sum(stage), [.. stage])).ToList();
        return new AcceptedQuote(
            issued.QuoteId, issued.ClientId, issued.Number, issued.Title, issued.Language, issued.Currency, issued.Zone, acceptance.Id, acceptance.AcceptedAt, acceptance.PersonId,
            acceptance.DocumentHash, stages, Sum(lines));
    }

    private static LineAmounts Sum(IEnumerable<AcceptedLine> lines) => lines.Aggregate(LineAmounts.None, (sum, line) => sum + line.Amounts);
}

/// <summary>A stage with its locked price.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Amounts">Its price: without tax, opened into parts, tax, with tax.</param>
/// <param name="Lines">What is to be done in it.</param>
public sealed record AcceptedStage(string Name, LineAmounts Amounts, IReadOnlyList<AcceptedLine> Lines);

/// <summary>A line with its locked price.</summary>
/// <param name="Key">Which line.</param>
/// <param name="Terms">What it says.</param>
/// <param name="Amounts">What it comes to.</param>
public sealed record AcceptedLine(QuoteLineKey Key, QuoteLineTerms Terms, LineAmounts Amounts);

/// <summary>Reads what was accepted, for the area of contracts.</summary>
public static class AcceptedQuotes
{
    /// <summary>The accepted quote; null when there is none, it is not accepted, or row security hides it.</summary>
    /// <param name="db">The database of a use case or a read, on whose behalf it works.</param>
    /// <param name="id">The quote.</param>
    /// <param name="cancellation">Ends the read.</param>
    public static async Task<AcceptedQuote?> ReadAcceptedAsync(this PortalDb db, QuoteId id, CancellationToken cancellation)
    {
        var found = await (
            from a in db.Set<QuoteAcceptance>().AsNoTracking()
            join q in db.Set<IssuedQuote>().AsNoTracking() on a.QuoteId equals q.QuoteId
            where a.QuoteId == id
            select new { Acceptance = a, Issued = q }).SingleOrDefaultAsync(cancellation);
        if (found is null) return null;
        var rows = await (
            from l in db.Set<AcceptedQuoteLine>().AsNoTracking()
            join i in db.Set<IssuedQuoteLine>().AsNoTracking() on new { l.QuoteId, l.Key } equals new { i.QuoteId, i.Key }
            where l.QuoteId == id
            orderby l.Position
            select new { Accepted = l, Issued = i }).ToListAsync(cancellation);
        return AcceptedQuote.Of(found.Issued, found.Acceptance, rows.Select(row => new AcceptedLine(row.Issued.Key, row.Issued.Terms, Amounts(row.Accepted))));
    }

    private static LineAmounts Amounts(AcceptedQuoteLine line) =>
        new(Counts: true, line.ListAmount, line.DiscountAmount, line.NetAmount, line.TaxAmount, line.GrossAmount, line.Parts);
}
