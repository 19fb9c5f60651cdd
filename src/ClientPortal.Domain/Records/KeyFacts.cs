using ClientPortal.Audit.Facts;

namespace ClientPortal.Domain.Records;

/// <summary>What people do to the keys of the record. It stands in the installation's log; each log then says itself which key replaced which.</summary>
internal static class KeyFacts
{
    public static Fact RotationAsked(string reason) => new("log.rotation-asked", null, new FactSubject("log", LogId.Installation.Value), Audience.Nobody)
    {
        Personal = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = reason },
    };
}
