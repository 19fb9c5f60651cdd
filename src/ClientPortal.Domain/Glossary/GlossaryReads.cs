using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Glossary;

/// <summary>The words of a language with their explanations.</summary>
/// <param name="Language">Which language.</param>
/// <param name="Words">The words by the alphabet.</param>
/// <param name="Others">How many words are explained in other languages.</param>
/// <param name="MayExplain">Whether the reader may add to them.</param>
public sealed record GlossaryPage(Language Language, IReadOnlyList<ExplainedWord> Words, int Others, bool MayExplain);

/// <summary>One word for its editor.</summary>
public sealed record TermPage(TermId Id, int Revision, Language Language, Explanation Explanation, string ExplainedBy, DateTimeOffset ExplainedAt);

/// <summary>What the pages of the glossary show. Everybody who has a role may read it.</summary>
public sealed class GlossaryReads(PortalReads reads)
{
    /// <summary>The glossary of a language, whole: a person writes a word at a time, and a reader looks for it with the browser's own search.</summary>
    public Task<GlossaryPage> PageAsync(Actor actor, Language language, CancellationToken cancellation) => reads.RunAsync(actor, async db =>
        new GlossaryPage(
            language, await db.WordsAsync(language, cancellation), await db.Set<Term>().CountAsync(t => t.Language != language, cancellation), ExplainTerms.MayExplain(actor)),
        cancellation);

    /// <summary>One word; null when there is none, or the actor explains no words.</summary>
    public Task<TermPage?> TermAsync(Actor actor, TermId id, CancellationToken cancellation) => reads.RunAsync(actor, async db =>
        !ExplainTerms.MayExplain(actor) ? null : await db.Set<Term>().Where(t => t.Id == id)
            .Select(t => new TermPage(t.Id, t.Revision, t.Language, new Explanation(t.Word, t.Forms, t.Meaning), db.Users.Where(p => p.Id == t.ExplainedBy).Select(p => p.Name).First(), t.ExplainedAt))
            .SingleOrDefaultAsync(cancellation), cancellation);
}

/// <summary>The glossary, for the texts of other areas.</summary>
internal static class GlossaryWords
{
    /// <summary>The words of a language by the alphabet.</summary>
    public static Task<List<ExplainedWord>> WordsAsync(this PortalDb db, Language language, CancellationToken cancellation) =>
        db.Set<Term>().Where(t => t.Language == language).OrderBy(t => t.WordKey).Select(t => new ExplainedWord(t.Id, t.Word, t.Forms, t.Meaning)).ToListAsync(cancellation);
}
