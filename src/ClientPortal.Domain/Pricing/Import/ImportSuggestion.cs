using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Pricing.Import;

/// <summary>Looks at a file nobody has mapped yet and proposes how to read it. The person decides.</summary>
internal static class ImportSuggestion
{
    // More telling words first: "unit price" is a price, "unit" alone a unit.
    private static readonly (PriceField Field, string[] Words)[] Words =
    [
        (PriceField.NameOther, ["name (ru", "name ru", "russian name", "название (англ", "название англ", "название en", "название ru", "english name", "name (en", "name en"]),
        (PriceField.MarginPercent, ["margin", "markup", "наценка", "маржа", "рентабельность"]),
        (PriceField.TaxPercent, ["vat", "tax", "ндс", "налог"]),
        (PriceField.Materials, ["material", "материал"]),
        (PriceField.Subcontractors, ["subcontract", "субподряд"]),
        (PriceField.Base, ["base work", "labour cost", "labor cost", "own work", "базов", "работы собств"]),
        (PriceField.Other, ["other cost", "прочие", "иные расход"]),
        (PriceField.Currency, ["currency", "валюта"]),
        (PriceField.Price, ["price", "rate", "цена", "стоимость", "ставка", "тариф"]),
        (PriceField.Code, ["code", "sku", "код", "артикул", "item no", "part number"]),
        (PriceField.Unit, ["unit", "uom", "ед.", "единиц"]),
        (PriceField.Basis, ["basis", "основание", "обоснование"]),
        (PriceField.Name, ["service", "name", "title", "labor category", "description", "услуга", "название", "наименование", "работа", "вид работ"]),
    ];

    /// <summary>A mapping to begin with.</summary>
    public static ImportInput For(PriceFile file, Currency currency)
    {
        var heading = FindHeading(file);
        var columns = heading is null ? [] : MapColumns(heading);
        var language = heading is not null && string.Concat(heading.Cells).Any(unit => unit is >= '\u0400' and <= '\u04FF') ? Language.Russian : Language.English;
        return new ImportInput
        {
            Separator = file.Separator,
            HeadingLine = heading?.Line ?? 0,
            Columns = columns,
            SkippedLines = SkipExplanation(file, heading, columns),
            NameLanguage = language,
            Currency = currency.Code,
            CodesFromNames = !columns.ContainsValue(PriceField.Code),
            NumberDuplicates = true,
        };
    }

    // The first row among the fullest that is words, not numbers.
    private static FileRow? FindHeading(PriceFile file)
    {
        var candidates = file.Rows.Take(30).Select(row => (Row: row, Words: row.Cells.Count(IsWords))).ToList();
        var most = candidates.Max(candidate => candidate.Words);
        return most < 2 ? null : candidates.Find(candidate => candidate.Words >= most * 0.8).Row;
    }

    private static Dictionary<int, PriceField> MapColumns(FileRow heading)
    {
        var columns = new Dictionary<int, PriceField>();
        foreach (var (field, words) in Words)
        {
            foreach (var word in words)
            {
                var found = Enumerable.Range(0, heading.Cells.Count).FirstOrDefault(
                    column => !columns.ContainsKey(column) && heading.Cells[column].Contains(word, StringComparison.OrdinalIgnoreCase), -1);
                if (found < 0) continue;
                columns[found] = field;
                break;
            }
        }

        return columns;
    }

    // Some forms explain their columns in the row below the heading.
    private static int[] SkipExplanation(PriceFile file, FileRow? heading, Dictionary<int, PriceField> columns)
    {
        var price = columns.FirstOrDefault(pair => pair.Value == PriceField.Price, new KeyValuePair<int, PriceField>(-1, default)).Key;
        var below = heading is null ? null : file.Rows.FirstOrDefault(row => row.Line > heading.Line);
        return below is not null && price >= 0 && below.Cells.Count(IsWords) * 2 > below.Cells.Count && IsWords(below.Cell(price)) ? [below.Line] : [];
    }

    private static bool IsWords(string cell) => cell.Any(char.IsLetter) && NumberText.Amount(cell).Rule is not (null or Rule.NumberAmbiguous or Rule.NegativeAmount);
}
