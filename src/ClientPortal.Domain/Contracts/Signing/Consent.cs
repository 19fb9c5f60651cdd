using System.Reflection;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Signing;

/// <summary>
/// What a signatory agrees to beside the document itself. The texts are versions: a new wording is a new file, the old
/// files stay, and each signature keeps the words it was given under.
/// </summary>
public static class Consent
{
    /// <summary>The version shown now.</summary>
    public const int Current = 1;

    /// <summary>The words of a version, in the language the signatory reads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    public static string Text(int version, Language language)
    {
        var name = $"Consent.{version}.{(language == Language.Russian ? "ru" : "en")}";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new ArgumentOutOfRangeException(nameof(version), version, "There is no consent text of this version.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }
}
