using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Contracts;

public sealed class TermsTests
{
    private static readonly Currency Euro = Currency.Of("EUR");

    [Theory]
    [InlineData("Europe/London", "2026-03-29", "2026-03-29T00:00:00Z")]
    [InlineData("Europe/London", "2026-03-30", "2026-03-29T23:00:00Z")]
    [InlineData("Asia/Tokyo", "2026-04-01", "2026-03-31T15:00:00Z")]
    // Havana puts its clocks forward at midnight and back from one to midnight.
    [InlineData("America/Havana", "2026-03-08", "2026-03-08T05:00:00Z")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")]
    public void A_day_begins_at_its_first_moment_in_the_zone(string zone, string day, string moment)
    {
        var start = ZoneDays.StartOf(zone, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), start);
        Assert.Equal(day, ZoneDays.DayOf(zone, start).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.NotEqual(ZoneDays.DayOf(zone, start), ZoneDays.DayOf(zone, start - TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void The_days_of_a_notice_are_whole_and_the_day_it_is_given_is_not_one_of_them()
    {
        Assert.Equal(new DateOnly(2026, 4, 1), NoticeDays.FirstPossible(new DateOnly(2026, 3, 1), 30));
        Assert.Equal(new DateOnly(2026, 3, 2), NoticeDays.FirstPossible(new DateOnly(2026, 3, 1), 0));
    }

    [Fact]
    public void The_longest_period_that_applies_is_the_one_that_counts()
    {
        var terms = Some();
        var (price, dates, scope) = (terms.Clauses.Single(clause => clause.Kind == ClauseKind.Price).Id, terms.Stages[0].Id, terms.Clauses[0].Id);

        Assert.Equal(NoticeKinds.Price, NoticeDays.KindsOf([new TermsChange.ChangeStagePrice(dates, 1)], terms));
        Assert.Equal(NoticeKinds.Dates, NoticeDays.KindsOf([new TermsChange.ChangeEnd(null)], terms));
        Assert.Equal(NoticeKinds.Scope, NoticeDays.KindsOf([new TermsChange.RemoveClause(scope)], terms));
        Assert.Equal(NoticeKinds.Scope | NoticeKinds.Price, NoticeDays.KindsOf([new TermsChange.RewordClause(price, "P", "Dearer.")], terms));
        Assert.Equal(NoticeKinds.Scope | NoticeKinds.Price | NoticeKinds.Dates, NoticeDays.KindsOf([new TermsChange.RemoveStage(dates)], terms));
        Assert.Equal(30, NoticeDays.PeriodFor(NoticeKinds.Price | NoticeKinds.Scope, NoticePeriods.Default));
        Assert.Equal(40, NoticeDays.PeriodFor(NoticeKinds.Price | NoticeKinds.Scope, NoticePeriods.Default with { Scope = 40 }));
    }

    [Fact]
    public void Any_difference_in_terms_is_another_fingerprint_and_the_same_terms_have_the_same()
    {
        var terms = Some();
        Terms[] others =
        [
            terms with { Number = "other" }, terms with { Title = "other" }, terms with { Zone = "UTC" }, terms with { Language = Language.Russian },
            terms with { StartsOn = terms.StartsOn.AddDays(1) }, terms with { EndsOn = null }, terms with { Periods = terms.Periods with { Termination = 31 } },
            terms with { ResponsibleStaff = PersonId.New() }, terms with { ResponsibleClient = PersonId.New() }, terms with { SourceQuoteId = QuoteId.New() },
            terms with { Clauses = [.. terms.Clauses.Reverse()] }, terms with { Clauses = [terms.Clauses[0] with { Text = "other" }, .. terms.Clauses.Skip(1)] },
            terms with { Stages = [terms.Stages[0] with { Price = Money.Exactly(1, Euro) }] }, terms with { Stages = [terms.Stages[0] with { Deliverables = "other" }] },
            terms with { Stages = [terms.Stages[0] with { ResponsibleStaff = PersonId.New() }] },
        ];

        Assert.Equal(TermsHash.Of(terms), TermsHash.Of(terms with { Clauses = [.. terms.Clauses] }));
        Assert.Equal(others.Length + 1, others.Append(terms).Select(TermsHash.Of).Distinct().Count());
        Assert.All(others, other => Assert.NotEqual(terms, other));
    }

    [Fact]
    public void Changes_have_one_fingerprint_however_a_database_orders_and_pads_them()
    {
        var stage = StageId.New();
        var json = TermsChanges.ToJson([new TermsChange.ChangeStagePrice(stage, 100.50m)]);

        Assert.Equal(TermsChanges.HashOf([new TermsChange.ChangeStagePrice(stage, 100.5m)]), TermsChanges.HashOf(TermsChanges.FromJson(json)));
        Assert.Equal([new TermsChange.ChangeStagePrice(stage, 100.5m)], TermsChanges.FromJson($$"""[{"Price":100.50,"Stage":{"Value":"{{stage}}"},"change":"stage.price"}]"""));
    }

    [Fact]
    public void A_redline_matches_clauses_by_what_they_are_and_keeps_a_removed_one_in_its_place()
    {
        var before = Some();
        var added = ClauseId.New();
        var after = before.With([new TermsChange.RemoveClause(before.Clauses[1].Id), new TermsChange.AddClause(added, ClauseKind.Custom, "New", "Text", before.Clauses[0].Id)]);

        var redline = TermsRedline.Between(before, after);

        Assert.Equal([PartChange.Same, PartChange.Removed, PartChange.Added, PartChange.Same, PartChange.Same], redline.Clauses.Select(clause => clause.Change));
        Assert.Equal([(1, 1), (2, 0), (0, 2), (3, 3), (4, 4)], redline.Clauses.Select(clause => (clause.OldNumber ?? 0, clause.NewNumber ?? 0)));
    }

    [Fact]
    public void Every_move_of_a_contract_that_is_not_in_the_table_is_refused()
    {
        foreach (var state in Enum.GetValues<ContractState>())
        {
            foreach (var move in Enum.GetValues<ContractMove>().Where(move => !ContractMoves.Table.ContainsKey((state, move))))
            {
                Assert.False(state.Allows(move));
                Assert.Equal(Rule.ContractNotInThatState, Assert.Throws<RuleBroken>(() => state.After(move)).Refusals.Single().Rule);
            }
        }
    }

    internal static Terms Some() => new()
    {
        Number = "C-1",
        Title = "A shop",
        Currency = Euro,
        Zone = "Europe/London",
        Language = Language.English,
        StartsOn = new DateOnly(2026, 1, 1),
        EndsOn = new DateOnly(2027, 12, 31),
        Periods = NoticePeriods.Default,
        ResponsibleStaff = PersonId.New(),
        ResponsibleClient = PersonId.New(),
        SourceQuoteId = null,
        Clauses =
        [
            new Clause(ClauseId.New(), ClauseKind.Scope, "Scope", "A shop is built."),
            new Clause(ClauseId.New(), ClauseKind.Acceptance, "Acceptance", "Within ten days."),
            new Clause(ClauseId.New(), ClauseKind.Price, "Price", "It is fixed."),
            new Clause(ClauseId.New(), ClauseKind.Payment, "Payment", "In 14 days."),
        ],
        Stages = [new Stage(StageId.New(), "Design", new DateOnly(2026, 1, 1), new DateOnly(2026, 6, 30), Money.Exactly(1000, Euro), "Drawings", null, null)],
    };
}
