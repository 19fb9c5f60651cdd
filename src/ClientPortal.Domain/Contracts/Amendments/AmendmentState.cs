using System.Collections.Frozen;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Amendments;

/// <summary>Where an amendment stands.</summary>
public enum AmendmentState
{
    /// <summary>Being written by one side; the other does not see it.</summary>
    Draft,

    /// <summary>Sent to the other side.</summary>
    Proposed,

    /// <summary>Commented on, or answered by a counter-proposal.</summary>
    UnderDiscussion,

    /// <summary>Both want the latest revision; it waits for signatures.</summary>
    Agreed,

    /// <summary>One side has signed.</summary>
    SignedByOne,

    /// <summary>Both have signed; it waits for its day.</summary>
    Signed,

    /// <summary>It applies.</summary>
    InForce,

    /// <summary>The side it was proposed to said no, with a reason.</summary>
    Declined,

    /// <summary>The side that proposed it took it back.</summary>
    Withdrawn,

    /// <summary>Its day came before both had signed.</summary>
    Lapsed,
}

/// <summary>What can happen to an amendment.</summary>
public enum AmendmentMove
{
    /// <summary>It is sent for the first time.</summary>
    Propose,

    /// <summary>Somebody comments.</summary>
    Comment,

    /// <summary>Either side sends other changes, another reason or another day.</summary>
    Counter,

    /// <summary>The side that received the latest revision wants it.</summary>
    Agree,

    /// <summary>The client gives up the notice period.</summary>
    WaiveNotice,

    /// <summary>One side signs, the other has not.</summary>
    SignFirst,

    /// <summary>The other side signs too.</summary>
    SignSecond,

    /// <summary>The side it was proposed to says no.</summary>
    Decline,

    /// <summary>The side that proposed it takes it back.</summary>
    Withdraw,

    /// <summary>Its day has come without both signatures.</summary>
    Lapse,

    /// <summary>Its day has come, signed.</summary>
    TakeEffect,
}

/// <summary>Which move leads from which state to which; what is not here cannot happen.</summary>
public static class AmendmentMoves
{
    /// <summary>The whole table. The database holds head rows to the same pairs.</summary>
    public static FrozenDictionary<(AmendmentState From, AmendmentMove Move), AmendmentState> Table { get; } =
        Rows().ToFrozenDictionary(row => (row.From, row.Move), row => row.To);

    /// <summary>The states in which it can still come to nothing.</summary>
    public static IReadOnlyList<AmendmentState> Open { get; } =
        [AmendmentState.Proposed, AmendmentState.UnderDiscussion, AmendmentState.Agreed, AmendmentState.SignedByOne];

    /// <summary>Whether the move can be made from the state.</summary>
    public static bool Allows(this AmendmentState state, AmendmentMove move) => Table.ContainsKey((state, move));

    /// <summary>The state after the move.</summary>
    /// <exception cref="RuleBroken">The move cannot be made from this state.</exception>
    public static AmendmentState After(this AmendmentState state, AmendmentMove move) =>
        Table.TryGetValue((state, move), out var next) ? next : throw new RuleBroken(Rule.AmendmentNotInThatState, null, state, move);

    private static IEnumerable<(AmendmentState From, AmendmentMove Move, AmendmentState To)> Rows()
    {
        yield return (AmendmentState.Draft, AmendmentMove.Propose, AmendmentState.Proposed);
        yield return (AmendmentState.Proposed, AmendmentMove.Comment, AmendmentState.UnderDiscussion);
        yield return (AmendmentState.UnderDiscussion, AmendmentMove.Comment, AmendmentState.UnderDiscussion);
        yield return (AmendmentState.Agreed, AmendmentMove.Comment, AmendmentState.Agreed);
        yield return (AmendmentState.SignedByOne, AmendmentMove.Comment, AmendmentState.SignedByOne);
        yield return (AmendmentState.Proposed, AmendmentMove.Agree, AmendmentState.Agreed);
        yield return (AmendmentState.UnderDiscussion, AmendmentMove.Agree, AmendmentState.Agreed);
        yield return (AmendmentState.Agreed, AmendmentMove.SignFirst, AmendmentState.SignedByOne);
        yield return (AmendmentState.SignedByOne, AmendmentMove.SignSecond, AmendmentState.Signed);
        yield return (AmendmentState.Signed, AmendmentMove.TakeEffect, AmendmentState.InForce);
        foreach (var open in (AmendmentState[])[AmendmentState.Proposed, AmendmentState.UnderDiscussion, AmendmentState.Agreed, AmendmentState.SignedByOne])
        {
            yield return (open, AmendmentMove.Counter, AmendmentState.UnderDiscussion);
            yield return (open, AmendmentMove.WaiveNotice, open);
            yield return (open, AmendmentMove.Decline, AmendmentState.Declined);
            yield return (open, AmendmentMove.Withdraw, AmendmentState.Withdrawn);
            yield return (open, AmendmentMove.Lapse, AmendmentState.Lapsed);
        }
    }
}
