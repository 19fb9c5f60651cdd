using ClientPortal.Documents.Layout;

namespace ClientPortal.Documents.Contracts;

/// <summary>Prints a protocol of changes.</summary>
public static class AmendmentDocument
{
    private static readonly TextStyle Deleted = Look.Body with { Struck = true, Colour = Ink.Removed };
    private static readonly TextStyle Added = Look.Body with { Underlined = true, Colour = Ink.Added };

    /// <summary>A tagged PDF on A4. The same input gives the same bytes.</summary>
    /// <param name="amendment">What to print.</param>
    public static byte[] Print(AmendmentPaper amendment)
    {
        ArgumentNullException.ThrowIfNull(amendment);
        var paper = new Paper(amendment.Language);
        var name = paper.Words.Format("AmendmentTitle", amendment.Number, amendment.ContractNumber);
        return paper.Print(name, amendment.Provider.Name, amendment.ContractTitle, amendment.MadeAt,
        [
            Look.Kicker(name),
            Look.Title(paper["AmendmentProtocol"]),
            Look.Subtitle(paper.Words.Format("AmendmentOf", amendment.ContractNumber, amendment.ContractTitle)),
            new Rule(0.5, Ink.StrongLine) { SpaceBefore = 8, SpaceAfter = 14 },
            Look.Section(paper["Reason"]),
            Look.Prose(amendment.Reason),
            Facts(paper, amendment),
            Look.Text(paper.Words.Format("TakesEffectMeaning", paper.Figures.Date(amendment.TakesEffectOn), amendment.TimeZone)),
            Look.Section(paper["ChangesInClauses"]),
            .. Clauses(paper, amendment),
            .. Stages(paper, amendment),
            Look.Text(paper["AmendmentMeaning"]),
            Look.Section(paper["Parties"]),
            paper.Parties(amendment.Provider, amendment.Client),
            paper.Signatures(amendment.Provider, amendment.Client),
        ]);
    }

    private static Block Facts(Paper paper, AmendmentPaper amendment)
    {
        List<(string, string)> facts =
        [
            (paper["ProposedBy"], amendment.ProposedBy),
            (paper["NoticeGivenOn"], paper.Figures.Date(amendment.NoticeGivenOn)),
            (paper["TakesEffectOn"], paper.Figures.Date(amendment.TakesEffectOn)),
            (paper["TimeZone"], amendment.TimeZone),
        ];
        if (amendment.End is { } end)
            facts.Add((paper["LastDay"], $"{LastDay(end.Before)} → {LastDay(end.After)}"));
        if (amendment.NoticeWaiver is not null)
            facts.Add((paper["NoticeWaived"], amendment.NoticeWaiver));
        return Look.Facts(facts);

        string LastDay(DateOnly? day) => day is { } known ? paper.Figures.Date(known) : paper["NoLastDay"];
    }

    private static IEnumerable<Block> Clauses(Paper paper, AmendmentPaper amendment)
    {
        if (amendment.Clauses.Count == 0)
        {
            yield return Look.Text(paper["NoTextChanges"]);
            yield break;
        }

        yield return Look.Remark(paper["AmendmentLegend"]);
        foreach (var clause in amendment.Clauses)
        {
            var number = paper.Words.Format("ClauseNumber", clause.Number);
            if (clause.Heading is null)
            {
                yield return Look.Subsection($"{number}. {paper[$"Kind.{clause.Kind}"]}");
            }
            else
            {
                yield return Look.Subsection($"{number}.");
                yield return new Paragraph(Spans(clause.Heading).ToArray()) { SpaceAfter = 4, KeepWithNext = true };
            }

            yield return new Paragraph(Spans(clause.Text).ToArray()) { SpaceAfter = 8 };
        }
    }

    private static IEnumerable<Span> Spans(IReadOnlyList<RedlinePart> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            // Old words and new ones that follow at once must not read as one word.
            if (i > 0 && parts[i - 1].Kind == RedlineKind.Deleted && parts[i].Kind == RedlineKind.Added)
                yield return new Span(" ", Look.Body);
            yield return new Span(parts[i].Text, parts[i].Kind switch
            {
                RedlineKind.Deleted => Deleted,
                RedlineKind.Added => Added,
                _ => Look.Body,
            });
        }
    }

    private static Block[] Stages(Paper paper, AmendmentPaper amendment)
    {
        if (amendment.Stages.Count == 0)
            return [];
        var rows = amendment.Stages.SelectMany(stage => Rows(paper, amendment, stage));
        var total = new TableRow(
        [
            Look.StrongWord($"{paper["Total"]}, {amendment.Currency}"),
            Look.StrongFigure(paper.Figures.Amount(amendment.TotalBefore, amendment.Currency)),
            Look.StrongFigure(paper.Figures.Amount(amendment.TotalAfter, amendment.Currency)),
            Look.StrongFigure(paper.Figures.Change(amendment.TotalAfter - amendment.TotalBefore, amendment.Currency)),
        ], RowKind.Subtotal);
        return
        [
            Look.Section(paper["ChangesInStages"]),
            new Table(
                [Look.Words(), Look.Figures, Look.Figures, Look.Figures],
                Look.Head(
                    (paper["Stage"], TextAlign.Left),
                    (paper["OldValue"], TextAlign.Right),
                    (paper["NewValue"], TextAlign.Right),
                    (paper["Difference"], TextAlign.Right)),
                [.. rows, total])
            {
                SpaceAfter = 10,
            },
        ];
    }

    private static IEnumerable<TableRow> Rows(Paper paper, AmendmentPaper amendment, StageChangePaper stage)
    {
        var (before, after) = (stage.Before, stage.After);
        var note = before is null ? paper["AddedStage"] : after is null ? paper["RemovedStage"] : null;
        yield return new TableRow([Look.StrongWord(note is null ? stage.Name : $"{stage.Name} {note}", columns: 4)], RowKind.Group);
        yield return DateRow("PeriodFrom", before?.From, after?.From) with { KeepWithNext = true };
        yield return DateRow("PeriodTo", before?.To, after?.To) with { KeepWithNext = true };
        yield return new TableRow(
        [
            Look.Word($"{paper["Price"]}, {amendment.Currency}"),
            Look.Figure(before is null ? "—" : paper.Figures.Amount(before.Price, amendment.Currency)),
            Look.Figure(after is null ? "—" : paper.Figures.Amount(after.Price, amendment.Currency)),
            Look.Figure(paper.Figures.Change((after?.Price ?? 0) - (before?.Price ?? 0), amendment.Currency)),
        ]);

        TableRow DateRow(string label, DateOnly? old, DateOnly? now) => new(
        [
            Look.Word(paper[label]),
            Look.Figure(old is null ? "—" : paper.Figures.Date(old.Value)),
            Look.Figure(now is null ? "—" : paper.Figures.Date(now.Value)),
            Look.Figure(old is null || now is null ? "—" : Shift(paper, now.Value.DayNumber - old.Value.DayNumber)),
        ]);
    }

    private static string Shift(Paper paper, int days) =>
        days == 0 ? paper["NoChange"] : (days > 0 ? "+" : "\u2212") + paper.Words.Days(Math.Abs(days));
}
