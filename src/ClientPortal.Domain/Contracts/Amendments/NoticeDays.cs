using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>What a change is about, as far as its notice goes.</summary>
[Flags]
public enum NoticeKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What it costs.</summary>
    Price = 1,

    /// <summary>When it is done.</summary>
    Dates = 2,

    /// <summary>Anything else.</summary>
    Scope = 4,
}

/// <summary>How long before its effect a change is announced, and which day is the first it can apply. See docs/decisions/notice-and-days.md.</summary>
public static class NoticeDays
{
    /// <summary>What these changes are about. A stage added or taken out is about price, dates and scope at once.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="terms">The terms they change, where the kinds of their clauses stand.</param>
    public static NoticeKinds KindsOf(IEnumerable<TermsChange> changes, Terms terms) =>
        changes.Aggregate(NoticeKinds.None, (kinds, change) => kinds | KindOf(change, terms));

    /// <summary>The longest of the periods that apply, in whole days.</summary>
    public static int PeriodFor(NoticeKinds kinds, NoticePeriods periods) => Math.Max(
        Math.Max(kinds.HasFlag(NoticeKinds.Price) ? periods.Price : 0, kinds.HasFlag(NoticeKinds.Dates) ? periods.Dates : 0),
        kinds.HasFlag(NoticeKinds.Scope) ? periods.Scope : 0);

    /// <summary>
    /// The first day a change can apply: the day of the notice is not counted, then come the days of the period, all of
    /// them whole, and the change applies from the midnight after the last.
    /// </summary>
    /// <param name="givenOn">The day the notice was given, in the contract's zone.</param>
    /// <param name="period">Whole days, 0 or more.</param>
    public static DateOnly FirstPossible(DateOnly givenOn, int period) => givenOn.AddDays(period + 1);

    private static NoticeKinds KindOf(TermsChange change, Terms terms) => change switch
    {
        TermsChange.RewordClause c => KindOf(KindIn(terms, c.Clause)),
        TermsChange.RemoveClause c => KindOf(KindIn(terms, c.Clause)),
        TermsChange.AddClause c => KindOf(c.Kind),
        TermsChange.ChangeStagePrice => NoticeKinds.Price,
        TermsChange.ChangeStageDates or TermsChange.ChangeEnd => NoticeKinds.Dates,
        _ => NoticeKinds.Price | NoticeKinds.Dates | NoticeKinds.Scope,
    };

    // A price that is changed by rewording the clause it stands in is a price that is changed.
    private static NoticeKinds KindOf(ClauseKind? kind) => NoticeKinds.Scope | kind switch
    {
        ClauseKind.Price or ClauseKind.Payment or ClauseKind.Discounts or ClauseKind.CurrencyRisk or ClauseKind.CommodityRisk => NoticeKinds.Price,
        ClauseKind.Schedule => NoticeKinds.Dates,
        _ => NoticeKinds.None,
    };

    private static ClauseKind? KindIn(Terms terms, ClauseId clause) => terms.Clauses.FirstOrDefault(c => c.Id == clause)?.Kind;
}

/// <summary>How the first possible day of an amendment came about, as it is shown to both sides.</summary>
/// <param name="IsNeeded">Whether a period applies: somebody of the provider proposed, and the client has not waived it.</param>
/// <param name="Waived">Whether the client waived the period for these very changes.</param>
/// <param name="Kinds">What the changes are about.</param>
/// <param name="Period">The days of the period that applies; 0 when none does.</param>
/// <param name="GivenOn">The day the notice was given, in the contract's zone; today while it has not arrived.</param>
/// <param name="DeliveredAt">When it arrived; null while that is not known.</param>
/// <param name="ByNotice">The first day by the notice alone; tomorrow at the earliest.</param>
/// <param name="BuildsOn">The version that is changed, before whose day nothing that builds on it can apply.</param>
public sealed record NoticeReckoning(
    bool IsNeeded, bool Waived, NoticeKinds Kinds, int Period, DateOnly GivenOn, DateTimeOffset? DeliveredAt, DateOnly ByNotice, VersionDay BuildsOn)
{
    /// <summary>The first day the changes can apply.</summary>
    public DateOnly FirstPossible => WaitsForVersion ? BuildsOn.From : ByNotice;

    /// <summary>Whether the version that is changed begins to apply later than the notice alone would allow.</summary>
    public bool WaitsForVersion => BuildsOn.From > ByNotice;

    /// <summary>The same for changes of other kinds, for which nothing is waived: what a form holds that was not saved.</summary>
    /// <param name="kinds">What these changes are about.</param>
    /// <param name="periods">The periods of the terms that would be changed.</param>
    public NoticeReckoning About(NoticeKinds kinds, NoticePeriods periods)
    {
        var needed = IsNeeded || Waived;
        var period = needed ? NoticeDays.PeriodFor(kinds, periods) : 0;
        return this with { IsNeeded = needed, Waived = false, Kinds = kinds, Period = period, ByNotice = NoticeDays.FirstPossible(GivenOn, period) };
    }

    /// <summary>Reckons.</summary>
    /// <param name="buildsOn">The version that would be changed, and from when it applies.</param>
    /// <param name="terms">Its terms: their periods and their zone count.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="providerProposed">Whether any revision of the amendment is the provider's.</param>
    /// <param name="waived">Whether the client waived the period for these changes.</param>
    /// <param name="deliveredAt">When the notice arrived, if it has.</param>
    /// <param name="now">The moment of asking.</param>
    /// <remarks>Whatever the period, nothing applies before tomorrow: a version begins at a midnight that all signatures precede.</remarks>
    public static NoticeReckoning Of(
        VersionDay buildsOn, Terms terms, IReadOnlyList<TermsChange> changes, bool providerProposed, bool waived, DateTimeOffset? deliveredAt, DateTimeOffset now)
    {
        var today = ZoneDays.DayOf(terms.Zone, now);
        var needed = providerProposed && !waived;
        var kinds = NoticeDays.KindsOf(changes, terms);
        var period = needed ? NoticeDays.PeriodFor(kinds, terms.Periods) : 0;
        var given = deliveredAt is { } delivered ? ZoneDays.DayOf(terms.Zone, delivered) : today;
        var first = NoticeDays.FirstPossible(given, period);
        var tomorrow = today.AddDays(1);
        return new NoticeReckoning(needed, waived, kinds, period, given, deliveredAt, first < tomorrow ? tomorrow : first, buildsOn);
    }
}
