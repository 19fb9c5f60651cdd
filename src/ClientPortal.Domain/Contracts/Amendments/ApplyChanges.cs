using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>What terms become by changes.</summary>
internal static class ApplyChanges
{
    /// <summary>The field refusals stand beside, as the forms name it.</summary>
    private const string Field = "Changes";

    /// <summary>The terms after all changes, made in their order; no two may be about the same thing.</summary>
    /// <exception cref="RuleBroken">All that is wrong with the changes.</exception>
    public static Terms To(Terms before, IReadOnlyList<TermsChange> changes)
    {
        var rules = new FormRules();
        if (changes.Count == 0) rules.Refuse(Rule.NothingChanges, Field);
        var touched = new HashSet<(string, Guid)>();
        var after = before;
        for (var i = 0; i < changes.Count; i++)
        {
            var field = $"{Field}[{i}]";
            if (!Touched(changes[i]).All(touched.Add))
                rules.Refuse(Rule.ChangedTwice, field);
            else if (Apply(after, changes[i]) is not { } changed)
                rules.Refuse(Rule.ChangeOfWhatIsNotThere, field);
            else if (changed == after)
                rules.Refuse(Rule.ChangesNothing, field);
            else
                after = changed;
        }

        rules.ThrowIfBroken();
        return after;
    }

    // A stage's price and its dates are two things; a stage that comes or goes is both.
    private static IEnumerable<(string, Guid)> Touched(TermsChange change) => change switch
    {
        TermsChange.RewordClause c => [("clause", c.Clause.Value)],
        TermsChange.AddClause c => [("clause", c.Clause.Value)],
        TermsChange.RemoveClause c => [("clause", c.Clause.Value)],
        TermsChange.ChangeStagePrice c => [("price", c.Stage.Value)],
        TermsChange.ChangeStageDates c => [("dates", c.Stage.Value)],
        TermsChange.AddStage c => [("price", c.Stage.Value), ("dates", c.Stage.Value)],
        TermsChange.RemoveStage c => [("price", c.Stage.Value), ("dates", c.Stage.Value)],
        TermsChange.ChangeEnd => [("end", Guid.Empty)],
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static Terms? Apply(Terms terms, TermsChange change) => change switch
    {
        TermsChange.RewordClause c => Clause(terms, c.Clause, clause => clause with { Heading = c.Heading, Text = c.Text }),
        TermsChange.AddClause c => Add(terms, c),
        TermsChange.RemoveClause c => Clause(terms, c.Clause, _ => null),
        TermsChange.ChangeStagePrice c => Stage(terms, c.Stage, stage => stage with { Price = Money.Exactly(c.Price, terms.Currency) }),
        TermsChange.ChangeStageDates c => Stage(terms, c.Stage, stage => stage with { From = c.From, To = c.To }),
        TermsChange.AddStage c => Add(terms, c),
        TermsChange.RemoveStage c => Stage(terms, c.Stage, _ => null),
        TermsChange.ChangeEnd c => terms with { EndsOn = c.EndsOn },
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static Terms? Clause(Terms terms, ClauseId id, Func<Clause, Clause?> become) =>
        Replaced(terms.Clauses, clause => clause.Id == id, become) is { } clauses ? terms with { Clauses = clauses } : null;

    private static Terms? Stage(Terms terms, StageId id, Func<Stage, Stage?> become) =>
        Replaced(terms.Stages, stage => stage.Id == id, become) is { } stages ? terms with { Stages = stages } : null;

    private static Terms? Add(Terms terms, TermsChange.AddClause change)
    {
        if (terms.Clauses.Any(clause => clause.Id == change.Clause)) return null;
        var clauses = terms.Clauses.ToList();
        var place = change.After is { } after ? clauses.FindIndex(clause => clause.Id == after) + 1 : 0;
        if (place == 0 && change.After is not null) return null;
        clauses.Insert(place, new Clause(change.Clause, change.Kind, change.Heading, change.Text));
        return terms with { Clauses = clauses };
    }

    private static Terms? Add(Terms terms, TermsChange.AddStage change)
    {
        if (terms.Stages.Any(stage => stage.Id == change.Stage)) return null;
        var stage = new Stage(change.Stage, change.Name, change.From, change.To, Money.Exactly(change.Price, terms.Currency), change.Deliverables, null, null);
        return terms with { Stages = [.. terms.Stages, stage] };
    }

    private static List<T>? Replaced<T>(IReadOnlyList<T> items, Predicate<T> which, Func<T, T?> become)
        where T : class
    {
        var list = items.ToList();
        var place = list.FindIndex(which);
        if (place < 0) return null;
        if (become(list[place]) is { } changed) list[place] = changed;
        else list.RemoveAt(place);
        return list;
    }
}
