using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>Everything that can be recorded about an amendment.</summary>
internal static class AmendmentFacts
{
    public const string Kind = "amendment";

    public const string ProposedCode = "amendment.proposed";

    public const string CounteredCode = "amendment.countered";

    public const string LapsedCode = "amendment.lapsed";

    public const string InForceCode = "amendment.in-force";

    // What a change takes in a leaf when all its texts are hashes, and what the leaf has for changes and texts together.
    private const int BareChange = 800;
    private const int RoomForChanges = 60_000;

    public static Fact Proposed(Contract contract, Amendment amendment, AmendmentRevision revision, Proposal proposal, Audience told) => Sent(ProposedCode, contract, amendment, revision, proposal, told);

    public static Fact Countered(Contract contract, Amendment amendment, AmendmentRevision revision, Proposal proposal, Audience told) => Sent(CounteredCode, contract, amendment, revision, proposal, told);

    public static Fact Commented(Contract contract, Amendment amendment, AmendmentComment comment, Audience told) => Of(
        "amendment.commented", contract, amendment, told,
        [
            ("revision", new FactValue.Whole(comment.RevisionNumber)),
            ("side", new FactValue.Text(comment.Side.ToString())),
            .. comment.ClauseId is { } clause ? [("clause", new FactValue.Reference(clause.Value))] : Array.Empty<(string, FactValue)>(),
            .. comment.StageId is { } stage ? [("stage", new FactValue.Reference(stage.Value))] : Array.Empty<(string, FactValue)>(),
        ]) with
    {
        Personal = FactTexts.Personal(("text", comment.Text)),
    };

    public static Fact Agreed(Contract contract, Amendment amendment, AmendmentRevision revision, ContentHash document, Audience told) => Of(
        "amendment.agreed", contract, amendment, told,
        ("revision", new FactValue.Whole(revision.Number)),
        ("changes", new FactValue.Hash(revision.ChangesHash.ToBytes())),
        ("effective-on", new FactValue.Day(revision.EffectiveOn)),
        ("document", new FactValue.Hash(document.ToBytes())));

    public static Fact Declined(Contract contract, Amendment amendment, Audience told) => Closed("amendment.declined", contract, amendment, told);

    public static Fact Withdrawn(Contract contract, Amendment amendment, Audience told) => Closed("amendment.withdrawn", contract, amendment, told);

    public static Fact NoticeWaived(Contract contract, Amendment amendment, NoticeWaiver waiver, NoticeReckoning notice, Audience told) => Of(
        "amendment.notice-waived", contract, amendment, told,
        ("revision", new FactValue.Whole(waiver.RevisionNumber)),
        ("changes", new FactValue.Hash(waiver.ChangesHash.ToBytes())),
        ("notice-days", new FactValue.Whole(notice.Period))) with
    {
        Personal = FactTexts.Personal(("reason", waiver.Reason)),
    };

    public static Fact Signed(Contract contract, Amendment amendment, Signature signature, Audience told) => Of(
        "amendment.signed", contract, amendment, told,
        [("revision", new FactValue.Whole(amendment.LatestRevision)), .. FactTexts.Of(signature)]) with
    {
        Personal = FactTexts.Personal(("name", signature.PersonName)),
    };

    public static Fact SignedByBoth(Contract contract, Amendment amendment, TermsVersion version, NoticeReckoning notice, ContentHash document, Audience told) => Of(
        "amendment.signed-by-both", contract, amendment, told,
        [
            ("version", new FactValue.Whole(version.Number)),
            ("effective-on", new FactValue.Day(version.EffectiveOn!.Value)),
            ("zone", new FactValue.Text(version.Zone)),
            ("document", new FactValue.Hash(document.ToBytes())),
            .. NoticeValues(notice),
        ]);

    public static Fact Lapsed(Contract contract, Amendment amendment, Audience told) => Of(
        LapsedCode, contract, amendment, told, ("effective-on", new FactValue.Day(amendment.EffectiveOn)));

    public static Fact InForce(Contract contract, Amendment amendment) => Of(
        InForceCode, contract, amendment, Audience.Nobody, ("effective-on", new FactValue.Day(amendment.EffectiveOn)));

    private static Fact Sent(string code, Contract contract, Amendment amendment, AmendmentRevision revision, Proposal proposal, Audience told)
    {
        var budget = RoomForChanges - (BareChange * proposal.Changes.Count);
        return Of(
            code, contract, amendment, told,
            ("revision", new FactValue.Whole(revision.Number)),
            ("side", new FactValue.Text(revision.SentFor.ToString())),
            ("base-version", new FactValue.Whole(proposal.Base.Number)),
            ("effective-on", new FactValue.Day(revision.EffectiveOn)),
            ("zone", new FactValue.Text(proposal.Terms.Zone)),
            ("total", new FactValue.Change(FactTexts.Of(proposal.Terms.Total), FactTexts.Of(proposal.After.Total))),
            ("changes-hash", new FactValue.Hash(revision.ChangesHash.ToBytes())),
            ("changes", new FactValue.Sequence([.. proposal.Changes.Select(change => Of(change, proposal.Terms, ref budget))]))) with
        {
            Personal = FactTexts.Personal(("reason", revision.Reason)),
        };
    }

