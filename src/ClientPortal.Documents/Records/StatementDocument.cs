using ClientPortal.Documents.Layout;

namespace ClientPortal.Documents.Records;

/// <summary>Prints a statement of the record.</summary>
public static class StatementDocument
{
    /// <summary>A tagged PDF on A4. The same input gives the same bytes.</summary>
    /// <param name="statement">What to print.</param>
    public static byte[] Print(StatementPaper statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var paper = new Paper(statement.Language);
        return paper.Print(paper["Statement"], statement.Provider, statement.Title, statement.MadeAt,
        [
            Look.Kicker(paper["Statement"]),
            Look.Title(statement.Title),
            new Rule(0.5, Ink.StrongLine) { SpaceBefore = 8, SpaceAfter = 14 },
            Look.Facts(statement.Scope),
            Look.Remark(paper["StatementMeaning"]),
            Look.Section(paper["Entries"]),
            .. statement.Entries.Count == 0 ? [Look.Text(paper["NoEntries"])] : statement.Entries.Select(Block (entry) => Entry(paper, entry)).ToArray(),
        ]);
    }

    private static KeepTogether Entry(Paper paper, StatementEntry entry) => new(new Column(
    [
        new Paragraph(entry.Heading, Look.Label, Tag.Heading3) { SpaceAfter = 2, KeepWithNext = true },
        new Paragraph(entry.Sentence, Look.Body) { SpaceAfter = 3 },
        .. entry.Said is { } said ? [new Paragraph(said, Look.Small) { SpaceAfter = 3 }] : Array.Empty<Block>(),
        .. entry.Why is { } why ? [new Paragraph([new Span($"{paper["Reason"]}: ", Look.Note), new Span(why, Look.Small)]) { SpaceAfter = 3 }] : Array.Empty<Block>(),
        .. entry.Changes.Select(change => new Paragraph(
            [new Span($"{change.What}: ", Look.Note), new Span(change.Old ?? "—", Look.Small with { Colour = Ink.Quiet }), new Span(" → ", Look.Note), new Span(change.New ?? "—", Look.SmallStrong)])
        {
            SpaceAfter = 2,
        }),
        .. entry.Told.Select(told => new Paragraph(told, Look.Note)),
    ]))
    {
        SpaceAfter = 10,
    };
}
