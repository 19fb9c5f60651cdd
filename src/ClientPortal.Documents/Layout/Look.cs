namespace ClientPortal.Documents.Layout;

/// <summary>
/// How the portal's documents look: one set of styles and the few compositions they share. Three faces do for all of it; each
/// more would be embedded in every file.
/// </summary>
internal static class Look
{
    public static readonly TextStyle Body = new(Family.Serif, 10.5, 1.48);
    public static readonly TextStyle Strong = Body with { Bold = true };
    public static readonly TextStyle Small = new(Family.Serif, 9, 1.4);
    public static readonly TextStyle SmallStrong = Small with { Bold = true };
    public static readonly TextStyle Note = new(Family.Serif, 9, 1.45, Colour: Ink.Quiet);
    public static readonly TextStyle Label = new(Family.Sans, 8.5, 1.4, Colour: Ink.Quiet);
    public static readonly TextStyle TableHead = new(Family.Sans, 8.5, 1.3, Colour: Ink.Quiet);
    public static readonly TextStyle RunningHead = new(Family.Sans, 8, 1.4, Colour: Ink.Quiet);
    private static readonly TextStyle TitleStyle = new(Family.Serif, 22, 1.22, Bold: true);
    private static readonly TextStyle SectionStyle = new(Family.Serif, 13, 1.35, Bold: true);
    private static readonly TextStyle SubsectionStyle = new(Family.Serif, 10.5, 1.4, Bold: true);

    /// <summary>A small line over the title: what kind of document this is.</summary>
    public static Block Kicker(string text) => new Paragraph(text, Label with { Size = 9.5 }) { SpaceAfter = 4 };

    public static Block Title(string text) => new Paragraph(text, TitleStyle, Tag.Heading1) { SpaceAfter = 6, KeepWithNext = true };

    public static Block Subtitle(string text) => new Paragraph(text, Body with { Colour = Ink.Quiet }) { SpaceAfter = 14 };

    public static Block Section(string text) =>
        new Paragraph(text, SectionStyle, Tag.Heading2) { SpaceBefore = 20, SpaceAfter = 6, KeepWithNext = true };

    public static Block Subsection(string text) =>
        new Paragraph(text, SubsectionStyle, Tag.Heading3) { SpaceBefore = 10, SpaceAfter = 3, KeepWithNext = true };

    public static Block Text(string text) => new Paragraph(text, Body) { SpaceAfter = 6 };

    public static Block Remark(string text) => new Paragraph(text, Note) { SpaceBefore = 4, SpaceAfter = 6 };

    /// <summary>Text whose empty lines part paragraphs.</summary>
    public static Block Prose(string text) => new Column(
        text.ReplaceLineEndings("\n").Split("\n\n").Select(part => (Block)new Paragraph(part, Body) { SpaceAfter = 4 }).ToArray())
    {
        SpaceAfter = 5,
    };

    /// <summary>A text with its number hanging in the margin.</summary>
    public static Block Numbered(string number, Block body) =>
        new Hanging(new Paragraph(number, Body with { Colour = Ink.Quiet }, Tag.None), 34, body) { SpaceAfter = 5 };

    /// <summary>Label and value, line by line: to a screen reader a table whose rows have heads.</summary>
    public static Block Facts(IEnumerable<(string Label, string Value)> facts, double labelWidth = 118) => new Table(
        [new TableColumn(Width.Of(labelWidth)), new TableColumn(Width.Part())],
        head: null,
        facts.Select(fact => new TableRow(
        [
            new Cell(new Paragraph(fact.Label, Label with { Leading = 1.65 }, Tag.None), Heads: true),
            new Cell(new Paragraph(fact.Value, Small with { Size = 10 }, Tag.None)),
        ])).ToArray())
    {
        SpaceBefore = 4,
        SpaceAfter = 8,
    };

    /// <summary>Sixty-four hexadecimal digits in groups of eight on two lines: people compare them by eye.</summary>
    public static string Digest(string hexadecimal) => string.Join('\n', hexadecimal.ToLowerInvariant().Chunk(32)
        .Select(line => string.Join(' ', line.Chunk(8).Select(group => new string(group)))));

    public static TableRow Head(params (string Text, TextAlign Align)[] cells) =>
        new(cells.Select(cell => new Cell(new Paragraph(cell.Text, TableHead, Tag.None, cell.Align))).ToArray());

    public static Cell Word(string text, int columns = 1) => new(new Paragraph(text, Small, Tag.None), columns);

    public static Cell StrongWord(string text, int columns = 1) => new(new Paragraph(text, SmallStrong, Tag.None), columns, Heads: true);

    public static Cell Figure(string text) => new(new Paragraph(text, Small, Tag.None, TextAlign.Right));

    public static Cell StrongFigure(string text) => new(new Paragraph(text, SmallStrong, Tag.None, TextAlign.Right));

    /// <summary>For tables of many columns.</summary>
    public static Cell SmallFigure(string text, bool strong = false) =>
        new(new Paragraph(text, Small with { Size = 8, Bold = strong }, Tag.None, TextAlign.Right));

    /// <summary>Value over a quieter remark in one cell.</summary>
    public static Cell WordWithNote(string text, string? note) => string.IsNullOrWhiteSpace(note)
        ? Word(text)
        : new Cell(new Paragraph([new Span(text + "\n", Small), new Span(note, Small with { Colour = Ink.Quiet, Size = 8.5 })], Tag.None));

    public static TableColumn Words(double share = 1) => new(Width.Part(share));

    public static TableColumn Figures => new(Width.ToContent, TextAlign.Right);

    public static TableColumn ShortWords => new(Width.ToContent);

    public static readonly TextStyle Code = new(Family.Sans, 9, 1.5);

    /// <summary>The foot of each page: what this is on the left, page x of y on the right.</summary>
    public static Furniture Foot(string name, Func<int, int, string> pageOf) => (page, pages) => new Column(
    [
        new Rule(0.4, Ink.Line) { SpaceAfter = 5 },
        new Row(
            [
                (Width.Part(3), new Paragraph(name, RunningHead)),
                (Width.Part(1), new Paragraph(pageOf(page, pages), RunningHead, align: TextAlign.Right)),
            ],
            gap: 12),
    ]);

    /// <summary>The head of each page but the first, which has the title.</summary>
    public static Furniture Running(string left) => (page, _) => page == 1 ? null : new Paragraph(left, RunningHead);
}
