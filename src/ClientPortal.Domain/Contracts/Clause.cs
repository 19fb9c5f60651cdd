namespace ClientPortal.Domain.Contracts;

/// <summary>What a clause is about.</summary>
public enum ClauseKind
{
    /// <summary>What is done, and what is not.</summary>
    Scope,

    /// <summary>What the provider must do.</summary>
    ProviderDuties,

    /// <summary>What the client must do.</summary>
    ClientDuties,

    /// <summary>How results are accepted.</summary>
    Acceptance,

    /// <summary>When things are done.</summary>
    Schedule,

    /// <summary>What it costs.</summary>
    Price,

    /// <summary>When and how it is paid.</summary>
    Payment,

    /// <summary>What is kept secret.</summary>
    Confidentiality,

    /// <summary>Who bears a change of exchange rates, from which threshold, by which formula.</summary>
    CurrencyRisk,

    /// <summary>Who bears a change of commodity prices, from which threshold, by which formula.</summary>
    CommodityRisk,

    /// <summary>What is taken off, with its limits in time and volume.</summary>
    Discounts,

    /// <summary>How early changes are announced.</summary>
    NoticePeriod,

    /// <summary>Anything else.</summary>
    Custom,
}

/// <summary>One clause as it stands in a version.</summary>
/// <param name="Id">The clause, through all versions.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Heading">Its heading, at most <see cref="LongestHeading"/> characters.</param>
/// <param name="Text">Paragraphs of plain text, at most <see cref="LongestText"/> characters.</param>
/// <remarks>Its number is its place in the version, counted from 1.</remarks>
public sealed record Clause(ClauseId Id, ClauseKind Kind, string Heading, string Text)
{
    /// <summary>The most characters of a heading.</summary>
    public const int LongestHeading = 200;

    /// <summary>The most characters of the text.</summary>
    public const int LongestText = 8000;
}
