using ClientPortal.TransparencyLog;

namespace ClientPortal.Verify.Answers;

/// <summary>What the program ends with.</summary>
internal enum ExitCode
{
    /// <summary>It is true.</summary>
    True = 0,

    /// <summary>Something does not fit.</summary>
    False = 1,

    /// <summary>The question could not be read.</summary>
    Unreadable = 2,
}

/// <summary>The answer to a question.</summary>
/// <param name="Exit">True, false or no answer.</param>
/// <param name="Verdict">Why, as a stable word for programs.</param>
/// <param name="Sentence">The same for people, in their language.</param>
internal sealed record Answer(ExitCode Exit, string Verdict, string Sentence)
{
    /// <summary>The signed checkpoint, where one was verified: the log's newest.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>The place of the entry, counted from zero.</summary>
    public long? Index { get; init; }

    /// <summary>The size of the checkpoint that does not fit.</summary>
    public long? BrokenSize { get; init; }

    /// <summary>The file within the log that is damaged.</summary>
    public string? Path { get; init; }
}
