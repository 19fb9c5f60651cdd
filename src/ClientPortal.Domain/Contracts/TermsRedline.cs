using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>What happened to a part of the terms between two versions.</summary>
public enum PartChange
{
    /// <summary>It is the same.</summary>
    Same,

    /// <summary>It is there in both, and different.</summary>
    Changed,

    /// <summary>It is there only in the later one.</summary>
    Added,

    /// <summary>It is there only in the earlier one.</summary>
    Removed,
}

/// <summary>One clause beside itself.</summary>
/// <param name="Clause">Which one.</param>
/// <param name="Change">What happened to it.</param>
/// <param name="OldNumber">Its place in the earlier version, from 1; null when it was not there.</param>
/// <param name="NewNumber">Its place in the later version, from 1; null when it is not there.</param>
/// <param name="Old">The clause as it was.</param>
/// <param name="New">The clause as it is.</param>
/// <param name="Heading">The headings, word by word.</param>
/// <param name="Text">The texts, word by word.</param>
public sealed record ClauseRedline(
    ClauseId Clause, PartChange Change, int? OldNumber, int? NewNumber, Clause? Old, Clause? New, IReadOnlyList<Segment> Heading, IReadOnlyList<Segment> Text);

/// <summary>One stage beside itself.</summary>
/// <param name="Stage">Which one.</param>
/// <param name="Change">What happened to it.</param>
/// <param name="Old">The stage as it was; null when it was not there.</param>
/// <param name="New">The stage as it is; null when it is not there.</param>
/// <param name="Deliverables">What the client gets, word by word.</param>
public sealed record StageRedline(StageId Stage, PartChange Change, Stage? Old, Stage? New, IReadOnlyList<Segment> Deliverables)
{
    /// <summary>Whether its price is another one.</summary>
    public bool PriceChanged => Old?.Price != New?.Price;

    /// <summary>Whether its days are others.</summary>
    public bool DatesChanged => (Old?.From, Old?.To) != (New?.From, New?.To);
}

/// <summary>Two versions of terms beside each other. Clauses and stages are matched by what they are, not by where they stand.</summary>
/// <param name="Clauses">In the order of the later version, each removed one after the clause it stood behind.</param>
/// <param name="Stages">In the same order.</param>
/// <param name="OldEndsOn">The last day as it was.</param>
/// <param name="NewEndsOn">The last day as it is.</param>
/// <param name="OldTotal">The price of all stages as it was.</param>
/// <param name="NewTotal">The price of all stages as it is.</param>
public sealed record TermsRedline(
    IReadOnlyList<ClauseRedline> Clauses, IReadOnlyList<StageRedline> Stages, DateOnly? OldEndsOn, DateOnly? NewEndsOn, Money OldTotal, Money NewTotal)
{
    /// <summary>Whether the contract ends on another day.</summary>
    public bool EndChanged => OldEndsOn != NewEndsOn;

    /// <summary>Compares.</summary>
    public static TermsRedline Between(Terms before, Terms after) => new(
        [.. Paired(before.Clauses, after.Clauses, clause => clause.Id).Select(pair => Compare(pair.Old, pair.New, before, after))],
        [.. Paired(before.Stages, after.Stages, stage => stage.Id).Select(pair => Compare(pair.Old, pair.New))],
        before.EndsOn, after.EndsOn, before.Total, after.Total);

    private static ClauseRedline Compare(Clause? old, Clause? now, Terms before, Terms after) => new(
        (now ?? old)!.Id, ChangeOf(old, now), NumberOf(before, old), NumberOf(after, now), old, now,
        WordDiff.Between(old?.Heading, now?.Heading), WordDiff.Between(old?.Text, now?.Text));

    private static StageRedline Compare(Stage? old, Stage? now) =>
        new((now ?? old)!.Id, ChangeOf(old, now), old, now, WordDiff.Between(old?.Deliverables, now?.Deliverables));

    private static PartChange ChangeOf<T>(T? old, T? now)
        where T : class => (old, now) switch
        {
            (null, _) => PartChange.Added,
            (_, null) => PartChange.Removed,
            _ => old.Equals(now) ? PartChange.Same : PartChange.Changed,
        };

    private static int? NumberOf(Terms terms, Clause? clause)
    {
        for (var i = 0; clause is not null && i < terms.Clauses.Count; i++)
        {
            if (terms.Clauses[i].Id == clause.Id) return i + 1;
        }

        return null;
    }

    private static List<(T? Old, T? New)> Paired<T, TKey>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, TKey> key)
        where T : class
        where TKey : struct
    {
        var old = before.ToDictionary(key);
        var kept = after.Select(key).ToHashSet();
        var pairs = after.Select(item => (Old: old.GetValueOrDefault(key(item)), New: (T?)item)).ToList();
        for (var i = 0; i < before.Count; i++)
        {
            if (kept.Contains(key(before[i]))) continue;
            var behind = i == 0 ? -1 : pairs.FindIndex(pair => pair.Old is { } item && key(item).Equals(key(before[i - 1])));
            pairs.Insert(behind + 1, (before[i], null));
        }

        return pairs;
    }
}
