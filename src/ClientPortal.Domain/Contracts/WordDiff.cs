using System.Text.RegularExpressions;
using DiffPlex;

namespace ClientPortal.Domain.Contracts;

/// <summary>What a segment of a redline is.</summary>
public enum SegmentKind
{
    /// <summary>In both texts.</summary>
    Kept,

    /// <summary>Only in the earlier one.</summary>
    Deleted,

    /// <summary>Only in the later one.</summary>
    Inserted,
}

/// <summary>A piece of a redline.</summary>
/// <param name="Text">Its text, white space included.</param>
/// <param name="Kind">Whether it stayed.</param>
public readonly record struct Segment(string Text, SegmentKind Kind);

/// <summary>Two texts word by word.</summary>
public static partial class WordDiff
{
    /// <summary>
    /// The pieces in reading order. Kept and deleted pieces together are exactly the earlier text, kept and inserted ones
    /// exactly the later one.
    /// </summary>
    /// <param name="before">The earlier text; null when there was none.</param>
    /// <param name="after">The later text; null when there is none.</param>
    public static IReadOnlyList<Segment> Between(string? before, string? after)
    {
        if (before == after) return string.IsNullOrEmpty(after) ? [] : [new Segment(after, SegmentKind.Kept)];
        var diff = new Differ().CreateCustomDiffs(before ?? string.Empty, after ?? string.Empty, ignoreWhiteSpace: false, Words);
        var segments = new List<Segment>();
        var place = 0;
        foreach (var block in diff.DiffBlocks)
        {
            Add(segments, diff.PiecesNew[place..block.InsertStartB], SegmentKind.Kept);
            Add(segments, diff.PiecesOld[block.DeleteStartA..(block.DeleteStartA + block.DeleteCountA)], SegmentKind.Deleted);
            place = block.InsertStartB + block.InsertCountB;
            Add(segments, diff.PiecesNew[block.InsertStartB..place], SegmentKind.Inserted);
        }

        Add(segments, diff.PiecesNew[place..], SegmentKind.Kept);
        return WithoutCrumbs(segments);
    }

    private static string[] Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    private static void Add(List<Segment> segments, IReadOnlyList<string> words, SegmentKind kind)
    {
        if (words.Count > 0) segments.Add(new Segment(string.Concat(words), kind));
    }

    // "the old price" to "a new price" reads as one change of two words, not as two changes with a kept space between them.
    private static List<Segment> WithoutCrumbs(List<Segment> segments)
    {
        var result = new List<Segment>();
        var (deleted, inserted) = (string.Empty, string.Empty);
        for (var i = 0; i < segments.Count; i++)
        {
            var (text, kind) = segments[i];
            var isCrumb = kind == SegmentKind.Kept && string.IsNullOrWhiteSpace(text) && i > 0 && i < segments.Count - 1;
            if (kind == SegmentKind.Kept && !isCrumb)
            {
                Flush();
                result.Add(segments[i]);
                continue;
            }

            if (kind != SegmentKind.Inserted) deleted += text;
            if (kind != SegmentKind.Deleted) inserted += text;
        }

        Flush();
        return result;

        void Flush()
        {
            if (deleted.Length > 0) result.Add(new Segment(deleted, SegmentKind.Deleted));
            if (inserted.Length > 0) result.Add(new Segment(inserted, SegmentKind.Inserted));
            (deleted, inserted) = (string.Empty, string.Empty);
        }
    }

    // A word with its inner marks and accents (1,234.50, co-operation, don't), a run of white space, or one other sign.
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:[.,'’\-][\p{L}\p{M}\p{N}]+)*|\s+|[\uD800-\uDBFF][\uDC00-\uDFFF]|.", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
