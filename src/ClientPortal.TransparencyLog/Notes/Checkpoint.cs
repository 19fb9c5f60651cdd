using System.Globalization;
using System.Text;

namespace ClientPortal.TransparencyLog;

/// <summary>The text of a checkpoint: which log, how large, which root (c2sp.org/tlog-checkpoint).</summary>
public sealed record Checkpoint
{
    /// <summary>A checkpoint to be signed.</summary>
    /// <param name="origin">The name of the log for good: one line, not empty, by advice its address without a scheme.</param>
    /// <param name="head">The tree.</param>
    /// <param name="extensions">Further lines, none of them empty; whoever verifies does not look at them.</param>
    /// <exception cref="MalformedLogException">Origin or an extension is empty or more than one line.</exception>
    public Checkpoint(string origin, TreeHead head, params IReadOnlyList<string> extensions)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(extensions);
        ArgumentOutOfRangeException.ThrowIfNegative(head.Size, nameof(head));
        (Origin, Head, Extensions) = (origin, head, extensions);
        if (origin.Length == 0) throw new MalformedLogException(LogFault.NoOrigin, LogUnit.Line, 1);
        for (var i = 0; i < extensions.Count; i++)
        {
            if (extensions[i].Length == 0) throw new MalformedLogException(LogFault.EmptyLine, LogUnit.Line, i + 4);
        }

        NoteText.Encode(ToString());
        if (ToString().Count('\n') != extensions.Count + 3) throw new MalformedLogException(LogFault.ControlCharacter);
    }

    /// <summary>The name of the log.</summary>
    public string Origin { get; }

    /// <summary>Size and root of the tree.</summary>
    public TreeHead Head { get; }

    /// <summary>Lines after the third.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads the text of a note as a checkpoint.</summary>
    /// <exception cref="MalformedLogException">It is not one.</exception>
    public static Checkpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        NoteText.Encode(text);
        var lines = text.Split('\n')[..^1];
        if (lines.Length < 3) throw new MalformedLogException(LogFault.MissingLine, LogUnit.Line, lines.Length + 1);
        var size = DecimalText.Read(lines[1], 2);
        return new Checkpoint(lines[0], new TreeHead(size, TreeHash.OnLine(lines[2], 3)), lines[3..]);
    }

    /// <summary>The text as it is signed, its last newline included.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Origin}\n{Head.Size}\n{Head.Root}\n");
        foreach (var extension in Extensions) text.Append(extension).Append('\n');
        return text.ToString();
    }
}
