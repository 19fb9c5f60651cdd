using System.Globalization;

namespace ClientPortal.Documents.Records;

/// <summary>A statement of the record, everything that is printed and nothing else.</summary>
/// <param name="Language">The reader's language; the sentences are in it already.</param>
/// <param name="Provider">Whose portal it is.</param>
/// <param name="Title">Of what: a client, a contract, everything.</param>
/// <param name="Scope">What was asked for, label and value: client, contract, period, who made it, keys of the log.</param>
/// <param name="Entries">In the order they are printed.</param>
/// <param name="MadeAt">When it was made; the only time that is not of an entry.</param>
public sealed record StatementPaper(
    CultureInfo Language, string Provider, string Title, IReadOnlyList<(string Label, string Value)> Scope, IReadOnlyList<StatementEntry> Entries, DateTimeOffset MadeAt);

/// <summary>An entry as printed.</summary>
/// <param name="Heading">When it was, and its number in the log.</param>
/// <param name="Sentence">What happened.</param>
/// <param name="Said">What somebody wrote; null where nobody did.</param>
/// <param name="Why">The reason; null where none was given.</param>
/// <param name="Changes">What changed, each with old and new; null where there was or is none.</param>
/// <param name="Told">Who was told and when they saw it, one line a person.</param>
public sealed record StatementEntry(
    string Heading, string Sentence, string? Said, string? Why, IReadOnlyList<(string What, string? Old, string? New)> Changes, IReadOnlyList<string> Told);
