using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Glossary;

/// <summary>A manager explains words of the trade, for all clients. What an explanation said before stays in the record.</summary>
public sealed class ExplainTerms(PortalWork work)
{
    /// <summary>The form.</summary>
    public sealed record Input
    {
        /// <summary>The revision the form was rendered from; 0 for a new word.</summary>
        public int Revision { get; init; }

        /// <summary>The word's language; of a new word only.</summary>
        public Language? Language { get; init; }

        /// <summary>The word.</summary>
        public string? Word { get; init; }

        /// <summary>Its other forms, separated by commas.</summary>
        public string? Forms { get; init; }

        /// <summary>What it means.</summary>
        public string? Meaning { get; init; }
    }

    /// <summary>Whether the actor explains words: managers do, of whichever clients.</summary>
    public static bool MayExplain(Actor actor) => actor.Is(Role.Manager);

    /// <summary>Explains a word.</summary>
    public Task<Outcome<TermId>> ExplainAsync(PersonId actor, CommandId command, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, work =>
        {
            NotYours.Unless(MayExplain(work.Actor));
            var rules = new FormRules();
            var language = rules.OneOf(input.Language, nameof(input.Language), Enum.GetValues<Language>());
            var term = Term.Explain(language, Checked(rules, input), actor, work.Now);
            work.Db.Add(term);
            work.Record(GlossaryFacts.Explained(term));
            return Task.FromResult(term.Id);
        }, cancellation);

    /// <summary>Explains it otherwise.</summary>
    public Task<Outcome<TermId>> ChangeAsync(PersonId actor, CommandId command, TermId id, Input input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var term = await FindAsync(work, id, input.Revision, cancellation);
            var before = term.Explanation;
            var explanation = Checked(new FormRules(), input);
            if (explanation == before) return id;
            term.Change(explanation, actor, work.Now);
            work.Record(GlossaryFacts.Changed(term, before));
            return id;
        }, cancellation);

    /// <summary>Takes a word out of the glossary.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="command">The command's id.</param>
    /// <param name="id">Which word.</param>
    /// <param name="revision">The revision that was read.</param>
    /// <param name="cancellation">Ends the run before it is kept.</param>
    public Task<Outcome<TermId>> RemoveAsync(PersonId actor, CommandId command, TermId id, int revision, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var term = await FindAsync(work, id, revision, cancellation);
            work.Db.Remove(term);
            work.Record(GlossaryFacts.Removed(term));
            return id;
        }, cancellation);

    private static async Task<Term> FindAsync(Work work, TermId id, int revision, CancellationToken cancellation)
    {
        NotYours.Unless(MayExplain(work.Actor));
        var term = await work.Db.Set<Term>().SingleOrDefaultAsync(t => t.Id == id, cancellation) ?? throw new NotYours();
        term.ExpectRevision(revision);
        return term;
    }

    private static Explanation Checked(FormRules rules, Input input)
    {
        var word = rules.Line(input.Word, nameof(input.Word), Term.LongestWord);
        if (word.Contains(',', StringComparison.Ordinal)) rules.Refuse(Rule.CommaInWord, nameof(input.Word));
        var forms = string.Join(", ", TermForms.Of(rules.Line(input.Forms, nameof(input.Forms), Term.LongestForms, required: false)));
        // Spaces behind the commas may be more than were typed.
        if (forms.Length > Term.LongestForms) rules.Refuse(Rule.TooLong, nameof(input.Forms), Term.LongestForms, forms.Length);
        var explanation = new Explanation(word, forms, rules.Text(input.Meaning, nameof(input.Meaning), Term.LongestMeaning));
        rules.ThrowIfBroken();
        return explanation;
    }
}
