using System.Globalization;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Pricing.Import;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Forms;

namespace ClientPortal.Web.Components.Pages.Pricing;

/// <summary>How a person wants a file read, as text on its way between the form and <see cref="ImportInput"/>: what cannot be read is given back as it was typed.</summary>
internal sealed record ImportForm
{
    private const int MostSkipped = 1000;

    public string? Separator { get; init; }

    public string? HeadingLine { get; init; }

    public string? SkippedLines { get; init; }

    public IReadOnlyList<string?> Columns { get; init; } = [];

    public string? NameLanguage { get; init; }

    public string? Currency { get; init; }

    public string? Unit { get; init; }

    public string? UnitText { get; init; }

    public string? TaxPercent { get; init; }

    public string? Numbers { get; init; }

    public bool PricesAreGross { get; init; }

    public TemplateInput Template { get; init; } = new();

    public bool CodesFromNames { get; init; }

    public bool NumberDuplicates { get; init; }

    public bool ReplaceAll { get; init; }

    /// <summary>What was posted.</summary>
    public static ImportForm Of(PostedForms forms, int columns) => new()
    {
        Separator = forms.Posted("Form.Separator"),
        HeadingLine = forms.Posted("Form.HeadingLine"),
        SkippedLines = forms.Posted("Form.SkippedLines"),
        Columns = [.. Enumerable.Range(0, columns).Select(column => forms.Posted($"Form.Columns[{column}]"))],
        NameLanguage = forms.Posted("Form.NameLanguage"),
        Currency = forms.Posted("Form.Currency"),
        Unit = forms.Posted("Form.Unit"),
        UnitText = forms.Posted("Form.UnitText"),
        TaxPercent = forms.Posted("Form.TaxPercent"),
        Numbers = forms.Posted("Form.Numbers"),
        PricesAreGross = forms.Posted("Form.PricesAreGross") == "true",
        Template = new TemplateInput
        {
            BaseShare = forms.Posted("Form.Template.BaseShare"),
            MaterialsShare = forms.Posted("Form.Template.MaterialsShare"),
            SubcontractorsShare = forms.Posted("Form.Template.SubcontractorsShare"),
            OtherShare = forms.Posted("Form.Template.OtherShare"),
            MarginPercent = forms.Posted("Form.Template.MarginPercent"),
            TaxPercent = forms.Posted("Form.Template.TaxPercent"),
        },
        CodesFromNames = forms.Posted("Form.CodesFromNames") == "true",
        NumberDuplicates = forms.Posted("Form.NumberDuplicates") == "true",
        ReplaceAll = forms.Posted("Form.ReplaceAll") == "true",
    };

    /// <summary>What was chosen before, or is proposed.</summary>
    public static ImportForm Of(ImportInput input, int columns) => new()
    {
        Separator = input.Separator?.ToString(),
        HeadingLine = input.HeadingLine.ToString(CultureInfo.InvariantCulture),
        SkippedLines = string.Join(", ", input.SkippedLines),
        Columns = [.. Enumerable.Range(0, columns).Select(column => input.Columns.TryGetValue(column, out var field) ? field.ToString() : "")],
        NameLanguage = input.NameLanguage?.ToString(),
        Currency = input.Currency,
        Unit = input.Unit?.ToString() ?? "",
        UnitText = input.UnitText,
        TaxPercent = input.TaxPercent,
        Numbers = input.Numbers.ToString(),
        PricesAreGross = input.PricesAreGross,
        Template = input.Template ?? new TemplateInput(),
        CodesFromNames = input.CodesFromNames,
        NumberDuplicates = input.NumberDuplicates,
        ReplaceAll = input.ReplaceAll,
    };

    /// <summary>The choices; what could not be read is added to <paramref name="faults"/>.</summary>
    public ImportInput Read(List<Refusal> faults)
    {
        if (!int.TryParse(HeadingLine, CultureInfo.InvariantCulture, out var heading) || heading < 0) faults.Add(new Refusal(Rule.HeadingNotThere, nameof(HeadingLine)));
        if (Lines(SkippedLines) is not { } skipped)
        {
            faults.Add(new Refusal(Rule.LinesMalformed, nameof(SkippedLines)));
            skipped = [];
        }

        return new ImportInput
        {
            Separator = One<FileSeparator>(Separator),
            HeadingLine = heading,
            SkippedLines = skipped,
            Columns = Columns.Index().Where(column => One<PriceField>(column.Item) is not null).ToDictionary(column => column.Index, column => One<PriceField>(column.Item)!.Value),
            NameLanguage = One<Language>(NameLanguage),
            Currency = Currency,
            Unit = One<PriceUnit>(Unit),
            UnitText = UnitText,
            TaxPercent = TaxPercent,
            Numbers = One<NumberStyle>(Numbers) ?? NumberStyle.Detected,
            PricesAreGross = PricesAreGross,
            Template = IsEmpty(Template) ? null : Template,
            CodesFromNames = CodesFromNames,
            NumberDuplicates = NumberDuplicates,
            ReplaceAll = ReplaceAll,
        };
    }

    /// <summary>Line numbers as people write them: "2, 5-7"; null when they cannot be read.</summary>
    internal static IReadOnlyList<int>? Lines(string? text)
    {
        var lines = new SortedSet<int>();
        foreach (var part in (text ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split(['-', '–'], 2);
            if (!int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)) return null;
            if (first < 1 || last < first || last - first >= MostSkipped || lines.Count + last - first >= MostSkipped) return null;
            lines.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        return [.. lines];
    }

    // By name only: a number is no choice of the form.
    private static T? One<T>(string? text)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => value.ToString() == text).Select(value => (T?)value).FirstOrDefault();

    private static bool IsEmpty(TemplateInput template) =>
        new[] { template.BaseShare, template.MaterialsShare, template.SubcontractorsShare, template.OtherShare, template.MarginPercent, template.TaxPercent }.All(string.IsNullOrWhiteSpace);
}
