using System.Collections.Frozen;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>Where a contract stands.</summary>
public enum ContractState
{
    /// <summary>Being written by the provider; the client does not see it.</summary>
    Draft,

    /// <summary>Frozen and shown to the client; nobody has signed.</summary>
    Offered,

    /// <summary>One side has signed.</summary>
    SignedByOne,

    /// <summary>Both have signed; it applies from its first day.</summary>
    InForce,

    /// <summary>It ran to its end.</summary>
    Completed,

    /// <summary>It was ended early, from a day that is kept with it.</summary>
    Terminated,

    /// <summary>The offer was taken back before the client signed.</summary>
    Withdrawn,

    /// <summary>The client said no, with a reason.</summary>
    Declined,
}

/// <summary>What can happen to a contract.</summary>
public enum ContractMove
{
    /// <summary>The draft is saved.</summary>
    Edit,

    /// <summary>The draft is frozen and offered.</summary>
    Offer,

    /// <summary>One side signs, the other has not.</summary>
    SignFirst,

    /// <summary>The other side signs too.</summary>
    SignSecond,

    /// <summary>Somebody asks about the offer or answers.</summary>
    Comment,

    /// <summary>The provider takes the offer back.</summary>
    Withdraw,

    /// <summary>The client says no.</summary>
    Decline,

    /// <summary>It has run to its end.</summary>
    Complete,

    /// <summary>One side ends it early.</summary>
    Terminate,
}

/// <summary>Which move leads from which state to which; what is not here cannot happen.</summary>
public static class ContractMoves
{
    /// <summary>The whole table. The database holds head rows to the same pairs.</summary>
    public static FrozenDictionary<(ContractState From, ContractMove Move), ContractState> Table { get; } =
        new Dictionary<(ContractState, ContractMove), ContractState>
        {
            [(ContractState.Draft, ContractMove.Edit)] = ContractState.Draft,
            [(ContractState.Withdrawn, ContractMove.Edit)] = ContractState.Draft,
            [(ContractState.Declined, ContractMove.Edit)] = ContractState.Draft,
            [(ContractState.Draft, ContractMove.Offer)] = ContractState.Offered,
            [(ContractState.Withdrawn, ContractMove.Offer)] = ContractState.Offered,
            [(ContractState.Offered, ContractMove.SignFirst)] = ContractState.SignedByOne,
            [(ContractState.SignedByOne, ContractMove.SignSecond)] = ContractState.InForce,
            [(ContractState.Offered, ContractMove.Comment)] = ContractState.Offered,
            [(ContractState.SignedByOne, ContractMove.Comment)] = ContractState.SignedByOne,
            [(ContractState.Offered, ContractMove.Withdraw)] = ContractState.Withdrawn,
            [(ContractState.SignedByOne, ContractMove.Withdraw)] = ContractState.Withdrawn,
            [(ContractState.Offered, ContractMove.Decline)] = ContractState.Declined,
            [(ContractState.SignedByOne, ContractMove.Decline)] = ContractState.Declined,
            [(ContractState.InForce, ContractMove.Complete)] = ContractState.Completed,
            [(ContractState.InForce, ContractMove.Terminate)] = ContractState.Terminated,
        }.ToFrozenDictionary();

    /// <summary>Whether the move can be made from the state.</summary>
    public static bool Allows(this ContractState state, ContractMove move) => Table.ContainsKey((state, move));

    /// <summary>The state after the move.</summary>
    /// <exception cref="RuleBroken">The move cannot be made from this state.</exception>
    public static ContractState After(this ContractState state, ContractMove move) =>
        Table.TryGetValue((state, move), out var next) ? next : throw new RuleBroken(Rule.ContractNotInThatState, null, state, move);
}
