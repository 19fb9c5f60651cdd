using System.Globalization;

namespace ClientPortal.TransparencyLog;

/// <summary>Bytes that are not what they should be: what is wrong with them, and where.</summary>
/// <remarks>
/// Thrown for every malformed input and for nothing else. Well-formed input that does not verify is not an error but an answer:
/// <see cref="LogVerdict"/>, <see cref="NoteVerdict"/>, or <see langword="false"/>.
/// </remarks>
public sealed class MalformedLogException : Exception
{
    /// <summary>An error about a place in a thing, or about the thing as a whole.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="unit">What <paramref name="number"/> counts.</param>
    /// <param name="number">The line or signature, from 1; the entry, from 0; not used with <see cref="LogUnit.Whole"/>.</param>
    /// <param name="path">The file within an archive or a tiled log, where it is about one.</param>
    public MalformedLogException(LogFault fault, LogUnit unit = LogUnit.Whole, long number = 0, string? path = null)
        : base(Said(fault, unit, number, path))
    {
        Fault = fault;
        Unit = unit;
        Number = number;
        Path = path;
    }

    /// <summary>What is wrong.</summary>
    public LogFault Fault { get; }

    /// <summary>What <see cref="Number"/> counts.</summary>
    public LogUnit Unit { get; }

    /// <summary>The line or signature, from 1, or the entry, from 0.</summary>
    public long Number { get; }

    /// <summary>The file within an archive or a tiled log, if it is about one.</summary>
    public string? Path { get; }

    private static string Said(LogFault fault, LogUnit unit, long number, string? path)
    {
        var place = unit == LogUnit.Whole ? "" : string.Create(CultureInfo.InvariantCulture, $" at {unit} {number}");
        return path is null ? $"{fault}{place}" : $"{fault}{place} in {path}";
    }
}

/// <summary>What the number in a <see cref="MalformedLogException"/> counts.</summary>
public enum LogUnit
{
    /// <summary>Nothing: the thing as a whole is meant.</summary>
    Whole,

    /// <summary>Lines, from 1.</summary>
    Line,

    /// <summary>Entries within a bundle, from 0.</summary>
    Entry,
}
