using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Glossary;

/// <summary>A word of the provider's trade, explained for who does not know it. One for all clients, each language by itself.</summary>
public sealed class Term : Root, IRecorded
{
    /// <summary>The most characters of the word.</summary>
    public const int LongestWord = 80;

    /// <summary>The most characters of its other forms together.</summary>
    public const int LongestForms = 400;

    /// <summary>The most characters of what it means.</summary>
    public const int LongestMeaning = 600;

    private Term()
    {
    }

    /// <summary>Its identifier.</summary>
    public TermId Id { get; private init; }

    /// <summary>The language it is a word of.</summary>
    public Language Language { get; private init; }

    /// <summary>The word, or the few words that mean one thing, as a dictionary has it.</summary>
    public required string Word { get; set; }

    /// <summary>The word as it is compared, <see cref="TermForms.Folded"/>: no two of a language are the same.</summary>
    public required string WordKey { get; set; }

    /// <summary>Other forms in which it stands in texts, such as the plural and cases, separated by commas; may be empty.</summary>
    public required string Forms { get; set; }

    /// <summary>What it means.</summary>
    public required string Meaning { get; set; }

    /// <summary>Who explained it last.</summary>
    public PersonId ExplainedBy { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset ExplainedAt { get; private set; }

    /// <inheritdoc/>
    public Guid RecordedAs => Id.Value;

    /// <summary>What it says now.</summary>
    public Explanation Explanation => new(Word, Forms, Meaning);

    /// <summary>Explains a word.</summary>
    public static Term Explain(Language language, Explanation explanation, PersonId by, DateTimeOffset at) => new()
    {
        Id = TermId.New(),
        Language = language,
        Word = explanation.Word,
        WordKey = TermForms.Folded(explanation.Word),
        Forms = explanation.Forms,
        Meaning = explanation.Meaning,
        ExplainedBy = by,
        ExplainedAt = at,
    };

    /// <summary>Explains it otherwise.</summary>
    public void Change(Explanation explanation, PersonId by, DateTimeOffset at)
    {
        (Word, WordKey, Forms, Meaning) = (explanation.Word, TermForms.Folded(explanation.Word), explanation.Forms, explanation.Meaning);
        (ExplainedBy, ExplainedAt) = (by, at);
        RaiseRevision();
    }
}

/// <summary>A word with its other forms and its meaning, checked.</summary>
public sealed record Explanation(string Word, string Forms, string Meaning);
