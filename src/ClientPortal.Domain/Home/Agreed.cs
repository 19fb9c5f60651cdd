using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Home;

/// <summary>A contract that both have signed, as it stands today.</summary>
/// <param name="Id">Which.</param>
/// <param name="Client">Whose.</param>
/// <param name="Number">The number people quote.</param>
/// <param name="Title">What it is called.</param>
/// <param name="AppliesFrom">The first day it applies.</param>
/// <param name="Today">The day it is in the contract's zone.</param>
/// <param name="Version">The version that applies today, or will apply first.</param>
/// <param name="Next">What comes up first; null when nothing does.</param>
/// <param name="Planned">The price of all stages of that version.</param>
/// <param name="Spent">What was spent by the newest report on each stage; null while there is none.</param>
public sealed record AgreedContract(
    ContractId Id, ClientId Client, string Number, string Title, DateOnly AppliesFrom, DateOnly Today, int Version, ComingUp? Next, Money Planned, Money? Spent);

/// <summary>What kind of day comes up.</summary>
public enum ComingKind
{
    /// <summary>A contract begins to apply.</summary>
    ContractBegins,

    /// <summary>A stage begins.</summary>
    StageBegins,

    /// <summary>A stage's last day.</summary>
    StageEnds,

    /// <summary>A signed amendment begins to apply.</summary>
    AmendmentApplies,

    /// <summary>The last day to answer or sign an amendment: it lapses after it.</summary>
    AmendmentLapses,

    /// <summary>The last day to answer a quote.</summary>
    QuoteLapses,

    /// <summary>A contract's last day.</summary>
    ContractEnds,

    /// <summary>The notice of an early end has run out: the first day the contract does not apply any more.</summary>
    NoticeEnds,
}

/// <summary>A day that comes up, in the zone of the thing it belongs to.</summary>
/// <param name="Kind">What happens on it.</param>
/// <param name="Day">The day.</param>
/// <param name="Client">About which client.</param>
/// <param name="Id">The contract, amendment or quote.</param>
/// <param name="Title">Its title.</param>
/// <param name="Name">The stage's name, the amendment's number; null for anything else.</param>
public sealed record ComingUp(ComingKind Kind, DateOnly Day, ClientId Client, Guid Id, string Title, string? Name);
