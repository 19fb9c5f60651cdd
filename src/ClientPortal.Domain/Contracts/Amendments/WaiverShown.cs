namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>A waiver of the notice period as it is shown.</summary>
/// <param name="Person">Who waived.</param>
/// <param name="Name">Their name.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in their own words.</param>
/// <param name="Revision">The revision it was given for.</param>
/// <param name="Holds">Whether it holds for the latest revision: its changes are the same.</param>
public sealed record WaiverShown(PersonId Person, string Name, DateTimeOffset At, string Reason, int Revision, bool Holds);
