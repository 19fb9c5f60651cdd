namespace ClientPortal.Documents.Layout;

/// <summary>Blocks one under another.</summary>
internal sealed class Column(IReadOnlyList<Block> children) : Block
{
    public override double NaturalWidth => children.Count == 0 ? 0 : children.Max(child => child.NaturalWidth);

    public override Fit Lay(Room room)
    {
        var placed = new List<(Piece Piece, double Y)>();
        double y = 0;
        for (var i = 0; i < children.Count; i++)
        {
            var child = children[i];
            var gap = y > 0 && i > 0 ? Math.Max(children[i - 1].SpaceAfter, child.SpaceBefore) : 0;
            var fit = child.Lay(new Room(room.Width, room.Height - y - gap, room.Fresh && y == 0));
            if (fit.Placed is null && fit.Rest is not null)
                return Stop(placed, FirstToMove(i, room.Fresh));
            if (fit.Placed is not null)
            {
                placed.Add((fit.Placed, y + gap));
                y += gap + fit.Placed.Height;
            }

            if (fit.Rest is not null)
                return new Fit(Stack(placed), new Column([fit.Rest, .. children.Skip(i + 1)]));
        }

        return new Fit(Stack(placed), null);
    }

    /// <summary>What does not fit takes the headings before it along, unless they fill the page from its top.</summary>
    private int FirstToMove(int at, bool fresh)
    {
        var first = at;
        while (first > 0 && children[first - 1].KeepWithNext)
            first--;
        return first == 0 && fresh ? at : first;
    }

    private Fit Stop(List<(Piece Piece, double Y)> placed, int first)
    {
        if (placed.Count > first)
            placed.RemoveRange(first, placed.Count - first);
        return new Fit(placed.Count == 0 ? null : Stack(placed), first == 0 ? this : new Column(children.Skip(first).ToArray()));
    }

    private static Piece Stack(List<(Piece Piece, double Y)> placed)
    {
        var height = placed.Count == 0 ? 0 : placed[^1].Y + placed[^1].Piece.Height;
        return new Piece(height, (canvas, x, y, linked) =>
        {
            foreach (var (piece, top) in placed)
                piece.Paint(canvas, x, y + top, linked);
        });
    }
}
