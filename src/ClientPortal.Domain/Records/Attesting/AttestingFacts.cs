using ClientPortal.Audit.Attesting;
using ClientPortal.Audit.Facts;

namespace ClientPortal.Domain.Records.Attesting;

/// <summary>Who is asked to vouch for the logs. It stands in the installation's log and binds nobody: nobody is told.</summary>
internal static class AttestingFacts
{
    public static Fact AuthoritySet(TimestampAuthority authority, TrustedCertificates trusted, string reason) => new("log.authority-set", null, Of(authority), Audience.Nobody)
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal)
        {
            ["address"] = new FactValue.Text(authority.Address!),
            ["certificates"] = new FactValue.Sequence([.. trusted.Fingerprints.Select(fingerprint => new FactValue.Hash(fingerprint))]),
            ["minutes"] = new FactValue.Whole(authority.Minutes!.Value),
        },
        Personal = Reason(reason),
    };

    public static Fact AuthorityStopped(TimestampAuthority stop, TimestampAuthority before, string reason) => new("log.authority-stopped", null, Of(stop), Audience.Nobody)
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal) { ["address"] = new FactValue.Text(before.Address!) },
        Personal = Reason(reason),
    };

    public static Fact WitnessAdded(Witness witness, string reason) => Told("log.witness-added", witness, reason);

    public static Fact WitnessRemoved(Witness witness, string reason) => Told("log.witness-removed", witness, reason);

    private static Fact Told(string code, Witness witness, string reason) => new(code, null, new FactSubject("witness", witness.Id.Value), Audience.Nobody)
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal)
        {
            ["witness"] = new FactValue.Text(witness.Name),
            ["address"] = new FactValue.Text(witness.Address),
            ["key"] = new FactValue.Text(witness.Key),
        },
        Personal = Reason(reason),
    };

    private static FactSubject Of(TimestampAuthority authority) => new("timestamp-authority", authority.Id.Value);

    private static Dictionary<string, string> Reason(string reason) => new(StringComparer.Ordinal) { ["reason"] = reason };
}
