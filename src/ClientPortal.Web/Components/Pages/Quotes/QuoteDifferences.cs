using ClientPortal.Web.Components.Kit;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Components.Pages.Quotes;

/// <summary>Where two people's texts of one draft differ.</summary>
internal static class QuoteDifferences
{
    /// <summary>Field by field, line by line, discount by discount.</summary>
    public static IReadOnlyList<TheirsAndYours.Row> Between(QuoteEditor theirs, QuoteEditor yours, IStringLocalizer<QuoteWords> words)
    {
        var rows = new List<TheirsAndYours.Row>
        {
            new(words["Title"], theirs.Title, yours.Title),
            new(words["ValidUntil"], theirs.ValidUntil, yours.ValidUntil),
            new(words["Currency"], theirs.Currency, yours.Currency),
            new(words["Language"], Named(theirs.Language), Named(yours.Language)),
            new(words["Introduction"], theirs.Introduction, yours.Introduction),
        };
        foreach (var key in theirs.Lines.Concat(yours.Lines).Select(line => line.Key).Distinct())
        {
            var (old, now) = (Told(theirs, key), Told(yours, key));
            rows.Add(new TheirsAndYours.Row(words["Line"], old, now));
        }

        foreach (var id in theirs.Discounts.Concat(yours.Discounts).Select(discount => discount.Id).Distinct())
            rows.Add(new TheirsAndYours.Row(words["Discount"], Told(theirs.Discounts.Find(one => one.Id == id)), Told(yours.Discounts.Find(one => one.Id == id))));
        return rows;

        string? Named(string? language) => string.IsNullOrEmpty(language) ? null : words[language].Value;
    }

    private static string? Told(QuoteEditor editor, Guid key)
    {
        var section = editor.Sections.Find(one => one.Lines.Exists(line => line.Key == key));
        return section?.Lines.Find(line => line.Key == key) is { } found
            ? Joined(section.Title, found.Description, found.Quantity, found.UnitText, found.Stage, found.Base, found.Materials, found.Subcontractors, found.Other, found.MarginPercent, found.TaxPercent, found.Justification, found.IsOptional ? "+" : null)
            : null;
    }

    private static string? Told(QuoteEditor.Discount? discount) => discount is null ? null : Joined(discount.Value, discount.Reason);

    private static string Joined(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
