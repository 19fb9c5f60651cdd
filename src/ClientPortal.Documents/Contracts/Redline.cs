using System.Text.RegularExpressions;
using DiffPlex;

namespace ClientPortal.Documents.Contracts;

/// <summary>Compares two wordings word by word.</summary>
public static partial class Redline
{
    /// <summary>
    /// What was deleted and added between two texts. The kept and deleted parts together are exactly
    /// <paramref name="before"/>, the kept and added parts exactly <paramref name="after"/>; null stands for a clause that is not there.
    /// Changes with nothing but a space between them become one change, as a person would mark them.
    /// </summary>
    public static IReadOnlyList<RedlinePart> Between(string? before, string? after)
    {
        var diff = new Differ().CreateCustomDiffs(before ?? string.Empty, after ?? string.Empty, ignoreWhiteSpace: false, Words);
        var (old, now) = (diff.PiecesOld, diff.PiecesNew);
        var parts = new List<RedlinePart>();
        int inOld = 0, inNew = 0;
        foreach (var block in diff.DiffBlocks)
        {
            Add(parts, RedlineKind.Kept, old[inOld..block.DeleteStartA]);
            Add(parts, RedlineKind.Deleted, old[block.DeleteStartA..(block.DeleteStartA + block.DeleteCountA)]);
            Add(parts, RedlineKind.Added, now[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]);
            (inOld, inNew) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }

        Add(parts, RedlineKind.Kept, now[inNew..]);
        return Joined(parts);
    }

    private static void Add(List<RedlinePart> parts, RedlineKind kind, string[] words)
    {
        if (words.Length > 0)
            parts.Add(new RedlinePart(kind, string.Concat(words)));
    }

    /// <summary>Deleted A, kept space, deleted B, added C reads as deleted "A B", added " C" and so on: one change, not three.</summary>
    private static List<RedlinePart> Joined(List<RedlinePart> parts)
    {
        var joined = new List<RedlinePart>();
        string deleted = string.Empty, added = string.Empty;
        void Flush()
        {
            if (deleted.Length > 0)
                joined.Add(new RedlinePart(RedlineKind.Deleted, deleted));
            if (added.Length > 0)
                joined.Add(new RedlinePart(RedlineKind.Added, added));
            (deleted, added) = (string.Empty, string.Empty);
        }

        for (var i = 0; i < parts.Count; i++)
        {
            var (kind, text) = parts[i];
            var between = kind == RedlineKind.Kept && string.IsNullOrWhiteSpace(text) && i > 0 && i + 1 < parts.Count;
            if (kind == RedlineKind.Kept && !between)
            {
                Flush();
                joined.Add(parts[i]);
                continue;
            }

            if (kind is RedlineKind.Deleted or RedlineKind.Kept)
                deleted += text;
            if (kind is RedlineKind.Added or RedlineKind.Kept)
                added += text;
        }

        Flush();
        return joined;
    }

    private static string[] Words(string text) => Word().Matches(text).Select(match => match.Value).ToArray();

    /// <summary>
    /// A number with its groups and decimals (1 000,50 changes as a whole), a word with its hyphens, a run of white space, or one
    /// other sign.
    /// </summary>
    [GeneratedRegex(@"\d+([\u00A0\u202F ]\d{3}\b)*([.,]\d+)*|[\p{L}\p{M}\p{N}]+([-'’][\p{L}\p{N}]+)*|\s+|.", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
