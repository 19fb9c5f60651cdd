using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Glossary;

/// <summary>Everything that can be recorded about the glossary. It stands in the installation's log and binds nobody: nobody is told.</summary>
internal static class GlossaryFacts
{
    public static Fact Explained(Term term) => new("glossary.explained", null, Of(term), Audience.Nobody) { Values = Values(term.Language, term.Explanation) };

    public static Fact Changed(Term term, Explanation before)
    {
        var now = Values(term.Language, term.Explanation);
        var changes = FactValue.Changes(Values(term.Language, before), now);
        // The word says which is meant also where it stayed.
        changes.TryAdd("word", now["word"]);
        return new Fact("glossary.changed", null, Of(term), Audience.Nobody) { Values = changes };
    }

    public static Fact Removed(Term term) => new("glossary.removed", null, Of(term), Audience.Nobody) { Values = Values(term.Language, term.Explanation) };

    private static FactSubject Of(Term term) => new("glossary", term.Id.Value);

    private static Dictionary<string, FactValue> Values(Language language, Explanation explanation) => new(StringComparer.Ordinal)
    {
        ["language"] = new FactValue.Text(language.ToString()),
        ["word"] = new FactValue.Text(explanation.Word),
        ["forms"] = new FactValue.Text(explanation.Forms),
        ["meaning"] = new FactValue.Text(explanation.Meaning),
    };
}
