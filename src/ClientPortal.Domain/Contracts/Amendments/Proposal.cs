using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>What a side sends: changes to the newest signed version, why, and from which day. Checked when it is made.</summary>
internal sealed record Proposal
{
    private Proposal()
    {
    }

    public required Side Side { get; init; }

    public required TermsVersion Base { get; init; }

    /// <summary>The terms of <see cref="Base"/>.</summary>
    public required Terms Terms { get; init; }

    public required IReadOnlyList<TermsChange> Changes { get; init; }

    public required string Reason { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    /// <summary>The terms as they would be.</summary>
    public required Terms After { get; init; }

    /// <param name="side">Who sends it.</param>
    /// <param name="from">The newest signed version.</param>
    /// <param name="day">From when that version applies.</param>
    /// <param name="changes">What would change.</param>
    /// <param name="reason">Why.</param>
    /// <param name="effectiveOn">From which day.</param>
    /// <param name="providerProposed">Whether any revision of the amendment before this one is the provider's.</param>
    /// <param name="waived">Whether the client has waived the period for these very changes.</param>
    /// <param name="now">The moment of sending.</param>
    /// <exception cref="RuleBroken">The changes do not fit the terms or leave them incomplete, or the day is too early, or after the contract's end.</exception>
    public static Proposal Of(
        Side side, TermsVersion from, VersionDay day, IReadOnlyList<TermsChange> changes, string reason, DateOnly effectiveOn,
        bool providerProposed, bool waived, DateTimeOffset now)
    {
        var terms = from.ToTerms();
        var after = terms.With(changes);
        var rules = new FormRules();
        foreach (var fault in after.Faults()) rules.Refuse(fault.Rule, "Changes", fault.Arguments);
        // The notice has not been delivered yet: it is reckoned as if it arrived at once, and again from its arrival when both sign.
        var notice = NoticeReckoning.Of(day, terms, changes, providerProposed || side == Side.Provider, waived, deliveredAt: null, now);
        if (effectiveOn < notice.FirstPossible && notice.WaitsForVersion) rules.Refuse(Rule.BeforeTheVersionItChanges, nameof(EffectiveOn), day.From, from.Number);
        else if (effectiveOn < notice.FirstPossible) rules.Refuse(Rule.NoticeTooShort, nameof(EffectiveOn), notice.FirstPossible, notice.Period);
        if (effectiveOn > after.EndsOn) rules.Refuse(Rule.AfterTheContractEnds, nameof(EffectiveOn), after.EndsOn.Value);
        rules.ThrowIfBroken();
        return new Proposal { Side = side, Base = from, Terms = terms, Changes = changes, Reason = reason, EffectiveOn = effectiveOn, After = after };
    }
}
