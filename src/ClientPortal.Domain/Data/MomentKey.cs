using System.Globalization;

namespace ClientPortal.Domain.Data;

/// <summary>Where a page of a list by time ends: the moment, and a name for those that share one. Text in an address.</summary>
/// <param name="At">The last moment on the page.</param>
/// <param name="Name">What breaks the tie beside it.</param>
internal readonly record struct MomentKey(DateTimeOffset At, string Name)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else, which is the first page.</summary>
    public static MomentKey? Parse(string? text) =>
        text?.Split('~', 2) is [var ticks, var name] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= DateTimeOffset.MaxValue.UtcTicks
            ? new MomentKey(new DateTimeOffset(value, TimeSpan.Zero), name)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}~{Name}");
}
