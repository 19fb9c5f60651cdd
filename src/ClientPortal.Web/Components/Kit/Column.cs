using Microsoft.AspNetCore.Components;

namespace ClientPortal.Web.Components.Kit;

/// <summary>A column of a <see cref="DataTable{TRow}"/>.</summary>
/// <typeparam name="TRow">What a row shows.</typeparam>
public sealed class Column<TRow> : ComponentBase
{
    /// <summary>The column's head; on a phone it stands before each value.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The cell of a row.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TRow> ChildContent { get; set; } = null!;

    /// <summary>Whether it holds figures: right-aligned, figures of one width.</summary>
    [Parameter]
    public bool Figures { get; set; }

    /// <summary>Whether it names the row: one for each table.</summary>
    [Parameter]
    public bool Head { get; set; }

    [CascadingParameter]
    private DataTable<TRow> Table { get; set; } = null!;

    internal string? Css => Figures ? "figures" : null;

    /// <inheritdoc />
    protected override void OnInitialized() => Table.Add(this);
}
