using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Pricing.Import;

/// <summary>Makes prices from the rows of a file, and says of every row that is none why.</summary>
internal sealed class PriceRows
{
    private static readonly PriceField[] CostFields = [PriceField.Base, PriceField.Materials, PriceField.Subcontractors, PriceField.Other];

    private readonly ImportInput _input;
    private readonly Currency _currency;
    private readonly Dictionary<PriceField, int> _columns;
    private readonly CompositionTemplate? _template;
    private readonly decimal? _tax;
    private readonly FileRow? _heading;
    private readonly Dictionary<string, int> _codes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PriceRow> _rows = [];
    private readonly List<RowFault> _faults = [];

    private PriceRows(PriceFile file, ImportInput input, Currency currency)
    {
        (_input, _currency) = (input, currency);
        var rules = new FormRules();
        _heading = input.HeadingLine == 0 ? null : file.Rows.FirstOrDefault(row => row.Line == input.HeadingLine);
        if (_heading is null && input.HeadingLine != 0) rules.Refuse(Rule.HeadingNotThere, nameof(input.HeadingLine));
        _columns = Mapped(file, rules);
        _template = input.Template is { } template ? rules.Template(template, nameof(input.Template) + ".") : null;
        _tax = Tax(rules);
        RefuseUnreadable(rules);
        rules.ThrowIfBroken();
    }

    /// <summary>Reads the rows below the heading.</summary>
    /// <exception cref="RuleBroken">The mapping itself is not possible.</exception>
    public static (IReadOnlyList<PriceRow> Rows, IReadOnlyList<RowFault> Faults) Read(PriceFile file, ImportInput input, Currency currency)
    {
        var rows = new PriceRows(file, input, currency);
        foreach (var row in file.Rows.Where(row => row.Line > input.HeadingLine && !input.SkippedLines.Contains(row.Line))) rows.Read(row);
        return (rows._rows, rows._faults);
    }

    private Dictionary<PriceField, int> Mapped(PriceFile file, FormRules rules)
    {
        var columns = new Dictionary<PriceField, int>();
        foreach (var (column, field) in _input.Columns.OrderBy(pair => pair.Key))
        {
            if (column < 0 || column >= file.Columns) rules.Refuse(Rule.ColumnNotThere, nameof(_input.Columns), column + 1);
            else if (!columns.TryAdd(field, column)) rules.Refuse(Rule.ColumnMappedTwice, nameof(_input.Columns), field);
        }

        return columns;
    }

    // Rows whose column has none take it from the form too.
    private decimal? Tax(FormRules rules)
    {
        if (!string.IsNullOrWhiteSpace(_input.TaxPercent)) return rules.Percent(_input.TaxPercent, nameof(_input.TaxPercent), Composition.LargestTax);
        if (!Has(PriceField.TaxPercent) && CostFields.Any(Has) && _template is null) rules.Refuse(Rule.TaxOfRowsMissing, nameof(_input.TaxPercent));
        return _template?.TaxPercent;
    }

    private void RefuseUnreadable(FormRules rules)
    {
        if (!Has(PriceField.Name) && !Has(PriceField.NameOther)) rules.Refuse(Rule.ColumnMissing, nameof(_input.Columns), PriceField.Name);
        if (!Has(PriceField.Code) && !_input.CodesFromNames) rules.Refuse(Rule.ColumnMissing, nameof(_input.Columns), PriceField.Code);
        if (!Has(PriceField.Price) && !CostFields.Any(Has)) rules.Refuse(Rule.ColumnMissing, nameof(_input.Columns), PriceField.Price);
        if (Has(PriceField.Price) && !CostFields.Any(Has) && _template is null) rules.Refuse(Rule.PriceNotOpened, nameof(_input.Template));
        if (_input.NameLanguage is null) rules.Refuse(Rule.Required, nameof(_input.NameLanguage));
        if (!Has(PriceField.Unit))
        {
            if (_input.Unit is null) rules.Refuse(Rule.Required, nameof(_input.Unit));
            else if (_input.Unit == PriceUnit.Custom) rules.Text(_input.UnitText, nameof(_input.UnitText), PriceItemTerms.LongestUnit);
        }

        if (!Has(PriceField.Currency)) RefuseOtherCurrency(rules, _input.Currency, nameof(_input.Currency));
    }

