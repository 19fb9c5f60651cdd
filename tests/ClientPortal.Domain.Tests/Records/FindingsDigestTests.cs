using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Records.Verifying;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>Two runs that found the same are known to have.</summary>
public sealed class FindingsDigestTests
{
    private static readonly LogId One = new(Guid.Parse("0197b0c0-0000-7000-8000-000000000001"));
    private static readonly LogId Two = new(Guid.Parse("0197b0c0-0000-7000-8000-000000000002"));

    [Fact]
    public void The_order_does_not_matter_and_everything_else_does()
    {
        LogFinding[] findings = [new(LogFindingKind.EntryAltered, One, 3, EntryId.New()), new(LogFindingKind.ColumnsDiffer, One, 3, null, "code")];
        var digest = FindingsDigest.Of(findings);

        Assert.Equal(digest, FindingsDigest.Of([.. findings.Reverse()]));
        Assert.NotEqual(digest, FindingsDigest.Of([findings[0]]));
        foreach (var other in new[]
        {
            findings[1] with { Kind = LogFindingKind.EntryMissing }, findings[1] with { Log = Two }, findings[1] with { Place = 4 }, findings[1] with { Entry = EntryId.New() }, findings[1] with { What = "at" },
        })
            Assert.NotEqual(digest, FindingsDigest.Of([findings[0], other]));
    }

    [Fact]
    public void What_waits_counts_unless_its_log_is_broken_in_another_way()
    {
        LogFinding Waiting(LogId log) => new(LogFindingKind.EntryUnplaced, log, null, EntryId.New());
        LogFinding[] broken = [new(LogFindingKind.EntryMissing, One, 3, null)];

        Assert.Equal(FindingsDigest.Of(broken), FindingsDigest.Of([.. broken, Waiting(One)]));
        Assert.NotEqual(FindingsDigest.Of(broken), FindingsDigest.Of([.. broken, Waiting(Two)]));
        Assert.NotEqual(FindingsDigest.Of([Waiting(Two)]), FindingsDigest.Of([Waiting(Two)]));
    }
}
