using Microsoft.AspNetCore.Components;

namespace ClientPortal.Web.Components.Kit;

/// <summary>What kind of field a <see cref="FormField"/> is.</summary>
public enum FieldKind
{
    /// <summary>One line of text.</summary>
    Text,
    /// <summary>A mail address.</summary>
    Email,
    /// <summary>A password, with a way to see what one types.</summary>
    Password,
    /// <summary>A number; figures of one width.</summary>
    Number,
    /// <summary>A day. The value is posted and kept as <c>yyyy-MM-dd</c>.</summary>
    Date,
    /// <summary>One of a few choices.</summary>
    Select,
    /// <summary>Several lines of text.</summary>
    Lines,
    /// <summary>Yes or no; posts <c>true</c> when marked.</summary>
    Mark,
}

/// <summary>A choice of a select field.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Text">What is read.</param>
/// <param name="Group">The heading it stands under; neighbours of one group stand under one. Null stands under none.</param>
public sealed record Choice(string Value, string Text, string? Group = null);

/// <summary>What became of a run of words between two versions.</summary>
public enum RedlineKind
{
    /// <summary>In both.</summary>
    Same,
    /// <summary>Only in the new one.</summary>
    Added,
    /// <summary>Only in the old one.</summary>
    Removed,
}

/// <summary>A run of words of a redline; together the runs are the whole text.</summary>
/// <param name="Text">The words, spaces included.</param>
/// <param name="Kind">What became of them.</param>
public sealed record RedlineSegment(string Text, RedlineKind Kind);

/// <summary>One part of a price.</summary>
/// <param name="Name">Its name in the reader's language.</param>
/// <param name="Amount">Its amount in the price's currency; a discount is negative.</param>
/// <param name="Note">How it comes about ("12 days at 400.00"), or null.</param>
public sealed record PricePart(string Name, decimal Amount, string? Note = null);

/// <summary>Renders its content after its elder siblings have been set up, so that columns are known before their table is drawn.</summary>
public sealed class Afterwards : ComponentBase
{
    /// <summary>What is rendered.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc />
    protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
