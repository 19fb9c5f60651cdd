using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Records.Attesting;

/// <summary>Which addresses of others the portal asks.</summary>
/// <param name="WitnessMayBeHere">Whether a witness may be asked without encryption on this machine: in Development, to try it.</param>
public sealed record OutsideAddress(bool WitnessMayBeHere)
{
    /// <summary>Where an authority takes requests. Most speak plain HTTP alone, and their answers are signed.</summary>
    internal static string OfAuthority(FormRules rules, string? text, string field) =>
        Checked(rules, text, field, TimestampAuthority.LongestAddress, Rule.NotAWebAddress, static address => address.Scheme is "https" or "http");

    /// <summary>What the paths of a witness begin with.</summary>
    internal string OfWitness(FormRules rules, string? text, string field) =>
        Checked(rules, text, field, Witness.LongestAddress, Rule.NotASecretAddress, address => address.Query.Length == 0 && (address.Scheme == "https" || (WitnessMayBeHere && address is { Scheme: "http", IsLoopback: true }))).TrimEnd('/');

    // Names and passwords in an address would stand in the record.
    private static string Checked(FormRules rules, string? text, string field, int most, Rule rule, Func<Uri, bool> fits)
    {
        var address = rules.Line(text, field, most);
        if (address.Length == 0 || (Uri.TryCreate(address, UriKind.Absolute, out var read) && read.UserInfo.Length == 0 && read.Fragment.Length == 0 && fits(read))) return address;
        rules.Refuse(rule, field);
        return string.Empty;
    }
}
