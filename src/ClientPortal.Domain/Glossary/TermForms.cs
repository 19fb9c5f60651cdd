namespace ClientPortal.Domain.Glossary;

/// <summary>How words of texts are compared with those of the glossary: whatever their case, and Russian ё as е.</summary>
public static class TermForms
{
    /// <summary>A text as it is compared: as long as it was, sign by sign.</summary>
    public static string Folded(string text) => string.Create(text.Length, text, static (folded, text) =>
    {
        for (var i = 0; i < text.Length; i++) folded[i] = char.ToUpperInvariant(text[i]) is var sign && sign == 'Ё' ? 'Е' : sign;
    });

    /// <summary>The forms of a list separated by commas.</summary>
    public static IEnumerable<string> Of(string forms) => forms.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
