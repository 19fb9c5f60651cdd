using System.ComponentModel;
using System.Globalization;

namespace ClientPortal.Audit.Ids;

/// <summary>Text to <see cref="PersonId"/> and back: ASP.NET Core Identity keeps a user's key as text in tickets and tokens.</summary>
public sealed class PersonIdConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    /// <exception cref="FormatException">The text is no UUID.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? new PersonId(Guid.Parse(text)) : base.ConvertFrom(context, culture, value);
}
