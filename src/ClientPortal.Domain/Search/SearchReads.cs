using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Search;

/// <summary>What kind of thing was found.</summary>
public enum FoundKind
{
    /// <summary>A contract, by number or title.</summary>
    Contract,

    /// <summary>A clause of a contract, as it is worded now.</summary>
    Clause,

    /// <summary>An amendment, by its reason.</summary>
    Amendment,

    /// <summary>An issued quote, by number, title or introduction.</summary>
    Quote,

    /// <summary>A quote that is not issued.</summary>
    QuoteDraft,

    /// <summary>A published status report, by its stage or summary.</summary>
    Report,

    /// <summary>A client.</summary>
    Client,

    /// <summary>A person; administrators alone find people.</summary>
    Person,

    /// <summary>A price of a published list.</summary>
    Price,
}

/// <summary>Finds things by words, prefixes and numbers, in English and Russian word forms: what the reader may see, and nothing else.</summary>
public sealed class SearchReads(PortalReads reads)
{
    /// <summary>The most that are shown of one kind among all kinds.</summary>
    public const int Few = 5;

    /// <summary>The most that are shown of one kind alone.</summary>
    public const int Many = 49;

    /// <summary>The most characters that are searched for.</summary>
    public const int LongestQuery = 200;

    /// <summary>Searches.</summary>
    /// <param name="actor">Who searches.</param>
    /// <param name="typed">What was typed; empty finds nothing.</param>
    /// <param name="only">One kind alone, more of it; null for all kinds, a few of each.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<SearchPage> FindAsync(Actor actor, string? typed, FoundKind? only, CancellationToken cancellation)
    {
        // Signs the database cannot hold are left out.
        var words = Plain(typed);
        if (words.Length == 0) return Task.FromResult(new SearchPage(words, []));
        return reads.RunAsync(actor, async db =>
        {
            var most = only is null ? Few : Many;
            var kind = only?.ToString();
            var rows = await db.Database.SqlQuery<Row>($"SELECT kind, id, number, title, client_name, excerpt FROM portal.search({words}, {kind}, {most + 1})").ToListAsync(cancellation);
            return new SearchPage(words,
            [
                .. rows.GroupBy(row => Enum.Parse<FoundKind>(row.Kind)).OrderBy(group => group.Key)
                    .Select(group => new FoundGroup(group.Key, [.. group.Take(most).Select(row => new Found(row.Id, row.Number, row.Title, row.ClientName, Excerpt.Read(row.Excerpt)))], group.Count() > most)),
            ]);
        }, cancellation);
    }

    private static string Plain(string? typed)
    {
        var letters = (typed ?? string.Empty).EnumerateRunes().Where(rune => rune.Value is not (0 or 0xFFFD)).Take(LongestQuery).Select(rune => rune.ToString());
        return string.Concat(letters).Trim();
    }

    private sealed record Row(string Kind, Guid Id, string Number, string Title, string ClientName, string Excerpt);
}

/// <summary>What was found.</summary>
/// <param name="Query">What was searched for, as it was understood.</param>
/// <param name="Groups">By kind; none when nothing was found.</param>
public sealed record SearchPage(string Query, IReadOnlyList<FoundGroup> Groups);

/// <summary>What was found of one kind.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Rows">The newest first; clients, people and prices by name.</param>
/// <param name="HasMore">Whether there is more.</param>
public sealed record FoundGroup(FoundKind Kind, IReadOnlyList<Found> Rows, bool HasMore);

/// <summary>One thing that was found.</summary>
/// <param name="Id">Which; of a clause, its contract; of a price, the version of its list.</param>
/// <param name="Number">Its number or code; empty where it has none.</param>
/// <param name="Title">What it is called; of a clause and an amendment, its contract.</param>
/// <param name="ClientName">Whose; empty where it is nobody's.</param>
/// <param name="Excerpt">The words around what was found; empty where there are none.</param>
public sealed record Found(Guid Id, string Number, string Title, string ClientName, IReadOnlyList<ExcerptPart> Excerpt);

/// <summary>A run of words of an excerpt.</summary>
/// <param name="Text">The words.</param>
/// <param name="IsFound">Whether they are what was searched for.</param>
public sealed record ExcerptPart(string Text, bool IsFound);

/// <summary>Reads the marks the database puts around words: control characters, so that no text can be taken for them.</summary>
internal static class Excerpt
{
    private const char Begins = '\u0002';
    private const char Ends = '\u0003';

    public static IReadOnlyList<ExcerptPart> Read(string marked)
    {
        var parts = new List<ExcerptPart>();
        foreach (var (index, piece) in marked.Split(Begins).Index())
        {
            var both = piece.Split(Ends, 2);
            if (index == 0) Add(piece.Replace(Ends.ToString(), string.Empty, StringComparison.Ordinal), isFound: false);
            else
            {
                Add(both[0], isFound: both.Length == 2);
                if (both.Length == 2) Add(both[1].Replace(Ends.ToString(), string.Empty, StringComparison.Ordinal), isFound: false);
            }
        }

        return parts;

        void Add(string text, bool isFound)
        {
            if (text.Length > 0) parts.Add(new ExcerptPart(text, isFound));
        }
    }
}
