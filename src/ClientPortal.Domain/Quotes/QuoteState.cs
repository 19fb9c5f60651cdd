namespace ClientPortal.Domain.Quotes;

/// <summary>Where a quote stands.</summary>
public enum QuoteState
{
    /// <summary>In work; the client does not see it.</summary>
    Draft,

    /// <summary>Frozen and offered.</summary>
    Issued,

    /// <summary>Offered, and somebody of the client has opened it.</summary>
    Viewed,

    /// <summary>Accepted by a signatory; nothing follows but the contract.</summary>
    Accepted,

    /// <summary>Declined with a reason.</summary>
    Declined,

    /// <summary>Its last day has ended.</summary>
    Lapsed,

    /// <summary>A later edition was issued in its place.</summary>
    Superseded,
}

/// <summary>The one table of what a quote may become.</summary>
public static class QuoteStates
{
    private static readonly Dictionary<QuoteState, QuoteState[]> Next = new()
    {
        [QuoteState.Draft] = [QuoteState.Issued],
        [QuoteState.Issued] = [QuoteState.Viewed, QuoteState.Accepted, QuoteState.Declined, QuoteState.Lapsed, QuoteState.Superseded],
        [QuoteState.Viewed] = [QuoteState.Accepted, QuoteState.Declined, QuoteState.Lapsed, QuoteState.Superseded],
        [QuoteState.Accepted] = [],
        [QuoteState.Declined] = [QuoteState.Superseded],
        [QuoteState.Lapsed] = [QuoteState.Superseded],
        [QuoteState.Superseded] = [],
    };

    /// <summary>Whether one state may follow the other.</summary>
    public static bool MayBecome(this QuoteState from, QuoteState to) => Next[from].Contains(to);

    /// <summary>Whether the client can still answer.</summary>
    public static bool IsOpen(this QuoteState state) => state is QuoteState.Issued or QuoteState.Viewed;
}
