namespace ClientPortal.Domain.Contracts;

/// <summary>How many whole days lie between a notice and its effect, by what it changes. How days are counted: docs/decisions/notice-and-days.md.</summary>
/// <param name="Price">Before a price changes.</param>
/// <param name="Dates">Before a date changes.</param>
/// <param name="Scope">Before anything else changes.</param>
/// <param name="Termination">Before the contract ends early.</param>
public readonly record struct NoticePeriods(int Price, int Dates, int Scope, int Termination)
{
    /// <summary>No period is longer.</summary>
    public const int Longest = 365;

    /// <summary>What a contract has unless it says otherwise.</summary>
    public static NoticePeriods Default { get; } = new(30, 14, 14, 30);
}
