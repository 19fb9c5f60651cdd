namespace ClientPortal.Domain.Shared;

/// <summary>Why something was refused, and beside which field to say it.</summary>
/// <param name="Rule">What was broken.</param>
/// <param name="Field">The input's property; null when it concerns the whole form.</param>
/// <param name="Arguments">Values for the sentence, in the order its words number them.</param>
public sealed record Refusal(Rule Rule, string? Field, params IReadOnlyList<object> Arguments);

/// <summary>An illegal move: thrown by the entity that owns the rule, shown to the person beside the field.</summary>
public sealed class RuleBroken : Exception
{
    /// <summary>One rule was broken.</summary>
    public RuleBroken(Rule rule, string? field = null, params IReadOnlyList<object> arguments)
        : this([new Refusal(rule, field, arguments)])
    {
    }

    /// <summary>Several rules were broken at once; all are shown together.</summary>
    public RuleBroken(IReadOnlyList<Refusal> refusals)
        : base(string.Join(", ", refusals.Select(refusal => $"{refusal.Rule} ({refusal.Field ?? "form"})"))) => Refusals = refusals;

    /// <summary>What was broken, at least one.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }
}
