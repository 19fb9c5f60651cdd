using System.Collections.ObjectModel;
using System.ComponentModel.DataAnnotations;

namespace ClientPortal.Web.Components.Kit;

/// <summary>What is wrong with a posted form: sentences in the reader's language, each for a field or for the form as a whole.</summary>
public sealed class FormErrors
{
    private readonly List<FormError> _all = [];
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);

    /// <summary>Called when a field that is wrong has told its label: the list on top is drawn before the fields under it are set up.</summary>
    internal Action? Labelled { get; set; }

    /// <summary>All errors in the order they were added.</summary>
    public ReadOnlyCollection<FormError> All => _all.AsReadOnly();

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _all.Count > 0;

    /// <summary>Adds a sentence for the field that posts under <paramref name="field"/>; an empty name means the whole form.</summary>
    public void Add(string field, string sentence) => _all.Add(new FormError(field, sentence));

    /// <summary>The first sentence for a field, or null when it is right.</summary>
    public string? For(string field) => _all.Find(error => error.Field == field)?.Sentence;

    /// <summary>What a field that is wrong asks for; null when it did not say.</summary>
    public string? LabelOf(string field) => _labels.GetValueOrDefault(field);

    /// <summary>A field says what it asks for, so that the list on top can name it. Only of one that is wrong it is kept.</summary>
    internal void Label(string field, string label)
    {
        if (For(field) is not null && _labels.TryAdd(field, label)) Labelled?.Invoke();
    }

    /// <summary>
    /// Adds what the data annotations of <paramref name="input"/> find. <paramref name="prefix"/> is what the field names begin with, e.g. <c>Input.</c>.
    /// </summary>
    /// <returns>Whether the input is right.</returns>
    public bool Check(object input, string prefix = "")
    {
        var found = new List<ValidationResult>();
        var right = Validator.TryValidateObject(input, new ValidationContext(input), found, validateAllProperties: true);
        foreach (var result in found)
        {
            foreach (var member in result.MemberNames.DefaultIfEmpty("")) Add(member.Length == 0 ? "" : prefix + member, result.ErrorMessage ?? "");
        }

        return right;
    }

    /// <summary>The id of the element that holds a field: the name with dots and brackets made plain.</summary>
    public static string IdOf(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return "f-" + string.Concat(field.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
    }
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Field">The name the field posts under; empty for the form as a whole.</param>
/// <param name="Sentence">What is wrong and how to mend it, in the reader's language.</param>
public sealed record FormError(string Field, string Sentence);
