using System.Text;

namespace ClientPortal.Web.Sentences;

/// <summary>
/// A sentence with named places: <c>{actor}</c>, or <c>{role:Role}</c> for a value said in words of its own. What stands in
/// <c>[brackets]</c> is left out when a place within it has no value.
/// </summary>
internal static class Template
{
    private const string Missing = "—";

    /// <summary>The sentence with its places filled.</summary>
    /// <param name="template">The words.</param>
    /// <param name="value">The text for a name and what follows its colon, if anything; null where there is none.</param>
    /// <exception cref="FormatException">A brace or bracket is not closed.</exception>
    public static string Fill(string template, Func<string, string?, string?> value)
    {
        var text = new StringBuilder(template.Length * 2);
        for (var at = 0; at < template.Length;)
        {
            if (template[at] != '[')
            {
                at = Step(template, at, value, text, out _);
                continue;
            }

            var end = Find(template, ']', at);
            if (Optional(template[(at + 1)..end], value) is { } part) text.Append(part);
            at = end + 1;
        }

        return text.ToString();
    }

    private static string? Optional(string part, Func<string, string?, string?> value)
    {
        var text = new StringBuilder();
        for (var at = 0; at < part.Length;)
        {
            at = Step(part, at, value, text, out var missing);
            if (missing) return null;
        }

        return text.ToString();
    }

    private static int Step(string template, int at, Func<string, string?, string?> value, StringBuilder text, out bool missing)
    {
        missing = false;
        if (template[at] != '{')
        {
            text.Append(template[at]);
            return at + 1;
        }

        var end = Find(template, '}', at);
        var place = template[(at + 1)..end].Split(':', 2);
        var filled = value(place[0], place.ElementAtOrDefault(1));
        missing = filled is null;
        text.Append(filled ?? Missing);
        return end + 1;
    }

    private static int Find(string template, char sign, int from) =>
        template.IndexOf(sign, from) is var end and >= 0 ? end : throw new FormatException($"'{sign}' is missing in: {template}");
}
