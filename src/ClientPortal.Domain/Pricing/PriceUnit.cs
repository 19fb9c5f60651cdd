namespace ClientPortal.Domain.Pricing;

/// <summary>What a price is for.</summary>
public enum PriceUnit
{
    /// <summary>An hour of work.</summary>
    Hour,

    /// <summary>A day of work.</summary>
    Day,

    /// <summary>A month.</summary>
    Month,

    /// <summary>One thing.</summary>
    Piece,

    /// <summary>A page.</summary>
    Page,

    /// <summary>The whole of a project.</summary>
    Project,

    /// <summary>Something else, in the list's own words.</summary>
    Custom,
}
