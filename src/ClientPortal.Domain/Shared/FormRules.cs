using System.Net.Mail;
using System.Text;

namespace ClientPortal.Domain.Shared;

/// <summary>Gathers what is wrong with a form, so that the person sees all of it at once.</summary>
public sealed class FormRules
{
    private readonly List<Refusal> _refusals = [];

    /// <summary>A single-line or multi-line text: trimmed, in Unicode normal form C, at most <paramref name="most"/> UTF-16 units.</summary>
    /// <returns>The text as it is to be kept; empty when it was refused.</returns>
    public string Text(string? text, string field, int most, bool required = true)
    {
        var trimmed = text?.Trim() ?? string.Empty;
        if (trimmed.Length == 0)
        {
            if (required) Refuse(Rule.Required, field);
            return string.Empty;
        }

        if (!IsPrintable(trimmed)) Refuse(Rule.UnprintableText, field);
        else if (trimmed.Length > most) Refuse(Rule.TooLong, field, most, trimmed.Length);
        else return trimmed.Normalize(NormalizationForm.FormC);
        return string.Empty;
    }

    /// <summary>An e-mail address: one address, no display name, at most 254 characters (RFC 5321, section 4.5.3.1).</summary>
    /// <returns>The address as it is to be kept; empty when it was refused.</returns>
    public string Email(string? text, string field)
    {
        var address = Text(text, field, 254);
        if (address.Length == 0) return address;
        if (MailAddress.TryCreate(address, out var parsed) && parsed.Address == address && parsed.Host.Contains('.', StringComparison.Ordinal)
            && !address.Any(char.IsWhiteSpace))
            return address;
        Refuse(Rule.NotAnEmail, field);
        return string.Empty;
    }

    /// <summary>A time zone by its IANA name.</summary>
    public string Zone(string? zone, string field)
    {
        if (zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId) return zone;
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

    /// <summary>Refuses the form if anything was wrong with it.</summary>
    /// <exception cref="RuleBroken">Something was.</exception>
    public void ThrowIfBroken()
    {
        if (_refusals.Count > 0) throw new RuleBroken(_refusals);
    }

    private static bool IsPrintable(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // EnumerateRunes shows half a surrogate pair as the replacement character.
            if (rune == Rune.ReplacementChar || (Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t'))) return false;
        }

        return true;
    }
}
