using ClientPortal.Domain.Contracts;
using ClientPortal.Web.Components.Kit;

namespace ClientPortal.Web.Components.Pages;

/// <summary>Texts compared word by word, as the Kit shows them.</summary>
internal static class Redlines
{
    /// <summary>The old text with what went marked in it.</summary>
    public static IReadOnlyList<RedlineSegment> Before(IEnumerable<Segment> segments) =>
        [.. segments.Where(segment => segment.Kind != SegmentKind.Inserted).Select(segment => new RedlineSegment(segment.Text, Kind(segment.Kind)))];

    /// <summary>The new text with what came marked in it.</summary>
    public static IReadOnlyList<RedlineSegment> After(IEnumerable<Segment> segments) =>
        [.. segments.Where(segment => segment.Kind != SegmentKind.Deleted).Select(segment => new RedlineSegment(segment.Text, Kind(segment.Kind)))];

    /// <summary>Old and new in one text.</summary>
    public static IReadOnlyList<RedlineSegment> Both(IEnumerable<Segment> segments) => [.. segments.Select(segment => new RedlineSegment(segment.Text, Kind(segment.Kind)))];

    private static RedlineKind Kind(SegmentKind kind) => kind switch
    {
        SegmentKind.Inserted => RedlineKind.Added,
        SegmentKind.Deleted => RedlineKind.Removed,
        _ => RedlineKind.Same,
    };
}
