using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Glossary;

/// <summary>Everything that can be recorded about the glossary. It stands in the installation's log and binds nobody: nobody is told.</summary>
internal static class GlossaryFacts
{
    public static Fact Explained(Term term) => new("glossary.explained", null, Of(term), Audience.Nobody) { Values = Values(term.Language, term.Explanation) };

    public static Fact Changed(Term term, Explanation before) => new("glossary.changed", null, Of(term), Audience.Nobody)
    {
        Values = Changes(Values(term.Language, before), Values(term.Language, term.Explanation)),
    };

    public static Fact Removed(Term term) => new("glossary.removed", null, Of(term), Audience.Nobody) { Values = Values(term.Language, term.Explanation) };

    private static FactSubject Of(Term term) => new("glossary", term.Id.Value);

    private static Dictionary<string, FactValue> Values(Language language, Explanation explanation) => new(StringComparer.Ordinal)
    {
        ["language"] = new FactValue.Text(language.ToString()),
        ["word"] = new FactValue.Text(explanation.Word),
        ["forms"] = new FactValue.Text(explanation.Forms),
        ["meaning"] = new FactValue.Text(explanation.Meaning),
    };

    // The word says which is meant also where it stayed.
    private static Dictionary<string, FactValue> Changes(Dictionary<string, FactValue> before, Dictionary<string, FactValue> after) =>
        after.Where(pair => pair.Key == "word" || before[pair.Key] != pair.Value)
            .ToDictionary(pair => pair.Key, pair => before[pair.Key] == pair.Value ? pair.Value : new FactValue.Change(before[pair.Key], pair.Value), StringComparer.Ordinal);
}
