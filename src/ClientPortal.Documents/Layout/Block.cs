namespace ClientPortal.Documents.Layout;

/// <summary>
/// The room offered to a block, in points. <paramref name="Fresh"/> means that nothing stands above it on the page: there the
/// block must place something, even what it would rather keep whole, so that layout always ends.
/// </summary>
internal readonly record struct Room(double Width, double Height, bool Fresh)
{
    /// <summary>Sums of heights collect rounding; a hundredth of a point is nobody's overflow.</summary>
    public bool Holds(double height) => height <= Height + 0.01;
}

/// <summary>What fits and what is left. Nothing placed and something left: the block wants the next page.</summary>
internal readonly record struct Fit(Piece? Placed, Block? Rest);

/// <summary>
/// Draws a placed piece with its top left corner at a point. When <c>linked</c>, the block's structure element may stay open
/// over a page break, so that a paragraph on two pages is one paragraph to a screen reader; side by side (in rows and
/// cells) elements must close with each piece.
/// </summary>
internal delegate void Painter(Canvas canvas, double x, double y, bool linked);

/// <summary>Something placed: its height in points and how to draw it.</summary>
internal sealed record Piece(double Height, Painter Paint);

/// <summary>A part of a document that flows: laid into rooms, page after page, until nothing is left.</summary>
internal abstract class Block
{
    /// <summary>Space above in points, dropped at the top of a page; the larger of neighbours' spaces counts.</summary>
    public double SpaceBefore { get; init; }

    /// <summary>Space below in points.</summary>
    public double SpaceAfter { get; init; }

    /// <summary>A heading: never left alone at the foot of a page.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>Places as much as the room takes. Does not change the block: it may be laid several times.</summary>
    public abstract Fit Lay(Room room);

    /// <summary>Width the block would take if nothing wrapped.</summary>
    public virtual double NaturalWidth => 0;
}
