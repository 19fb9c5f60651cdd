using System.Text;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Pricing.Import;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Pricing;

public sealed class PriceRowsTests
{
    private static readonly Currency Dollar = Currency.Of("USD");

    // In the spirit of the forms public buyers hand out: a row that explains the columns, prices with a sign, columns nobody needs.
    private const string Form =
        """
        LOT,SERVICE OFFERED (e.g. job title),EDUCATION,"UNIT OF ISSUE (hour, task)",PRICE OFFERED (with fee),VENDOR
        Dash,Spell out the whole title,Only as listed,Hour,Price with two decimal places,Spelled out
        7-1,Systems Analyst,Masters,Hour,$118.20,"Harbour Works, Inc."
        7-1,Test Engineer,Bachelors,Hour,NOT A PRICE,"Harbour Works, Inc."
        7-1,Technical Editor,Bachelors,Hours,"$1,040.05","Harbour Works, Inc."
        """;

    private static readonly TemplateInput Template = new() { BaseShare = "70", MaterialsShare = "10", SubcontractorsShare = "15", OtherShare = "5", MarginPercent = "25", TaxPercent = "20" };

    [Fact]
    public void A_file_nobody_has_mapped_is_proposed_as_a_person_would_read_it()
    {
        var proposal = ImportSuggestion.For(File(Form), Dollar);

        Assert.Equal(1, proposal.HeadingLine);
        Assert.Equal([2], proposal.SkippedLines);
        Assert.Equal(PriceField.Name, proposal.Columns[1]);
        Assert.Equal(PriceField.Unit, proposal.Columns[3]);
        Assert.Equal(PriceField.Price, proposal.Columns[4]);
        Assert.True(proposal.CodesFromNames);
        Assert.Equal(Language.English, proposal.NameLanguage);
    }

    [Fact]
    public void Rows_with_only_a_price_are_opened_by_the_template_and_a_bad_one_is_named()
    {
        var (rows, faults) = Read(Form, ImportSuggestion.For(File(Form), Dollar) with { Template = Template });

        Assert.Equal(["systems-analyst", "technical-editor"], rows.Select(row => row.Terms.Code));
        Assert.Equal([118.20m, 1040.05m], rows.Select(row => row.Price.Net));
        Assert.All(rows, row => Assert.Equal(PriceUnit.Hour, row.Terms.Unit));
        Assert.Equal(new RowFault(4, 4, PriceField.Price, "PRICE OFFERED (with fee)", "NOT A PRICE", Rule.NotANumber, []), Assert.Single(faults), FaultComparer);
    }

    [Fact]
    public void Every_bad_row_says_line_column_and_reason()
    {
        const string text =
            """
            Code;Name;Base;Margin;VAT;Price;Currency
            a;One;10,00;10;20;11,00;USD
            a;Two;10,00;10;20;11,00;USD
            b;Three;-1;10;20;;USD
            c;Four;;10;20;;USD
            d;Five;1e30;10;20;;USD
            e;Six;10,00;10;20;12,00;USD
            f;Seven;10,00;10;20;11,00;EUR
            g g;Eight;10,00;10;20;11,00;USD
            h;;10,00;10;20;11,00;USD
            i;Nine;10,0055;10;20;11,00;USD
            j;Ten;10,00;;20;11,00;USD
            """;
        var input = new ImportInput
        {
            Columns = new Dictionary<int, PriceField>
            {
                [0] = PriceField.Code,
                [1] = PriceField.Name,
                [2] = PriceField.Base,
                [3] = PriceField.MarginPercent,
                [4] = PriceField.TaxPercent,
                [5] = PriceField.Price,
                [6] = PriceField.Currency,
            },
            NameLanguage = Language.English,
            Unit = PriceUnit.Day,
        };

        var (rows, faults) = Read(text, input);

        Assert.Equal("a", Assert.Single(rows).Terms.Code);
        Assert.Equal(
            [
                (3, 0, Rule.CodeTwiceInFile), (4, 2, Rule.NegativeAmount), (5, 5, Rule.Required), (6, 2, Rule.NotANumber), (7, 5, Rule.PartsDoNotAddUp), (8, 6, Rule.OtherCurrency),
                (9, 0, Rule.PriceCodeMalformed), (10, 1, Rule.Required), (11, 2, Rule.TooManyDecimals), (12, 3, Rule.Required),
            ],
            faults.Where(fault => fault.Line != 5 || fault.Rule == Rule.Required).Select(fault => (fault.Line, fault.Column ?? -1, fault.Rule)));
    }

