namespace ClientPortal.Domain.Data;

/// <summary>Where a page of a list by name ends: the name, and the id for those who share one. Text in an address.</summary>
/// <param name="Name">The last name on the page.</param>
/// <param name="Id">The id beside it.</param>
internal readonly record struct NameKey(string Name, Guid Id)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else, which is the first page.</summary>
    public static NameKey? Parse(string? text) =>
        text?.Split('~', 2) is [var id, var name] && Guid.TryParse(id, out var value) && !name.Contains('\0', StringComparison.Ordinal) ? new NameKey(name, value) : null;

    public override string ToString() => $"{Id}~{Name}";
}
