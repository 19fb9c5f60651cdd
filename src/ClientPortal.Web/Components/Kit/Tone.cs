namespace ClientPortal.Web.Components.Kit;

/// <summary>How much attention something asks for. Always said in a word and an icon too, never by colour alone.</summary>
public enum Tone
{
    /// <summary>Nothing to do; a plain state.</summary>
    Quiet,
    /// <summary>Worth knowing.</summary>
    Info,
    /// <summary>Somebody is waited for.</summary>
    Waits,
    /// <summary>Late, refused, at risk.</summary>
    Late,
    /// <summary>Done, agreed, in force.</summary>
    Done,
}

internal static class Tones
{
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Quiet => "quiet",
        Tone.Info => "info",
        Tone.Waits => "waits",
        Tone.Late => "late",
        Tone.Done => "done",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "No such tone."),
    };

    public static IconName Icon(this Tone tone) => tone switch
    {
        Tone.Waits => IconName.Clock,
        Tone.Late => IconName.Warning,
        Tone.Done => IconName.Check,
        _ => IconName.Info,
    };
}
