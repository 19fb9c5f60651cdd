using ClientPortal.Audit.Ids;

namespace ClientPortal.Audit.Facts;

/// <summary>Something that happened and is recorded: the code is stable for ever, the words for it are found when it is read.</summary>
/// <param name="Code">Area and verb in lower case with dots, for example <c>membership.granted</c>; never renamed.</param>
/// <param name="Client">Whose log it stands in; null for the installation's own log.</param>
/// <param name="Subject">What it happened to.</param>
/// <param name="Audience">Who is told.</param>
public sealed record Fact(string Code, ClientId? Client, FactSubject Subject, Audience Audience)
{
    /// <summary>The public values of the fact by name, in the leaf as they are.</summary>
    public IReadOnlyDictionary<string, FactValue> Values { get; init; } = new Dictionary<string, FactValue>(StringComparer.Ordinal);

    /// <summary>
    /// Values that are or may be about a person (names, addresses, reasons people typed). The leaf holds a salted
    /// commitment to each; value and salt lie in a row of their own that can be erased.
    /// </summary>
    public IReadOnlyDictionary<string, string> Personal { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>What a fact is about.</summary>
/// <param name="Kind">The kind of thing in lower case, for example <c>contract</c>; stable for ever.</param>
/// <param name="Id">The thing's identifier.</param>
public readonly record struct FactSubject(string Kind, Guid Id);