    private void Read(FileRow row)
    {
        var rules = new FormRules();
        var name = Text(rules, row, PriceField.Name, PriceItemTerms.LongestName, required: !Has(PriceField.NameOther));
        var other = Text(rules, row, PriceField.NameOther, PriceItemTerms.LongestName, required: false);
        if (Has(PriceField.Name) && Has(PriceField.NameOther) && name.Length + other.Length == 0 && !rules.IsBroken)
            rules.Refuse(Rule.Required, nameof(PriceField.Name));
        if (Has(PriceField.Currency)) RefuseOtherCurrency(rules, Cell(row, PriceField.Currency), nameof(PriceField.Currency));
        var (unit, unitText) = Unit(rules, row);
        var basis = Text(rules, row, PriceField.Basis, PriceItemTerms.LongestBasis, required: false);
        var price = Price(rules, row);
        var code = Code(rules, row, name.Length > 0 ? name : other);
        if (rules.IsBroken || price is null)
        {
            _faults.AddRange(rules.Refusals.Select(refusal => Fault(row, refusal)));
            return;
        }

        _codes.TryAdd(code, row.Line);
        var (english, russian) = _input.NameLanguage == Language.Russian ? (other, name) : (name, other);
        var terms = new PriceItemTerms { Code = code, NameEnglish = english, NameRussian = russian, Unit = unit, UnitText = unitText, Basis = basis };
        _rows.Add(new PriceRow(row.Line, terms, price, _columns.Keys.ToHashSet()));
    }

    private string Code(FormRules rules, FileRow row, string name)
    {
        var given = Text(rules, row, PriceField.Code, PriceItemTerms.LongestCode, required: !_input.CodesFromNames);
        var made = given.Length == 0 && _input.CodesFromNames;
        var code = made ? PriceCodes.FromName(name) : given;
        if (code.Length == 0) return code;
        if (!PriceCodes.IsWellFormed(code)) rules.Refuse(Rule.PriceCodeMalformed, nameof(PriceField.Code));
        else if (_codes.TryGetValue(code, out var line))
        {
            if (made && _input.NumberDuplicates) return PriceCodes.Numbered(code, _codes.ContainsKey);
            rules.Refuse(Rule.CodeTwiceInFile, nameof(PriceField.Code), code, line);
        }

        return code;
    }

    private Composition? Price(FormRules rules, FileRow row)
    {
        var part = new FormRules();
        var price = CostFields.Any(field => Cell(row, field).Length > 0) ? Built(part, row) : Bare(part, row);
        rules.Add(part);
        return part.IsBroken ? null : price;
    }

    private Composition? Built(FormRules rules, FileRow row)
    {
        var amounts = CostFields.Select(field => Cell(row, field).Length == 0 ? 0 : rules.Amount(Cell(row, field), field.ToString(), _currency, style: _input.Numbers)).ToList();
        var margin = Percent(rules, row, PriceField.MarginPercent, Composition.LargestMargin, _template?.MarginPercent);
        var tax = Percent(rules, row, PriceField.TaxPercent, Composition.LargestTax, _tax);
        var stated = Cell(row, PriceField.Price).Length == 0 ? (decimal?)null : rules.Amount(Cell(row, PriceField.Price), nameof(PriceField.Price), _currency, style: _input.Numbers);
        if (rules.IsBroken) return null;
        if (amounts.Sum() * (1 + margin / 100) * (1 + tax / 100) > Composition.LargestPrice - 1)
        {
            rules.Refuse(Rule.NumberTooLarge, nameof(PriceField.Base), Composition.LargestPrice);
            return null;
        }

        var price = Composition.OfCosts(_currency, new CostParts(amounts[0], amounts[1], amounts[2], amounts[3]), margin, tax);
        var sum = _input.PricesAreGross ? price.Gross : price.Net;
        if (stated is { } said && said != sum) rules.Refuse(Rule.PartsDoNotAddUp, nameof(PriceField.Price), sum, said);
        return price;
    }

