namespace ClientPortal.Audit.Facts;

/// <summary>A value as it stands in a leaf: typed, so that another program reads it without guessing.</summary>
/// <remarks>
/// Two values are equal when they say the same, so that a change is told only where there is one.
/// Never a name, an address or free text that people typed: those are personal and go into <see cref="Fact.Personal"/>,
/// where the leaf keeps only a commitment.
/// </remarks>
public abstract record FactValue
{
    private FactValue()
    {
    }

    /// <summary>A word of the portal's own vocabulary, a number of a document, text of a term.</summary>
    public sealed record Text(string Value) : FactValue;

    /// <summary>A whole number within plus or minus 2^53 - 1, the range JSON numbers carry exactly (RFC 8785, section 3.2.2.3).</summary>
    public sealed record Whole(long Value) : FactValue;

    /// <summary>An exact decimal, written as text with a dot and no exponent.</summary>
    public sealed record Number(decimal Value) : FactValue;

    /// <summary>Yes or no.</summary>
    public sealed record Flag(bool Value) : FactValue;

    /// <summary>A calendar day without a zone, written as ISO 8601 yyyy-MM-dd.</summary>
    public sealed record Day(DateOnly Value) : FactValue;

    /// <summary>A moment, written in UTC with microseconds.</summary>
    public sealed record Moment(DateTimeOffset Value) : FactValue;

    /// <summary>An amount with its ISO 4217 currency.</summary>
    public sealed record Amount(decimal Value, string Currency) : FactValue;

    /// <summary>The identifier of a thing the portal knows.</summary>
    public sealed record Reference(Guid Value) : FactValue;

    /// <summary>A SHA-256 hash, written in lower-case hexadecimal.</summary>
    public sealed record Hash(ReadOnlyMemory<byte> Value) : FactValue
    {
        /// <summary>Whether the bytes are the same, wherever they lie.</summary>
        public bool Equals(Hash? other) => other is not null && Value.Span.SequenceEqual(other.Value.Span);

        /// <inheritdoc/>
        public override int GetHashCode() => Combined(Value.ToArray());
    }

    /// <summary>What was before and what is now; a null side was not there.</summary>
    public sealed record Change(FactValue? Old, FactValue? New) : FactValue;

    /// <summary>Values under names of their own, for example one line of a table.</summary>
    public sealed record Group(IReadOnlyDictionary<string, FactValue> Values) : FactValue
    {
        /// <summary>Whether the same names have equal values.</summary>
        public bool Equals(Group? other) => other is not null && Values.Count == other.Values.Count
            && Values.All(pair => other.Values.TryGetValue(pair.Key, out var value) && pair.Value == value);

        /// <inheritdoc/>
        public override int GetHashCode() => Combined(Values.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    /// <summary>Values in an order that means something.</summary>
    public sealed record Sequence(IReadOnlyList<FactValue> Values) : FactValue
    {
        /// <summary>Whether equal values stand in the same order.</summary>
        public bool Equals(Sequence? other) => other is not null && Values.SequenceEqual(other.Values);

        /// <inheritdoc/>
        public override int GetHashCode() => Combined(Values);
    }

    /// <summary>What differs between two sets of the same names: each name with its <see cref="Change"/>.</summary>
    public static Dictionary<string, FactValue> Changes(IReadOnlyDictionary<string, FactValue> before, IReadOnlyDictionary<string, FactValue> after) =>
        after.Where(pair => before[pair.Key] != pair.Value)
            .ToDictionary(pair => pair.Key, FactValue (pair) => new Change(before[pair.Key], pair.Value), StringComparer.Ordinal);

    private static int Combined<T>(IEnumerable<T> parts)
    {
        var code = default(HashCode);
        foreach (var part in parts) code.Add(part);
        return code.ToHashCode();
    }
}
