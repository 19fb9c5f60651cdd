using System.Globalization;

namespace ClientPortal.Verify;

/// <summary>What was asked.</summary>
internal enum Subject
{
    /// <summary>How to ask.</summary>
    Help,

    /// <summary>Something that is no question; <see cref="CommandLine.Fault"/> says why.</summary>
    Unclear,

    /// <summary>Does the entry stand in the log?</summary>
    Receipt,

    /// <summary>Is the log whole?</summary>
    Log,

    /// <summary>Do two checkpoints belong to one log?</summary>
    Consistency,
}

/// <summary>The question as it was typed.</summary>
internal sealed record CommandLine
{
    private const string Russian = "ru";
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    public Subject Subject { get; private init; }

    /// <summary>The receipt, the log, or the two checkpoints.</summary>
    public IReadOnlyList<string> Files { get; private init; } = [];

    public string Entry { get; private init; } = "";

    public string Log { get; private init; } = "";

    /// <summary>The log's name, where it is not that of the first key.</summary>
    public string? Origin { get; private init; }

    public IReadOnlyList<string> Keys { get; private init; } = [];

    public IReadOnlyList<string> Witnesses { get; private init; } = [];

    public bool IsJson { get; private init; }

    public CultureInfo Language { get; private init; } = FromEnvironment();

    /// <summary>The name of the sentence that says what is unclear, and what it is about.</summary>
    public (string Name, string About)? Fault { get; private init; }

    public static CommandLine Read(IReadOnlyList<string> args)
    {
        var line = new CommandLine();
        var words = new List<string>();
        for (var at = 0; at < args.Count; at++)
        {
            var option = args[at];
            if (option == "--json")
            {
                line = line with { IsJson = true };
            }
            else if (option is "--help" or "-h")
            {
                words.Insert(0, "help");
            }
            else if (!option.StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(option);
            }
            else if (++at == args.Count)
            {
                line = line.Unclear("Missing", option);
            }
            else
            {
                line = line.With(option, args[at]);
            }
        }

        return line.Fault is null ? line.Asking(words) : line;
    }

    private CommandLine With(string option, string value) => option switch
    {
        "--entry" => this with { Entry = value },
        "--log" => this with { Log = value },
        "--origin" => this with { Origin = value },
        "--key" => this with { Keys = [.. Keys, value] },
        "--witness" => this with { Witnesses = [.. Witnesses, value] },
        "--language" when value is Russian or "en" => this with { Language = CultureInfo.GetCultureInfo(value) },
        _ => Unclear("NotUnderstood", option),
    };

    private CommandLine Asking(List<string> words)
    {
        var files = words.Skip(1).ToList();
        return (words.FirstOrDefault() ?? "help", files.Count) switch
        {
            ("help", _) => this with { Subject = Subject.Help },
            ("receipt", 1) => (this with { Subject = Subject.Receipt, Files = files }).Needing(("--entry", Entry)),
            ("log", 1) => (this with { Subject = Subject.Log, Files = files }).Needing(),
            ("consistency", 2) => (this with { Subject = Subject.Consistency, Files = files }).Needing(("--log", Log)),
            ("receipt" or "log" or "consistency", _) => Unclear("WrongFiles", words[0]),
            _ => Unclear("NotUnderstood", words[0]),
        };
    }

    private CommandLine Needing(params (string Option, string Value)[] options)
    {
        foreach (var (option, value) in options)
        {
            if (value.Length == 0) return Unclear("Missing", option);
        }

        return Keys.Count == 0 || Origin?.Length == 0 ? Unclear("Missing", Keys.Count == 0 ? "--key" : "--origin") : this;
    }

    private CommandLine Unclear(string name, string about) => Fault is null ? this with { Subject = Subject.Unclear, Fault = (name, about) } : this;

    private static CultureInfo FromEnvironment()
    {
        var set = Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? CultureInfo.CurrentUICulture.Name;
        return CultureInfo.GetCultureInfo(set.StartsWith(Russian, StringComparison.OrdinalIgnoreCase) ? Russian : "en");
    }
}
