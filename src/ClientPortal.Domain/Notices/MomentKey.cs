using System.Globalization;

namespace ClientPortal.Domain.Notices;

/// <summary>Where a page of a list by time ends: the moment, and the id for those that share it. Text in an address.</summary>
/// <param name="At">The last moment on the page, in UTC.</param>
/// <param name="Id">The id beside it.</param>
internal readonly record struct MomentKey(DateTimeOffset At, Guid Id)
{
    private const string Form = "yyyyMMddHHmmssffffff";

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else, which is the first page.</summary>
    public static MomentKey? Parse(string? text) =>
        text?.Split('~', 2) is [var at, var id] && Guid.TryParse(id, out var value)
        && DateTimeOffset.TryParseExact(at, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? new MomentKey(moment, value)
            : null;

    public override string ToString() => $"{At.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture)}~{Id}";
}
