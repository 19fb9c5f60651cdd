namespace ClientPortal.Domain.Data;

/// <summary>Searching a text for what somebody typed, which may hold the pattern's own signs.</summary>
internal static class Contains
{
    /// <summary>The sign that takes the next one as it is.</summary>
    public const string Escape = "\\";

    /// <summary>The pattern for ILIKE that finds the words anywhere; null when nothing was typed.</summary>
    /// <remarks>The database keeps no null sign, so nothing holds one.</remarks>
    public static string? Pattern(string? typed) =>
        string.IsNullOrWhiteSpace(typed) || typed.Contains('\0', StringComparison.Ordinal)
            ? null
            : $"%{typed.Trim().Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
