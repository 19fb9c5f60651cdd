namespace ClientPortal.Domain.Glossary;

/// <summary>A word that is explained, as texts are looked through for it.</summary>
public sealed record ExplainedWord(TermId Id, string Word, string Forms, string Meaning);

/// <summary>A piece of a text.</summary>
/// <param name="Text">The piece as it stands there.</param>
/// <param name="Term">The word it is, where that is to be explained; null for everything else.</param>
public sealed record TermPiece(string Text, ExplainedWord? Term);

/// <summary>
/// Finds words of the glossary in texts. Where two begin at one place the longer is meant; each is explained where it stands first in a
/// text, so that a page does not become a thicket of marks.
/// </summary>
public sealed class TermMarks
{
    private readonly ILookup<char, (string Form, ExplainedWord Term)> _forms;

    /// <summary>Words to look for.</summary>
    public TermMarks(IEnumerable<ExplainedWord> terms) => _forms =
        (from term in terms
         from form in TermForms.Of(term.Forms).Prepend(term.Word)
         let folded = TermForms.Folded(form)
         where folded.Length > 0
         orderby folded.Length descending
         select (folded, term)).ToLookup(form => form.folded[0]);

    /// <summary>The text in pieces, which put together again are the text.</summary>
    public IReadOnlyList<TermPiece> In(string text)
    {
        var (folded, pieces, found, rest) = (TermForms.Folded(text), new List<TermPiece>(), new HashSet<TermId>(), 0);
        for (var at = 0; at < text.Length;)
        {
            var (length, term) = StartsWord(folded, at) ? Longest(folded, at) : default;
            if (term is not null && found.Add(term.Id))
            {
                if (at > rest) pieces.Add(new TermPiece(text[rest..at], Term: null));
                pieces.Add(new TermPiece(text.Substring(at, length), term));
                rest = at + length;
            }

            at += Math.Max(length, 1);
        }

        if (rest < text.Length) pieces.Add(new TermPiece(text[rest..], Term: null));
        return pieces;
    }

    private (int Length, ExplainedWord? Term) Longest(string folded, int at)
    {
        foreach (var (form, term) in _forms[folded[at]])
        {
            if (string.CompareOrdinal(folded, at, form, 0, form.Length) == 0 && EndsWord(folded, at + form.Length)) return (form.Length, term);
        }

        return default;
    }

    private static bool StartsWord(string text, int at) => at == 0 || !char.IsLetterOrDigit(text[at - 1]);

    private static bool EndsWord(string text, int at) => at == text.Length || !char.IsLetterOrDigit(text[at]);
}
