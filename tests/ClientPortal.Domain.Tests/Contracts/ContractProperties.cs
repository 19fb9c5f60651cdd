using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.Domain.Tests.Contracts;

/// <summary>Rules that hold for whatever people do, in whatever order.</summary>
public sealed class ContractProperties
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_sequence_of_actions_brings_a_contract_out_of_its_table() => Check(
        Gen.ListOf(Gen.Choose(0, 8).Zip(Gen.Choose(0, 40))),
        steps =>
        {
            var terms = TermsTests.Some() with { EndsOn = new DateOnly(2026, 8, 31), StartsOn = new DateOnly(2026, 3, 10) };
            var contract = Contract.Begin(ClientId.New(), Draft(terms), PersonId.New(), Start);
            var at = Start;
            foreach (var (action, days) in steps)
            {
                at += TimeSpan.FromDays(days / 4.0);
                var (state, revision) = (contract.State, contract.Revision);
                var refused = Refused(() => Act(contract, terms, action, at));
                if (refused && (contract.State != state || contract.Revision != revision)) return false;
                if (!refused && !ContractMoves.Table.Any(row => row.Key.From == state && row.Value == contract.State)) return false;
                // In force only after both signatures, and never from before the day of the second.
                if (contract.State is ContractState.InForce or ContractState.Completed or ContractState.Terminated
                    && (contract.FirstSignedFor is null || contract.InForceAt is null || contract.AppliesFrom < ZoneDays.DayOf(terms.Zone, contract.InForceAt.Value) || contract.AppliesFrom < terms.StartsOn))
                    return false;
                if (contract.TerminatedFrom is { } from && from < ZoneDays.DayOf(terms.Zone, contract.TerminatedAt!.Value).AddDays(terms.Periods.Termination + 1)) return false;
            }

            return true;
        });

    [Fact]
    public void No_sequence_of_actions_brings_an_amendment_out_of_its_table_or_into_force_before_its_notice()
    {
        var signed = 0;
        Check(
            // Mostly what leads on, so that many get to their end; now and then what stops them.
            Gen.ListOf(Three(Gen.Frequency((20, Gen.Elements(0, 1, 2, 4, 4, 5, 6)), (2, Gen.Elements(3, 7, 8, 9))), Gen.Choose(0, 1), Gen.Choose(0, 60))),
            steps =>
            {
                var play = new AmendmentPlay();
                foreach (var (action, side, number) in steps)
                {
                    if (!play.Step(action, (Side)side, number)) return false;
                }

                signed += play.Signed;
                return true;
            },
            cases: 3000);
        // A property whose end is never reached would say nothing.
        Assert.True(signed > 1000, $"Only {signed} were signed.");
    }

    [Fact]
    public void What_applies_on_a_later_day_is_never_an_older_version() => Check(
        Three(Gen.ListOf(Gen.Choose(0, 400)), Gen.Choose(0, 500), Gen.Choose(0, 500)),
        drawn =>
        {
            // A version applies no earlier than the one it changes: that is refused when it is proposed.
            var (days, one, other) = drawn;
            var from = new DateOnly(2026, 1, 1);
            var versions = days.Order().Select((day, i) => new VersionDay(i + 1, TermsVersionId.New(), from.AddDays(day))).Reverse().ToList();
            var (early, late) = (from.AddDays(Math.Min(one, other)), from.AddDays(Math.Max(one, other)));
            var (before, after) = (versions.On(early)?.Number ?? 0, versions.On(late)?.Number ?? 0);
            return before <= after && !(versions.On(early)?.From > early)
                && after == versions.Where(version => version.From <= late).Select(version => version.Number).DefaultIfEmpty().Max();
        });

    [Fact]
    public void The_next_version_is_the_last_one_with_the_signed_changes_and_nothing_else() => Check(
        Gen.ListOf(Three(Gen.Choose(0, 7), Gen.Choose(0, 5), Gen.Choose(0, 1000))),
        drawn =>
        {
            var before = TermsTests.Some();
            List<TermsChange> changes = [.. drawn.Select(one => Change(before, one.First, one.Second, one.Third)).OfType<TermsChange>()];
            Terms after;
            try
            {
                after = before.With(changes);
            }
            catch (RuleBroken)
            {
                return true;
            }

            // Read off the redline, which knows nothing of changes, the difference is what was asked for.
            var redline = TermsRedline.Between(before, after);
            var differences = redline.Clauses.Count(clause => clause.Change != PartChange.Same)
                + redline.Stages.Sum(stage => stage.Change == PartChange.Changed ? (stage.PriceChanged ? 1 : 0) + (stage.DatesChanged ? 1 : 0) : stage.Change == PartChange.Same ? 0 : 1)
                + (redline.EndChanged ? 1 : 0);
            var untouched = after with { Clauses = before.Clauses, Stages = before.Stages, EndsOn = before.EndsOn };
            return differences == changes.Count && untouched == before && TermsHash.Of(after) != TermsHash.Of(before);
        });

    [Fact]
    public void A_redline_holds_both_texts_to_the_last_sign() => Check(
        Texts.Zip(Texts),
        texts =>
        {
            var (before, after) = texts;
            var segments = WordDiff.Between(before, after);
            return string.Concat(segments.Where(segment => segment.Kind != SegmentKind.Inserted).Select(segment => segment.Text)) == before
                && string.Concat(segments.Where(segment => segment.Kind != SegmentKind.Deleted).Select(segment => segment.Text)) == after
                && segments.All(segment => segment.Text.Length > 0);
        });

    [Fact]
    public void A_notice_has_run_in_full_before_the_first_possible_day_whatever_the_zone_and_the_hour() => Check(
        Three(Gen.Elements("Europe/London", "Asia/Tokyo", "America/Havana", "Pacific/Auckland", "Asia/Kathmandu", "UTC"), Gen.Choose(0, 365 * 24 * 60), Gen.Choose(0, 365)),
        drawn =>
        {
            var (zone, minutes, period) = drawn;
            var given = Start.AddMinutes(minutes);
            var first = NoticeDays.FirstPossible(ZoneDays.DayOf(zone, given), period);
            var start = ZoneDays.StartOf(zone, first);
            // Clocks move an hour at most: so many whole days lie between, and not one day more than needed.
            return start - given >= TimeSpan.FromDays(period) - TimeSpan.FromHours(1) && start - given <= TimeSpan.FromDays(period + 1) + TimeSpan.FromHours(1)
                && ZoneDays.DayOf(zone, start) == first;
        });

    private static Gen<string> Texts { get; } =
        Gen.ListOf(Gen.Elements("price", "цена", " ", "  ", "\n", ".", ",", "1,234.50", "😀", "😁", "é", "e\u0301", "don't", "-", "שלום")).Select(string.Concat);

    private static Gen<(T1 First, T2 Second, T3 Third)> Three<T1, T2, T3>(Gen<T1> first, Gen<T2> second, Gen<T3> third) =>
        first.Zip(second).Zip(third, (two, last) => (two.Item1, two.Item2, last));

    private static void Check<T>(Gen<T> drawn, Func<T, bool> holds, int cases = 300) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases).WithStartSize(20), Prop.ForAll(drawn.ToArbitrary(), holds));

    private static TermsChange? Change(Terms terms, int kind, int which, int number)
    {
        var clause = terms.Clauses[which % terms.Clauses.Count].Id;
        var stage = terms.Stages[0];
        return kind switch
        {
            0 => new TermsChange.RewordClause(clause, "Heading", $"Text {number}"),
            1 => new TermsChange.AddClause(ClauseId.New(), ClauseKind.Custom, "New", $"Text {number}", clause),
            2 => new TermsChange.RemoveClause(clause),
            3 => new TermsChange.ChangeStagePrice(stage.Id, number),
            4 => new TermsChange.ChangeStageDates(stage.Id, stage.From.AddDays(number % 3), stage.To.AddDays(number)),
            5 => new TermsChange.AddStage(StageId.New(), "More", stage.From, stage.To, number, "Things"),
            6 => new TermsChange.RemoveStage(stage.Id),
            _ => new TermsChange.ChangeEnd(terms.EndsOn!.Value.AddDays(number)),
        };
    }

    private static DraftTerms Draft(Terms terms) => new(
        terms.Number, terms.Title, terms.Currency, terms.Zone, terms.Language, terms.StartsOn, terms.EndsOn, terms.Periods, terms.ResponsibleStaff, terms.ResponsibleClient, null, terms.Clauses,
        [.. terms.Stages.Select(stage => new StageDrafted(stage.Id, stage.Name, stage.From, stage.To, stage.Price.Amount, stage.Deliverables, null, null))]);

    private static void Act(Contract contract, Terms terms, int action, DateTimeOffset at)
    {
        var by = PersonId.New();
        switch (action)
        {
            case 0: contract.Offer(terms, by, at); break;
            case 1: contract.Sign(Side.Client, terms, at); break;
            case 2: contract.Sign(Side.Provider, terms, at); break;
            case 3: contract.Withdraw("why", by, at); break;
            case 4: contract.Decline("why", by, at); break;
            case 5: contract.Complete(terms, by, at); break;
            case 6: contract.Terminate(terms, Side.Client, ZoneDays.DayOf(terms.Zone, at).AddDays(at.Day + 10), "why", by, at); break;
            case 7: contract.Comment(null, null, Side.Client, "why", by, at); break;
            default: contract.Edit(Draft(terms)); break;
        }
    }

    private static bool Refused(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (RuleBroken)
        {
            return true;
        }
    }

    /// <summary>One amendment in the hands of two sides that do as they like.</summary>
    private sealed class AmendmentPlay
    {
        // The days around the ends of the periods of 14 and 30 days, where a mistake would show.
        private static readonly int[] NearEdges = [1, 2, 13, 14, 15, 16, 29, 30, 31, 32, 33];

        private readonly TermsVersion _base;
        private readonly Terms _terms = TermsTests.Some();
        private Amendment? _amendment;
        private AmendmentRevision? _latest;
        private DateTimeOffset _at = Start;
        private DateTimeOffset? _delivered;
        private bool _providerSent;
        private readonly List<NoticeWaiver> _waivers = [];

        public AmendmentPlay()
        {
            var contract = Contract.Begin(ClientId.New(), Draft(_terms), PersonId.New(), Start);
            _base = TermsVersion.FreezeOffer(contract, _terms, 1, PersonId.New(), Start);
        }

        public int Signed { get; private set; }

        public bool Step(int action, Side side, int number)
        {
            var before = _amendment?.State ?? AmendmentState.Draft;
            var revision = _amendment?.Revision;
            var refused = Refused(() => Act(action, side, number));
            if (_amendment is null) return true;
            if (refused || _amendment.Revision == revision) return _amendment.State == before && _amendment.Revision == revision;
            if (!AmendmentMoves.Table.Any(row => row.Key.From == before && row.Value == _amendment.State)) return false;
            if (_amendment.State == AmendmentState.Signed && !NoticeWasGiven()) return false;
            if (!AmendmentMoves.Open.Contains(_amendment.State)) Begin();
            return true;
        }

        // One that is done with makes room for the next.
        private void Begin()
        {
            if (_amendment!.State == AmendmentState.Signed) Signed++;
            (_amendment, _latest, _delivered, _providerSent) = (null, null, null, false);
            _waivers.Clear();
        }

        private bool NoticeWasGiven()
        {
            var today = ZoneDays.DayOf(_terms.Zone, _amendment!.SignedAt!.Value);
            if (_amendment.EffectiveOn <= today) return false;
            if (!_providerSent || _waivers.Exists(waiver => waiver.ChangesHash == _latest!.ChangesHash)) return true;
            var given = ZoneDays.DayOf(_terms.Zone, _latest!.SentFor == Side.Client ? _latest.SentAt : _delivered ?? _amendment.SignedAt.Value);
            return _amendment.EffectiveOn.DayNumber - given.DayNumber > NoticeDays.PeriodFor(NoticeDays.KindsOf(_latest.Changes, _terms), _terms.Periods);
        }

        private void Act(int action, Side side, int number)
        {
            var by = PersonId.New();
            switch (action)
            {
                case 0:
                    _at += TimeSpan.FromHours(number);
                    break;
                case 1:
                case 2:
                    var proposal = Proposal.Of(
                        side, _base, BaseDay, Changes(number), "why", ZoneDays.DayOf(_terms.Zone, _at).AddDays(NearEdges[number / 2 % NearEdges.Length]),
                        _amendment?.ProviderProposed == true, _waivers.Exists(waiver => waiver.ChangesHash == TermsChanges.HashOf(Changes(number))), _at);
                    if (_amendment is null) (_amendment, _latest) = Amendment.Propose(AmendmentId.New(), 1, proposal, by, _at);
                    else _latest = _amendment.Counter(proposal, by, _at);
                    (_delivered, _providerSent) = (null, _providerSent || side == Side.Provider);
                    break;
                case 3: _delivered ??= _at; break;
                case 4: _amendment?.Agree(side, _terms, by, _at); break;
                case 5:
                case 6: _amendment?.Sign(side, _latest!, _base, _terms, Reckoned(), _at); break;
                case 7: if (_amendment is not null) _waivers.Add(_amendment.WaiveNotice(_latest!, _terms, "why", by, _at)); break;
                case 8: _amendment?.Comment(_terms, _at); break;
                default: if (number % 3 == 0) _amendment?.Decline(side, _terms, "why", by, _at); else if (number % 3 == 1) _amendment?.Withdraw(side, _terms, "why", by, _at); break;
            }
        }

        private List<TermsChange> Changes(int number) => number % 2 == 0
            ? [new TermsChange.ChangeStagePrice(_terms.Stages[0].Id, 2000)]
            : [new TermsChange.ChangeStageDates(_terms.Stages[0].Id, new DateOnly(2026, 1, 2), new DateOnly(2026, 7, 1))];

        private VersionDay BaseDay => new(_base.Number, _base.Id, _terms.StartsOn);

        private NoticeReckoning Reckoned() => NoticeReckoning.Of(
            BaseDay, _terms, _latest!.Changes, _amendment!.ProviderProposed, _waivers.Exists(waiver => waiver.ChangesHash == _latest.ChangesHash),
            _latest.SentFor == Side.Client ? _latest.SentAt : _delivered, _at);
    }
}