    [Fact]
    public void Codes_made_from_equal_names_are_numbered_or_refused_as_chosen()
    {
        const string text = "Name,Price\nDesign,10.00\nDesign,12.00\ndesign!,13.00\n";
        var input = new ImportInput
        {
            Columns = new Dictionary<int, PriceField> { [0] = PriceField.Name, [1] = PriceField.Price },
            NameLanguage = Language.English,
            Currency = "USD",
            Unit = PriceUnit.Hour,
            Template = Template,
            CodesFromNames = true,
        };

        Assert.Equal(["design", "design-2", "design-3"], Read(text, input with { NumberDuplicates = true }).Rows.Select(row => row.Terms.Code));
        Assert.Equal([(3, Rule.CodeTwiceInFile), (4, Rule.CodeTwiceInFile)], Read(text, input).Faults.Select(fault => (fault.Line, fault.Rule)));
    }

    [Fact]
    public void A_file_without_a_column_of_tax_takes_one_tax_for_all_rows_and_asks_for_it()
    {
        const string text = "Code,Name,Base,Margin\na,One,10.00,10\nb,Two,20.00,\n";
        var input = new ImportInput
        {
            Columns = new Dictionary<int, PriceField> { [0] = PriceField.Code, [1] = PriceField.Name, [2] = PriceField.Base, [3] = PriceField.MarginPercent },
            NameLanguage = Language.English,
            Currency = "USD",
            Unit = PriceUnit.Hour,
        };

        var refusal = Assert.Single(Assert.Throws<RuleBroken>(() => Read(text, input)).Refusals);
        Assert.Equal((Rule.TaxOfRowsMissing, "TaxPercent"), (refusal.Rule, refusal.Field));
        var (rows, faults) = Read(text, input with { TaxPercent = "20" });
        Assert.Equal(13.20m, Assert.Single(rows).Price.Gross);
        Assert.Equal((3, (int?)3, (PriceField?)PriceField.MarginPercent, Rule.Required), faults.Select(fault => (fault.Line, fault.Column, fault.Field, fault.Rule)).Single());
    }

    [Fact]
    public void A_part_for_which_there_is_no_column_is_named()
    {
        var (_, faults) = Read("Code,Name,Base,VAT\na,One,10.00,20\n", new ImportInput
        {
            Columns = new Dictionary<int, PriceField> { [0] = PriceField.Code, [1] = PriceField.Name, [2] = PriceField.Base, [3] = PriceField.TaxPercent },
            NameLanguage = Language.English,
            Currency = "USD",
            Unit = PriceUnit.Hour,
        });

        Assert.Equal(((int?)null, (PriceField?)PriceField.MarginPercent), faults.Select(fault => (fault.Column, fault.Field)).Single());
    }

    [Fact]
    public void A_mapping_that_cannot_work_is_refused_as_a_whole()
    {
        var refusals = Assert.Throws<RuleBroken>(() => Read(Form, new ImportInput
        {
            HeadingLine = 99,
            Columns = new Dictionary<int, PriceField> { [4] = PriceField.Price, [5] = PriceField.Price, [17] = PriceField.Name },
            Currency = "EUR",
            Template = Template with { BaseShare = "71" },
        })).Refusals;

        Assert.Equal(
            [Rule.HeadingNotThere, Rule.ColumnMappedTwice, Rule.ColumnNotThere, Rule.SharesNotWhole, Rule.ColumnMissing, Rule.ColumnMissing, Rule.Required, Rule.Required, Rule.OtherCurrency],
            refusals.Select(refusal => refusal.Rule));
    }

    [Fact]
    public void Text_of_ten_thousand_characters_is_a_bad_row_not_a_crash()
    {
        var (rows, faults) = Read($"Name,Price\n{new string('x', 10_000)},10.00\n", new ImportInput
        {
            Columns = new Dictionary<int, PriceField> { [0] = PriceField.Name, [1] = PriceField.Price },
            NameLanguage = Language.Russian,
            Currency = "USD",
            Unit = PriceUnit.Custom,
            UnitText = "релиз",
            Template = Template,
            CodesFromNames = true,
        });

        Assert.Empty(rows);
        Assert.Equal(Rule.TooLong, faults[0].Rule);
        Assert.True(faults[0].Text.Length <= 41);
    }

    private static EqualityComparer<RowFault> FaultComparer { get; } = EqualityComparer<RowFault>.Create(
        (a, b) => (a!.Line, a.Column, a.ColumnName, a.Text, a.Rule) == (b!.Line, b.Column, b.ColumnName, b.Text, b.Rule));

    private static PriceFile File(string text) => PriceFile.Read(Encoding.UTF8.GetBytes(text));

    private static (IReadOnlyList<PriceRow> Rows, IReadOnlyList<RowFault> Faults) Read(string text, ImportInput input) => PriceRows.Read(File(text), input, Dollar);
}
