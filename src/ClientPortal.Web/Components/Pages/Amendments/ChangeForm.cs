using System.Globalization;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Web.Components.Pages.Amendments;

/// <summary>Rows of the amendment's form: filled from what is kept, or with the present text of what is to change.</summary>
internal static class ChangeForm
{
    /// <summary>A row for a change that begins, with what holds now.</summary>
    public static DraftAmendment.ChangeInput New(DraftAmendment.ChangeKind kind, Guid? id, Terms terms, CultureInfo culture)
    {
        var clause = terms.Clauses.FirstOrDefault(known => known.Id.Value == id);
        var stage = terms.Stages.FirstOrDefault(known => known.Id.Value == id);
        var empty = new DraftAmendment.ChangeInput { Kind = kind };
        return kind switch
        {
            DraftAmendment.ChangeKind.RewordClause => empty with { Clause = id, Heading = clause?.Heading, Text = clause?.Text },
            DraftAmendment.ChangeKind.RemoveClause => empty with { Clause = id },
            DraftAmendment.ChangeKind.AddClause => empty with { After = terms.Clauses.Count > 0 ? terms.Clauses[^1].Id.Value : null, ClauseKind = ClauseKind.Custom },
            DraftAmendment.ChangeKind.StagePrice => empty with { Stage = id, Price = stage is null ? null : Figures(stage.Price.Amount, terms.Currency, culture) },
            DraftAmendment.ChangeKind.StageDates => empty with { Stage = id, From = stage?.From, To = stage?.To },
            DraftAmendment.ChangeKind.RemoveStage => empty with { Stage = id },
            DraftAmendment.ChangeKind.ContractEnd => empty with { EndsOn = terms.EndsOn },
            _ => empty,
        };
    }

    /// <summary>A row as it is kept.</summary>
    public static DraftAmendment.ChangeInput Of(TermsChange change, Terms terms, CultureInfo culture) => change switch
    {
        TermsChange.RewordClause c => new() { Kind = DraftAmendment.ChangeKind.RewordClause, Clause = c.Clause.Value, Heading = c.Heading, Text = c.Text },
        TermsChange.AddClause c => new()
        {
            Kind = DraftAmendment.ChangeKind.AddClause,
            Clause = c.Clause.Value,
            ClauseKind = c.Kind,
            Heading = c.Heading,
            Text = c.Text,
            After = c.After?.Value,
        },
        TermsChange.RemoveClause c => new() { Kind = DraftAmendment.ChangeKind.RemoveClause, Clause = c.Clause.Value },
        TermsChange.ChangeStagePrice c => new() { Kind = DraftAmendment.ChangeKind.StagePrice, Stage = c.Stage.Value, Price = Figures(c.Price, terms.Currency, culture) },
        TermsChange.ChangeStageDates c => new() { Kind = DraftAmendment.ChangeKind.StageDates, Stage = c.Stage.Value, From = c.From, To = c.To },
        TermsChange.AddStage c => new()
        {
            Kind = DraftAmendment.ChangeKind.AddStage,
            Stage = c.Stage.Value,
            Name = c.Name,
            From = c.From,
            To = c.To,
            Price = Figures(c.Price, terms.Currency, culture),
            Deliverables = c.Deliverables,
        },
        TermsChange.RemoveStage c => new() { Kind = DraftAmendment.ChangeKind.RemoveStage, Stage = c.Stage.Value },
        TermsChange.ChangeEnd c => new() { Kind = DraftAmendment.ChangeKind.ContractEnd, EndsOn = c.EndsOn },
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    /// <summary>What the rows are about, as far as notice goes: by what each does, whatever is typed into it so far.</summary>
    public static NoticeKinds KindsOf(IEnumerable<DraftAmendment.ChangeInput> changes, Terms terms) => NoticeDays.KindsOf(changes.Select(Outline).OfType<TermsChange>(), terms);

    private static TermsChange? Outline(DraftAmendment.ChangeInput input) => input.Kind switch
    {
        DraftAmendment.ChangeKind.RewordClause => new TermsChange.RewordClause(ClauseId.Of(input.Clause ?? Guid.Empty), "", ""),
        DraftAmendment.ChangeKind.AddClause => new TermsChange.AddClause(ClauseId.Of(Guid.Empty), input.ClauseKind ?? ClauseKind.Custom, "", "", null),
        DraftAmendment.ChangeKind.RemoveClause => new TermsChange.RemoveClause(ClauseId.Of(input.Clause ?? Guid.Empty)),
        DraftAmendment.ChangeKind.StagePrice => new TermsChange.ChangeStagePrice(StageId.Of(Guid.Empty), 0),
        DraftAmendment.ChangeKind.StageDates => new TermsChange.ChangeStageDates(StageId.Of(Guid.Empty), default, default),
        DraftAmendment.ChangeKind.ContractEnd => new TermsChange.ChangeEnd(null),
        DraftAmendment.ChangeKind.AddStage or DraftAmendment.ChangeKind.RemoveStage => new TermsChange.RemoveStage(StageId.Of(Guid.Empty)),
        _ => null,
    };

    /// <summary>The form as it was posted: whatever cannot be read is empty, so that nothing else that was typed is lost.</summary>
    public static DraftAmendment.Input Read(IFormCollection form)
    {
        var changes = new List<DraftAmendment.ChangeInput>();
        while (changes.Count <= DraftAmendment.MostChanges && form.ContainsKey($"Form.Changes[{changes.Count}].Kind")) changes.Add(ReadChange(form, $"Form.Changes[{changes.Count}]."));
        return new DraftAmendment.Input { Reason = form["Form.Reason"], EffectiveOn = Day(form, "Form.EffectiveOn"), Changes = changes };
    }

    private static DraftAmendment.ChangeInput ReadChange(IFormCollection form, string prefix) => new()
    {
        Kind = Enum.TryParse<DraftAmendment.ChangeKind>(form[$"{prefix}Kind"], out var kind) ? kind : null,
        Clause = Id(form, $"{prefix}Clause"),
        ClauseKind = Enum.TryParse<ClauseKind>(form[$"{prefix}ClauseKind"], out var about) ? about : null,
        Heading = form[$"{prefix}Heading"],
        Text = form[$"{prefix}Text"],
        After = Id(form, $"{prefix}After"),
        Stage = Id(form, $"{prefix}Stage"),
        Name = form[$"{prefix}Name"],
        From = Day(form, $"{prefix}From"),
        To = Day(form, $"{prefix}To"),
        Price = form[$"{prefix}Price"],
        Deliverables = form[$"{prefix}Deliverables"],
        EndsOn = Day(form, $"{prefix}EndsOn"),
    };

    private static Guid? Id(IFormCollection form, string name) => Guid.TryParse(form[name], out var id) ? id : null;

    private static DateOnly? Day(IFormCollection form, string name) =>
        DateOnly.TryParseExact(form[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Figures(decimal amount, Currency currency, CultureInfo culture) => amount.ToString($"F{currency.Digits}", culture);
}