    private Composition? Bare(FormRules rules, FileRow row)
    {
        if (!Has(PriceField.Price))
        {
            rules.Refuse(Rule.Required, nameof(PriceField.Base));
            return null;
        }

        var amount = rules.Amount(Cell(row, PriceField.Price), nameof(PriceField.Price), _currency, style: _input.Numbers);
        if (_template is null)
        {
            if (!rules.IsBroken) rules.Refuse(Rule.PriceNotOpened, nameof(PriceField.Price));
            return null;
        }

        var template = _template with
        {
            MarginPercent = Percent(rules, row, PriceField.MarginPercent, Composition.LargestMargin, _template.MarginPercent),
            TaxPercent = Percent(rules, row, PriceField.TaxPercent, Composition.LargestTax, _tax),
        };
        if (rules.IsBroken) return null;
        if (amount * (_input.PricesAreGross ? 1 : 1 + template.TaxPercent / 100) > Composition.LargestPrice - 1)
        {
            rules.Refuse(Rule.NumberTooLarge, nameof(PriceField.Price), Composition.LargestPrice);
            return null;
        }

        var money = Money.Exactly(amount, _currency);
        return _input.PricesAreGross ? Composition.OfGross(money, template) : Composition.OfNet(money, template);
    }

    private decimal Percent(FormRules rules, FileRow row, PriceField field, decimal most, decimal? otherwise)
    {
        var text = Cell(row, field);
        if (text.Length > 0) return rules.Percent(text, field.ToString(), most);
        if (otherwise is { } value) return value;
        rules.Refuse(Rule.Required, field.ToString());
        return 0;
    }

    private (PriceUnit Unit, string Text) Unit(FormRules rules, FileRow row)
    {
        if (!Has(PriceField.Unit) || (Cell(row, PriceField.Unit).Length == 0 && _input.Unit is not null))
            return (_input.Unit!.Value, _input.Unit == PriceUnit.Custom ? _input.UnitText!.Trim() : string.Empty);
        var text = Text(rules, row, PriceField.Unit, PriceItemTerms.LongestUnit, required: true);
        return UnitWords.Find(text) is { } unit ? (unit, string.Empty) : (PriceUnit.Custom, text);
    }

    private void RefuseOtherCurrency(FormRules rules, string? code, string field)
    {
        var part = new FormRules();
        var currency = part.Money(code, field);
        if (!part.IsBroken && currency != _currency) part.Refuse(Rule.OtherCurrency, field, currency.Code, _currency.Code);
        rules.Add(part);
    }

    private string Text(FormRules rules, FileRow row, PriceField field, int most, bool required) =>
        Has(field) ? rules.Text(Cell(row, field), field.ToString(), most, required) : string.Empty;

    private bool Has(PriceField field) => _columns.ContainsKey(field);

    private string Cell(FileRow row, PriceField field) => _columns.TryGetValue(field, out var column) ? row.Cell(column) : string.Empty;

    private RowFault Fault(FileRow row, Refusal refusal)
    {
        PriceField? field = Enum.TryParse<PriceField>(refusal.Field, out var known) ? known : null;
        int? column = field is { } one && _columns.TryGetValue(one, out var mapped) ? mapped : null;
        return new RowFault(row.Line, column, field, column is { } named ? _heading?.Cell(named) ?? string.Empty : string.Empty,
            column is { } at ? NumberForms.Shortened(row.Cell(at)) : string.Empty, refusal.Rule, refusal.Arguments);
    }
}
