namespace ClientPortal.Domain.Pricing.Import;

/// <summary>The words people write for units.</summary>
internal static class UnitWords
{
    private static readonly Dictionary<string, PriceUnit> Known = new (PriceUnit Unit, string Words)[]
    {
        (PriceUnit.Hour, "hour hours hr hrs h час часы часов ч чел.-ч чел.-час"),
        (PriceUnit.Day, "day days d день дни дней дн"),
        (PriceUnit.Month, "month months mo месяц мес"),
        (PriceUnit.Piece, "piece pieces pc pcs each ea item unit шт штука единица ед"),
        (PriceUnit.Page, "page pages страница стр"),
        (PriceUnit.Project, "project проект"),
    }.SelectMany(known => known.Words.Split(' ').Select(word => (word, known.Unit))).ToDictionary(known => known.word, known => known.Unit, StringComparer.OrdinalIgnoreCase);

    public static PriceUnit? Find(string text) => Known.TryGetValue(text.Trim().TrimEnd('.'), out var unit) ? unit : null;
}
