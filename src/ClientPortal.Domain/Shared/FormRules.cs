using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace ClientPortal.Domain.Shared;

/// <summary>Gathers what is wrong with a form, so that the person sees all of it at once.</summary>
public sealed class FormRules
{
    /// <summary>The first day a form takes: nothing that is agreed here began before.</summary>
    public static readonly DateOnly FirstDay = new(2000, 1, 1);

    /// <summary>The last day a form takes. Periods and zones can be reckoned from it without leaving the calendar.</summary>
    public static readonly DateOnly LastDay = new(2199, 12, 31);

    private readonly List<Refusal> _refusals = [];

    /// <summary>A text of one line, such as a name: as <see cref="Text"/>, and with neither line ends nor tabs, which would break the head of a letter.</summary>
    /// <returns>The text as it is to be kept; empty when it was refused.</returns>
    public string Line(string? text, string field, int most, bool required = true) => Kept(text, field, most, required, IsInLine);

    /// <summary>
    /// A text of as many lines as one likes: trimmed, in Unicode normal form C, each line ended by one line feed, and then at
    /// most <paramref name="most"/> UTF-16 units. A text of which nothing could be seen is none.
    /// </summary>
    /// <returns>The text as it is to be kept; empty when it was refused.</returns>
    public string Text(string? text, string field, int most, bool required = true) => Kept(text, field, most, required, IsPrintable);

    /// <summary>An e-mail address: one address, no display name, at most 254 characters (RFC 5321, section 4.5.3.1).</summary>
    /// <returns>The address as it is to be kept; empty when it was refused.</returns>
    public string Email(string? text, string field)
    {
        var address = Line(text, field, 254);
        if (address.Length == 0) return address;
        if (MailAddress.TryCreate(address, out var parsed) && parsed.Address == address && parsed.Host.Contains('.', StringComparison.Ordinal)
            && !address.Any(char.IsWhiteSpace))
            return address;
        Refuse(Rule.NotAnEmail, field);
        return string.Empty;
    }

    /// <summary>A day people could mean, from <see cref="FirstDay"/> to <see cref="LastDay"/>; none is allowed.</summary>
    public DateOnly? Day(DateOnly? day, string field)
    {
        if (day < FirstDay || day > LastDay) Refuse(Rule.DayOutOfReach, field, FirstDay, LastDay);
        return day;
    }

    /// <summary>A time zone by its IANA name: UTC, or area and place.</summary>
    public string Zone(string? zone, string field)
    {
        // Systems keep more under names of their own, such as localtime and right/Europe/London, which counts leap seconds.
        if (zone is not null && (zone == "UTC" || (zone.Contains('/', StringComparison.Ordinal) && char.IsAsciiLetterUpper(zone[0]))) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId) return zone;
        Refuse(Rule.UnknownZone, field);
        return "UTC";
    }

    /// <summary>One of the values offered.</summary>
    public T OneOf<T>(T? value, string field, params IReadOnlyCollection<T> offered)
        where T : struct
    {
        if (value is { } chosen && offered.Contains(chosen)) return chosen;
        Refuse(Rule.NotOffered, field);
        return default;
    }

    /// <summary>Notes that something is wrong.</summary>
    public void Refuse(Rule rule, string? field, params IReadOnlyList<object> arguments) => _refusals.Add(new Refusal(rule, field, arguments));

    /// <summary>Whether anything was wrong so far.</summary>
    public bool IsBroken => _refusals.Count > 0;

    /// <summary>Notes what was wrong with a part of the form that was looked at by itself.</summary>
    public void Add(FormRules part) => _refusals.AddRange(part._refusals);

    /// <summary>What was wrong so far.</summary>
    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <summary>Refuses the form if anything was wrong with it.</summary>
    /// <exception cref="RuleBroken">Something was.</exception>
    public void ThrowIfBroken()
    {
        if (_refusals.Count > 0) throw new RuleBroken(_refusals);
    }

    private string Kept(string? text, string field, int most, bool required, Func<Rune, bool> fits)
    {
        var trimmed = text?.Trim() ?? string.Empty;
        if (!trimmed.EnumerateRunes().Any(CanBeSeen))
        {
            if (required) Refuse(Rule.Required, field);
            return string.Empty;
        }

        if (!trimmed.EnumerateRunes().All(fits))
        {
            Refuse(Rule.UnprintableText, field);
            return string.Empty;
        }

        // Measured as it is kept: browsers post two characters for a line's end, and normal form C can be longer than what it came from.
        var kept = trimmed.ReplaceLineEndings("\n").Normalize(NormalizationForm.FormC);
        if (kept.Length <= most) return kept;
        Refuse(Rule.TooLong, field, most, kept.Length);
        return string.Empty;
    }

    // EnumerateRunes shows half a surrogate pair as the replacement character.
    private static bool IsPrintable(Rune rune) => rune != Rune.ReplacementChar && (!Rune.IsControl(rune) || rune.Value is '\n' or '\r' or '\t');

    private static bool IsInLine(Rune rune) => rune != Rune.ReplacementChar && !Rune.IsControl(rune) && rune.Value is not (0x2028 or 0x2029);

    // Marks that steer writing, such as the one for its direction, are not seen themselves.
    private static bool CanBeSeen(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format;
}
