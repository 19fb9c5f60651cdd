using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Access;

/// <summary>A form that asks only why.</summary>
public sealed record ReasonInput
{
    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 1000;

    /// <summary>The revision the form was rendered from.</summary>
    public int Revision { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    internal string Checked()
    {
        var rules = new FormRules();
        var reason = rules.Text(Reason, nameof(Reason), LongestReason);
        rules.ThrowIfBroken();
        return reason;
    }
}
