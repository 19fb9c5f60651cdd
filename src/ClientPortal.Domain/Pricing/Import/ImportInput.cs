using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Pricing.Import;

/// <summary>What a column of a file holds.</summary>
public enum PriceField
{
    /// <summary>The code.</summary>
    Code,

    /// <summary>The name, in the language said for the file.</summary>
    Name,

    /// <summary>The name in the other language.</summary>
    NameOther,

    /// <summary>The unit.</summary>
    Unit,

    /// <summary>The price alone, opened by a template.</summary>
    Price,

    /// <summary>Base work.</summary>
    Base,

    /// <summary>Materials.</summary>
    Materials,

    /// <summary>Subcontractors.</summary>
    Subcontractors,

    /// <summary>Other costs.</summary>
    Other,

    /// <summary>The margin in percent of the cost.</summary>
    MarginPercent,

    /// <summary>The tax in percent of the net price.</summary>
    TaxPercent,

    /// <summary>What the price is based on.</summary>
    Basis,

    /// <summary>The currency.</summary>
    Currency,
}

/// <summary>How a person wants a file read. Kept for the next file with the same heading.</summary>
public sealed record ImportInput
{
    /// <summary>The revision of the list the dry run was made for.</summary>
    public int Revision { get; init; }

    /// <summary>What divides the columns; null to find out.</summary>
    public FileSeparator? Separator { get; init; }

    /// <summary>The line the heading begins on, from 1; 0 when the file has none.</summary>
    public int HeadingLine { get; init; } = 1;

    /// <summary>Lines below the heading that are no prices.</summary>
    public IReadOnlyList<int> SkippedLines { get; init; } = [];

    /// <summary>What each column holds, by its number from 0; columns that are left out are not read.</summary>
    public IReadOnlyDictionary<int, PriceField> Columns { get; init; } = new Dictionary<int, PriceField>();

    /// <summary>The language of the names.</summary>
    public Language? NameLanguage { get; init; }

    /// <summary>The currency of all rows; a column for it goes before.</summary>
    public string? Currency { get; init; }

    /// <summary>The unit of all rows; a column for it goes before.</summary>
    public PriceUnit? Unit { get; init; }

    /// <summary>The unit in words, when it is <see cref="PriceUnit.Custom"/>.</summary>
    public string? UnitText { get; init; }

    /// <summary>The tax in percent of all rows; a column for it goes before.</summary>
    public string? TaxPercent { get; init; }

    /// <summary>How numbers divide their fraction off.</summary>
    public NumberStyle Numbers { get; init; }

    /// <summary>Whether the prices hold the tax already.</summary>
    public bool PricesAreGross { get; init; }

    /// <summary>How rows that carry only a price are opened; its percents also serve rows whose columns have none.</summary>
    public TemplateInput? Template { get; init; }

    /// <summary>Whether codes are made from names where the file has none.</summary>
    public bool CodesFromNames { get; init; }

    /// <summary>Whether a made code that is taken gets a number; it is refused otherwise.</summary>
    public bool NumberDuplicates { get; init; }

    /// <summary>Whether what is in the draft and not in the file is taken out.</summary>
    public bool ReplaceAll { get; init; }

    /// <summary>Whether the good rows are taken although there are bad ones.</summary>
    public bool LeaveBadRows { get; init; }
}

/// <summary>What is wrong with a row.</summary>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Column">The column, from 0; null when it concerns the whole row.</param>
/// <param name="Field">What it concerns; null for the row as a whole.</param>
/// <param name="ColumnName">The column's heading; empty when there is none.</param>
/// <param name="Text">What stands there, cut to 40 characters.</param>
/// <param name="Rule">What it breaks.</param>
/// <param name="Arguments">Values for the sentence.</param>
public sealed record RowFault(int Line, int? Column, PriceField? Field, string ColumnName, string Text, Rule Rule, IReadOnlyList<object> Arguments);

/// <summary>A row that was read.</summary>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Terms">What the price is for.</param>
/// <param name="Price">The price, opened.</param>
/// <param name="Carried">Which fields the file said; the others keep what the draft has.</param>
public sealed record PriceRow(int Line, PriceItemTerms Terms, Composition Price, IReadOnlySet<PriceField> Carried);
