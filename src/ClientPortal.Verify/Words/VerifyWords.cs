using System.Globalization;
using System.Resources;
using ClientPortal.TransparencyLog;

namespace ClientPortal.Verify.Words;

/// <summary>What the program says, in the language it was asked in.</summary>
internal sealed class VerifyWords(CultureInfo culture)
{
    /// <summary>The texts, one file a language.</summary>
    public static readonly ResourceManager Texts = new("ClientPortal.Verify.Words.Verify", typeof(VerifyWords).Assembly);

    private readonly NumberFormatInfo _numbers = Numbers(culture);

    public string this[string key] => Texts.GetString(key, culture) ?? throw new MissingManifestResourceException($"Verify.resx has no '{key}'.");

    public string Format(string key, params object[] values) => string.Format(_numbers, this[key], values);

    /// <summary>What is wrong and where, without a full stop.</summary>
    public string Fault(MalformedLogException error)
    {
        var said = this[$"Fault.{error.Fault}"];
        if (error.Unit != LogUnit.Whole) said = Format($"At.{error.Unit}", said, error.Number);
        return error.Path is { } path ? Format("At.File", said, path) : said;
    }

    private static NumberFormatInfo Numbers(CultureInfo culture)
    {
        var numbers = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        if (culture.TwoLetterISOLanguageName == "ru") numbers.NumberGroupSeparator = "\u00A0";
        return numbers;
    }
}
