namespace ClientPortal.Documents.Layout;

/// <summary>A hairline over the whole width; decoration to a screen reader.</summary>
internal sealed class Rule(double thickness, Ink ink) : Block
{
    public override Fit Lay(Room room) => room.Holds(thickness) || room.Fresh
        ? new Fit(new Piece(thickness, (canvas, x, y, _) => canvas.Hairline(x, y + thickness / 2, x + room.Width, thickness, ink)), null)
        : new Fit(null, this);
}

/// <summary>What follows starts on a new page; nothing when it already does.</summary>
internal sealed class PageBreak : Block
{
    public override Fit Lay(Room room) => room.Fresh ? new Fit(null, null) : new Fit(null, this);
}

/// <summary>Content that moves to the next page rather than be split; split only when taller than a page.</summary>
internal sealed class KeepTogether(Block content) : Block
{
    public override double NaturalWidth => content.NaturalWidth;

    public override Fit Lay(Room room)
    {
        var fit = content.Lay(room);
        return fit.Rest is null || room.Fresh ? fit : new Fit(null, this);
    }
}

/// <summary>Content inside a structure element: a section, a list.</summary>
internal sealed class Tagged(Tag tag, Block content, bool continued = false) : Block
{
    public override double NaturalWidth => content.NaturalWidth;

    public override Fit Lay(Room room)
    {
        var fit = content.Lay(room);
        var continues = fit.Rest is not null;
        var piece = fit.Placed is null
            ? null
            : fit.Placed with
            {
                Paint = (canvas, x, y, linked) =>
                {
                    canvas.Open(tag, continued && linked);
                    fit.Placed.Paint(canvas, x, y, linked);
                    canvas.Close(tag, continues && linked);
                },
            };
        var rest = fit.Rest is null ? null : new Tagged(tag, fit.Rest, continued || piece is not null) { SpaceAfter = SpaceAfter };
        return new Fit(piece, rest);
    }
}

/// <summary>A list item: the label hangs in the margin on the left, the body flows over pages.</summary>
internal sealed class Hanging(Paragraph? label, double indent, Block body) : Block
{
    private bool Continued => label is null;

    public override Fit Lay(Room room)
    {
        var fit = body.Lay(room with { Width = room.Width - indent });
        if (fit.Placed is null)
            return fit.Rest is null ? fit : new Fit(null, this);
        var number = label?.Lay(new Room(indent, double.MaxValue, Fresh: true)).Placed;
        var continues = fit.Rest is not null;
        var piece = new Piece(Math.Max(fit.Placed.Height, number?.Height ?? 0), (canvas, x, y, linked) =>
        {
            canvas.Open(Tag.ListItem, Continued && linked);
            if (number is not null)
            {
                canvas.Open(Tag.Label);
                number.Paint(canvas, x, y, linked: false);
                canvas.Close(Tag.Label);
            }

            canvas.Open(Tag.ListBody, Continued && linked);
            fit.Placed.Paint(canvas, x + indent, y, linked);
            canvas.Close(Tag.ListBody, continues && linked);
            canvas.Close(Tag.ListItem, continues && linked);
        });
        return new Fit(piece, fit.Rest is null ? null : new Hanging(null, indent, fit.Rest) { SpaceAfter = SpaceAfter });
    }
}

/// <summary>A PNG picture, scaled down to the width or to a page, never up.</summary>
/// <param name="png">Bytes of a PNG file.</param>
/// <param name="width">Width in points when there is room.</param>
/// <param name="description">What it shows, for who cannot see it.</param>
internal sealed class Picture(byte[] png, double width, string description) : Block
{
    public override double NaturalWidth => width;

    public override Fit Lay(Room room)
    {
        var shown = Math.Min(width, room.Width);
        var height = shown * Canvas.AspectOf(png);
        if (!room.Holds(height))
        {
            if (!room.Fresh)
                return new Fit(null, this);
            (shown, height) = (shown * room.Height / height, room.Height);
        }

        return new Fit(new Piece(height, (canvas, x, y, _) => canvas.Picture(png, x, y, shown, height, description)), null);
    }
}
