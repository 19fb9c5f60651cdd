namespace ClientPortal.Documents.Layout;

/// <summary>
/// Running text. At a page break at least two lines stay together on either side. With <see cref="Tag.None"/> the text belongs
/// to the element around it (a table cell, a list label).
/// </summary>
internal sealed class Paragraph : Block
{
    /// <summary>Fewest lines of a broken paragraph on either page.</summary>
    private const int Together = 2;

    private readonly Typesetter _text;
    private readonly TextAlign _align;
    private readonly Tag _tag;
    private readonly int _from;
    private readonly bool _continued;

    // The lines of the last width: a block is laid several times with the same one.
    private (double Width, IReadOnlyList<TextLine> Lines)? _lines;

    public Paragraph(IReadOnlyList<Span> spans, Tag tag = Tag.Paragraph, TextAlign align = TextAlign.Left)
    {
        (_text, _tag, _align) = (new Typesetter(spans), tag, align);
    }

    public Paragraph(string text, TextStyle style, Tag tag = Tag.Paragraph, TextAlign align = TextAlign.Left)
        : this([new Span(text, style)], tag, align)
    {
    }

    private Paragraph(Paragraph whole, int from, IReadOnlyList<TextLine> lines, double width)
    {
        (_text, _tag, _align) = (whole._text, whole._tag, whole._align);
        (_from, _continued, _lines) = (from, true, (width, lines));
        SpaceAfter = whole.SpaceAfter;
    }

    public override double NaturalWidth => _text.NaturalWidth;

    public override Fit Lay(Room room)
    {
        var lines = Lines(room.Width);
        var left = lines.Count - _from;
        double height = 0;
        var count = 0;
        while (count < left && room.Holds(height + lines[_from + count].Height))
            height += lines[_from + count++].Height;
        if (count == left)
            return new Fit(Piece(lines, count, room.Width, continues: false), null);
        count = Math.Min(count, left - Together);
        if (count < Together)
            count = room.Fresh ? Math.Clamp(count, 1, left) : 0;
        if (count == 0)
            return new Fit(null, this);
        if (count == left)
            return new Fit(Piece(lines, count, room.Width, continues: false), null);
        return new Fit(Piece(lines, count, room.Width, continues: true), new Paragraph(this, _from + count, lines, room.Width));
    }

    private IReadOnlyList<TextLine> Lines(double width)
    {
        if (_lines is not { } known || known.Width != width)
            _lines = known = (width, _text.Set(width));
        return known.Lines;
    }

    private Piece Piece(IReadOnlyList<TextLine> lines, int count, double width, bool continues)
    {
        var shown = lines.Skip(_from).Take(count).ToArray();
        return new Piece(shown.Sum(line => line.Height), (canvas, x, y, linked) =>
        {
            canvas.Open(_tag, _continued && linked);
            foreach (var line in shown)
            {
                canvas.Draw(line, x + Shift(width - line.Width), y);
                y += line.Height;
            }

            canvas.Close(_tag, continues && linked);
        });
    }

    private double Shift(double spare) => _align switch
    {
        TextAlign.Right => spare,
        TextAlign.Centre => spare / 2,
        _ => 0,
    };
}
