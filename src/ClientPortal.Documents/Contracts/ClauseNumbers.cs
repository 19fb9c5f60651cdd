namespace ClientPortal.Documents.Contracts;

/// <summary>Numbers clauses by kind: the first kind that occurs is section 1, its clauses 1.1, 1.2 and so on.</summary>
public static class ClauseNumbers
{
    /// <summary>
    /// The number of each clause, in the order given. Kinds are numbered in the order of <see cref="ClauseKind"/>, clauses within a
    /// kind in the order given. Pages that show the same clauses use this too, so that screen and paper agree.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ClauseKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var sections = kinds.Distinct().Order().ToList();
        var counted = new Dictionary<ClauseKind, int>();
        return kinds.Select(kind =>
        {
            counted[kind] = counted.GetValueOrDefault(kind) + 1;
            return FormattableString.Invariant($"{sections.IndexOf(kind) + 1}.{counted[kind]}");
        }).ToArray();
    }
}
