using System.Globalization;
using ClientPortal.Documents.Layout;

namespace ClientPortal.Documents.Contracts;

/// <summary>Prints a version of a contract.</summary>
public static class ContractDocument
{
    /// <summary>A tagged PDF on A4. The same input gives the same bytes.</summary>
    /// <param name="contract">What to print.</param>
    public static byte[] Print(ContractPaper contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var paper = new Paper(contract.Language);
        var name = paper.Words.Format("VersionTitle", contract.Number, contract.Version);
        return paper.Print(name, contract.Provider.Name, contract.Title, contract.MadeAt,
        [
            Look.Kicker(name),
            Look.Title(contract.Title),
            new Rule(0.5, Ink.StrongLine) { SpaceBefore = 8, SpaceAfter = 14 },
            paper.Parties(contract.Provider, contract.Client),
            Look.Section(paper["OtherTerms"]),
            TermsOfVersion(paper, contract),
            .. Notices(paper, contract),
            .. Clauses(paper, contract),
            .. Stages(paper, contract),
            .. Responsible(paper, contract),
            .. Record(paper, contract),
            paper.Signatures(contract.Provider, contract.Client),
        ]);
    }

    private static Column TermsOfVersion(Paper paper, ContractPaper contract)
    {
        var from = paper.Figures.Date(contract.AppliesFrom);
        return new Column(
        [
            Look.Facts(
            [
                (paper["AppliesFrom"], from),
                (paper["LastDay"], contract.EndsOn is { } last ? paper.Figures.Date(last) : paper["NoLastDay"]),
                (paper["TimeZone"], contract.TimeZone),
                (paper["PriceTotal"], paper.Figures.Money(contract.PriceTotal, contract.Currency)),
                (paper["Currency"], contract.Currency),
                (paper["BindingLanguage"], paper["BindingLanguageMeaning"]),
            ]),
            Look.Text(paper.Words.Format("AppliesFromMeaning", from, contract.TimeZone)),
        ]);
    }

    private static Block[] Notices(Paper paper, ContractPaper contract) => contract.Notices.Count == 0
        ? []
        :
        [
            Look.Subsection(paper["NoticePeriods"]),
            .. contract.Notices.Select(notice => Look.Text(paper.Words.Format($"Notice{notice.Kind}", paper.Words.Days(notice.Days)))),
        ];

    private static IEnumerable<Block> Clauses(Paper paper, ContractPaper contract)
    {
        if (contract.Clauses.Any(clause => clause.Heading is not null)) return InOrder(paper, contract);
        return ByKind(paper, contract);
    }

    private static IEnumerable<Block> InOrder(Paper paper, ContractPaper contract)
    {
        for (var i = 0; i < contract.Clauses.Count; i++)
        {
            var clause = contract.Clauses[i];
            var number = clause.Number ?? (i + 1).ToString(CultureInfo.InvariantCulture);
            yield return Look.Section($"{number}.\u00A0{clause.Heading ?? paper[$"Kind.{clause.Kind}"]}");
            yield return Look.Prose(clause.Text);
        }
    }

    private static IEnumerable<Block> ByKind(Paper paper, ContractPaper contract)
    {
        var numbers = ClauseNumbers.Of(contract.Clauses.Select(clause => clause.Kind).ToArray());
        var sections = contract.Clauses
            .Select((clause, i) => (Clause: clause, Number: clause.Number ?? numbers[i]))
            .GroupBy(clause => clause.Clause.Kind)
            .OrderBy(section => section.Key);
        foreach (var section in sections)
        {
            // The section bears the first part of its clauses' numbers.
            var first = section.First().Number.Split('.')[0];
            yield return Look.Section(string.Create(CultureInfo.InvariantCulture, $"{first}.\u00A0{paper[$"Kind.{section.Key}"]}"));
            yield return new Tagged(Tag.List, new Column(
                section.Select(clause => Look.Numbered(clause.Number, Look.Prose(clause.Clause.Text))).ToArray()));
        }
    }

    private static Block[] Stages(Paper paper, ContractPaper contract)
    {
        if (contract.Stages.Count == 0)
            return [];
        var rows = contract.Stages.Select(stage => new TableRow(
        [
            Look.WordWithNote(stage.Name, stage.Responsible),
            Look.Word(string.Join('\n', stage.Deliverables)),
            Look.Word($"{paper.Figures.Date(stage.From)} —\n{paper.Figures.Date(stage.To)}"),
            Look.Figure(paper.Figures.Amount(stage.Price, contract.Currency)),
        ]));
        var total = new TableRow(
            [Look.StrongWord($"{paper["Total"]}, {contract.Currency}", columns: 3), Look.StrongFigure(paper.Figures.Amount(contract.PriceTotal, contract.Currency))],
            RowKind.Subtotal);
        return
        [
            Look.Section(paper["Stages"]),
            new Table(
                [Look.Words(1.1), Look.Words(1.2), Look.ShortWords, Look.Figures],
                Look.Head(
                    ($"{paper["Stage"]}, {paper["Responsible"].ToLower(paper.Language)}", TextAlign.Left),
                    (paper["Deliverables"], TextAlign.Left),
                    (paper["Period"], TextAlign.Left),
                    ($"{paper["Price"]}, {contract.Currency}", TextAlign.Right)),
                [.. rows, total])
            {
                SpaceAfter = 8,
            },
        ];
    }

    private static Block[] Responsible(Paper paper, ContractPaper contract)
    {
        if (contract.Responsible.Count == 0)
            return [];
        Column Side(bool ofClient) => new(
        [
            new Paragraph(paper[ofClient ? "ResponsibleClient" : "ResponsibleProvider"], Look.Label) { SpaceAfter = 3 },
            .. contract.Responsible.Where(person => person.OfClient == ofClient).Select(person => new Paragraph(
            [
                new Span(person.Name, Look.SmallStrong),
                new Span(string.Concat(new[] { person.Role, person.Contact }.Where(line => line.Length > 0).Select(line => "\n" + line)), Look.Small),
            ])
            {
                SpaceAfter = 6,
            }),
        ]);
        return
        [
            Look.Section(paper["ResponsiblePeople"]),
            new Row([(Width.Part(), Side(ofClient: false)), (Width.Part(), Side(ofClient: true))], gap: 28),
        ];
    }

    private static Block[] Record(Paper paper, ContractPaper contract) => contract.LogKey is { } key
        ? [Look.Section(paper["Record"]), Look.Text(paper["RecordMeaning"]), new Paragraph(key, Look.Code) { SpaceAfter = 6 }]
        : [];
}