    private static FactValue Of(TermsChange change, Terms before, ref int budget)
    {
        switch (change)
        {
            case TermsChange.RewordClause c:
                var old = before.Clauses.Single(clause => clause.Id == c.Clause);
                return FactTexts.Group(
                    ("change", new FactValue.Text("clause.reworded")),
                    ("clause", new FactValue.Reference(c.Clause.Value)),
                    ("heading", new FactValue.Change(FactTexts.Fit(old.Heading, ref budget), FactTexts.Fit(c.Heading, ref budget))),
                    ("text", new FactValue.Change(FactTexts.Fit(old.Text, ref budget), FactTexts.Fit(c.Text, ref budget))));
            case TermsChange.AddClause c:
                return FactTexts.Group(
                    ("change", new FactValue.Text("clause.added")),
                    ("clause", new FactValue.Reference(c.Clause.Value)),
                    ("kind", new FactValue.Text(c.Kind.ToString())),
                    ("heading", new FactValue.Change(null, FactTexts.Fit(c.Heading, ref budget))),
                    ("text", new FactValue.Change(null, FactTexts.Fit(c.Text, ref budget))));
            case TermsChange.RemoveClause c:
                var gone = before.Clauses.Single(clause => clause.Id == c.Clause);
                return FactTexts.Group(
                    ("change", new FactValue.Text("clause.removed")),
                    ("clause", new FactValue.Reference(c.Clause.Value)),
                    ("heading", new FactValue.Change(FactTexts.Fit(gone.Heading, ref budget), null)),
                    ("text", new FactValue.Change(FactTexts.Fit(gone.Text, ref budget), null)));
            case TermsChange.ChangeStagePrice c:
                return Stage("stage.price", c.Stage, before, ref budget,
                    ("price", stage => new FactValue.Change(FactTexts.Of(stage.Price), new FactValue.Amount(c.Price, before.Currency.Code))));
            case TermsChange.ChangeStageDates c:
                return Stage("stage.dates", c.Stage, before, ref budget,
                    ("from", stage => new FactValue.Change(new FactValue.Day(stage.From), new FactValue.Day(c.From))),
                    ("to", stage => new FactValue.Change(new FactValue.Day(stage.To), new FactValue.Day(c.To))));
            case TermsChange.RemoveStage c:
                return Stage("stage.removed", c.Stage, before, ref budget, ("price", stage => new FactValue.Change(FactTexts.Of(stage.Price), null)));
            case TermsChange.AddStage c:
                return FactTexts.Group(
                    ("change", new FactValue.Text("stage.added")),
                    ("stage", new FactValue.Reference(c.Stage.Value)),
                    ("name", FactTexts.Fit(c.Name, ref budget)),
                    ("from", new FactValue.Change(null, new FactValue.Day(c.From))),
                    ("to", new FactValue.Change(null, new FactValue.Day(c.To))),
                    ("price", new FactValue.Change(null, new FactValue.Amount(c.Price, before.Currency.Code))),
                    ("deliverables", FactTexts.Fit(c.Deliverables, ref budget)));
            case TermsChange.ChangeEnd c:
                return FactTexts.Group(
                    ("change", new FactValue.Text("contract.end")),
                    ("ends", new FactValue.Change(Day(before.EndsOn), Day(c.EndsOn))));
            default:
                throw new ArgumentOutOfRangeException(nameof(change));
        }
    }

    private static FactValue Stage(string code, StageId id, Terms before, ref int budget, params (string Name, Func<Stages.Stage, FactValue> Value)[] values)
    {
        var stage = before.Stages.Single(s => s.Id == id);
        return FactTexts.Group(
        [
            ("change", new FactValue.Text(code)),
            ("stage", new FactValue.Reference(id.Value)),
            ("name", FactTexts.Fit(stage.Name, ref budget)),
            .. values.Select(value => (value.Name, value.Value(stage))),
        ]);
    }

    private static FactValue? Day(DateOnly? day) => day is { } value ? new FactValue.Day(value) : null;

    private static IEnumerable<(string, FactValue)> NoticeValues(NoticeReckoning notice)
    {
        yield return ("notice-days", new FactValue.Whole(notice.Period));
        yield return ("notice-given", new FactValue.Day(notice.GivenOn));
        yield return ("first-possible", new FactValue.Day(notice.FirstPossible));
        yield return ("notice-waived", new FactValue.Flag(notice.Waived));
    }

    private static Fact Closed(string code, Contract contract, Amendment amendment, Audience told) => Of(code, contract, amendment, told) with
    {
        Personal = FactTexts.Personal(("reason", amendment.ClosedReason!)),
    };

    // Each names what it is about by the numbers people quote, so that a leaf says it without anything beside it.
    private static Fact Of(string code, Contract contract, Amendment amendment, Audience told, params (string, FactValue)[] values) =>
        new(code, amendment.ClientId, new FactSubject(Kind, amendment.Id.Value), told)
        {
            Values = FactTexts.Values(
            [
                ("number", new FactValue.Whole(amendment.Number)),
                ("contract", new FactValue.Reference(contract.Id.Value)),
                ("contract-number", new FactValue.Text(contract.Number)),
                .. values,
            ]),
        };
}
