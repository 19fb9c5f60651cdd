using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Leaves;

namespace ClientPortal.Web.Sentences;

/// <summary>Where the page of a thing is that facts are about: one table for mail, bell and record.</summary>
public static class FactAddresses
{
    /// <summary>Where a notice leads whose subject has no page of its own.</summary>
    public const string Otherwise = "/notices";

    private static readonly Dictionary<string, string> Pages = new(StringComparer.Ordinal)
    {
        ["amendment"] = "/amendments/{0}",
        ["client"] = "/clients/{0}",
        ["contract"] = "/contracts/{0}",
        ["log"] = "/record",
        ["membership"] = "/profile",
        ["person"] = "/profile/security",
        ["price-list"] = "/prices/{0}",
        ["quote"] = "/quotes/{0}",
        ["report"] = "/reports/{0}",
        ["right"] = "/profile",
        ["structure"] = "/record/verification",
        ["verification"] = "/record/verification/{0}",
    };

    /// <summary>The address from the root for who reads of an entry: what was done to somebody else's access or roles leads to their client.</summary>
    public static string Of(LeafContent leaf, PersonId reader)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        if (leaf.Code == "contract.commented") return $"{Of(leaf.Subject)}#{Thread((leaf.Values.GetValueOrDefault("clause") ?? leaf.Values.GetValueOrDefault("stage")) is FactValue.Reference about ? about.Value : null)}";
        if (leaf.Subject.Kind is not ("person" or "membership") || FactWords.IsAbout(leaf, reader)) return Of(leaf.Subject);
        var client = leaf.Client?.Value ?? (leaf.Values.GetValueOrDefault("of-client") as FactValue.Reference)?.Value;
        return client is { } id ? Of(new FactSubject("client", id)) : Of(leaf.Subject);
    }

    /// <summary>The part of a contract's page where people speak about one of its clauses or stages; null for the whole.</summary>
    public static string Thread(Guid? about) => $"said-{about?.ToString() ?? "whole"}";

    /// <summary>The address from the root.</summary>
    public static string Of(FactSubject subject) =>
        Pages.TryGetValue(subject.Kind, out var page) ? string.Format(null, page, subject.Id) : Otherwise;
}
