using System.Globalization;
using ClientPortal.Audit.Leaves;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>
/// The fingerprint of terms: SHA-256 over the canonical JSON (RFC 8785) of all that binds. The format names itself, so that
/// another can stand beside it; people stand in it by identifier only.
/// </summary>
public static class TermsHash
{
    /// <summary>The fingerprint.</summary>
    public static ContentHash Of(Terms terms) => ContentHash.Of(Canonical(terms));

    /// <summary>The bytes that are hashed.</summary>
    public static byte[] Canonical(Terms terms) => CanonicalJson.Write(Members(
        ("format", "clientportal.terms.v1"),
        ("number", terms.Number),
        ("title", terms.Title),
        ("currency", terms.Currency.Code),
        ("zone", terms.Zone),
        ("language", terms.Language.ToString()),
        ("starts", Day(terms.StartsOn)),
        ("ends", Day(terms.EndsOn)),
        ("notice", Members(
            ("price", (long)terms.Periods.Price), ("dates", (long)terms.Periods.Dates), ("scope", (long)terms.Periods.Scope), ("termination", (long)terms.Periods.Termination))),
        ("responsible", Members(("provider", terms.ResponsibleStaff.ToString()), ("client", terms.ResponsibleClient.ToString()))),
        ("quote", terms.SourceQuoteId?.ToString()),
        ("clauses", terms.Clauses.Select(object? (clause) => Of(clause)).ToList()),
        ("stages", terms.Stages.Select(object? (stage) => Of(stage)).ToList())));

    private static Dictionary<string, object?> Of(Clause clause) => Members(
        ("id", clause.Id.ToString()), ("kind", clause.Kind.ToString()), ("heading", clause.Heading), ("text", clause.Text));

    private static Dictionary<string, object?> Of(Stage stage) => Members(
        ("id", stage.Id.ToString()),
        ("name", stage.Name),
        ("from", Day(stage.From)),
        ("to", Day(stage.To)),
        ("price", stage.Price.Amount.ToString($"F{stage.Price.Currency.Digits}", CultureInfo.InvariantCulture)),
        ("deliverables", stage.Deliverables),
        ("provider", stage.ResponsibleStaff?.ToString()),
        ("client", stage.ResponsibleClient?.ToString()));

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Dictionary<string, object?> Members(params (string Name, object? Value)[] members) =>
        members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
}
