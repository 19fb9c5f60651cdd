using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Stages;

/// <summary>A part of the work with dates and a fixed price, as it stands in a version.</summary>
/// <param name="Id">The stage, through all versions.</param>
/// <param name="Name">What people call it, at most <see cref="LongestName"/> characters.</param>
/// <param name="From">Its first day, in the contract's zone.</param>
/// <param name="To">Its last day, in the contract's zone.</param>
/// <param name="Price">What it costs, in the contract's currency; not negative.</param>
/// <param name="Deliverables">What the client gets; may be empty.</param>
/// <param name="ResponsibleStaff">Who answers for it at the provider; null when it is who answers for the contract.</param>
/// <param name="ResponsibleClient">Who answers for it at the client; null when it is who answers for the contract.</param>
public sealed record Stage(
    StageId Id, string Name, DateOnly From, DateOnly To, Money Price, string Deliverables, PersonId? ResponsibleStaff, PersonId? ResponsibleClient)
{
    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 120;

    /// <summary>The most characters of the deliverables.</summary>
    public const int LongestDeliverables = 4000;
}
