namespace ClientPortal.Documents.Layout;

/// <summary>Width of a column of a row or table.</summary>
internal readonly record struct Width
{
    private Width(double points, double share, bool fits) => (Points, Share, Fits) = (points, share, fits);

    public double Points { get; }

    public double Share { get; }

    /// <summary>As wide as its widest content: for figures, which must not wrap.</summary>
    public bool Fits { get; }

    public static Width Of(double points) => new(points, 0, fits: false);

    public static Width Part(double share = 1) => new(0, share, fits: false);

    public static Width ToContent { get; } = new(0, 0, fits: true);

    /// <summary>
    /// Deals out <paramref name="total"/> points, gaps already taken off. Columns that fit their content get what they need, but
    /// leave the relative ones at least a fifth of the whole each; relative columns share what remains.
    /// </summary>
    public static double[] Deal(IReadOnlyList<Width> widths, double total, Func<int, double> natural)
    {
        var dealt = widths.Select((width, i) => width.Fits ? natural(i) : width.Points).ToArray();
        var shares = widths.Sum(width => width.Share);
        var reserved = widths.Count(width => width.Share > 0) * total / 5;
        var available = Math.Max(0, total - reserved - widths.Sum(width => width.Points));
        var wanted = widths.Select((width, i) => width.Fits ? dealt[i] : 0).Sum();
        for (var i = 0; i < dealt.Length; i++)
        {
            if (widths[i].Fits && wanted > available)
                dealt[i] *= available / wanted;
        }

        var spare = Math.Max(0, total - dealt.Sum());
        for (var i = 0; i < dealt.Length; i++)
        {
            if (widths[i].Share > 0)
                dealt[i] = spare * widths[i].Share / shares;
        }

        return dealt;
    }
}

/// <summary>
/// Blocks side by side, kept on one page; only a row that is taller than a page is split, each side going on by itself.
/// </summary>
internal sealed class Row(IReadOnlyList<(Width Width, Block Content)> cells, double gap) : Block
{
    public override Fit Lay(Room room)
    {
        var widths = Width.Deal(
            cells.Select(cell => cell.Width).ToArray(),
            room.Width - gap * (cells.Count - 1),
            i => cells[i].Content.NaturalWidth);
        var fits = cells.Select((cell, i) => cell.Content.Lay(room with { Width = widths[i] })).ToArray();
        var whole = fits.All(fit => fit.Rest is null);
        if (!whole && !room.Fresh)
            return new Fit(null, this);
        var height = fits.Max(fit => fit.Placed?.Height ?? 0);
        var piece = new Piece(height, (canvas, x, y, _) =>
        {
            for (var i = 0; i < fits.Length; i++)
            {
                fits[i].Placed?.Paint(canvas, x, y, linked: false);
                x += widths[i] + gap;
            }
        });
        if (whole)
            return new Fit(piece, null);
        var rest = cells.Select((cell, i) => (Width.Of(widths[i]), fits[i].Rest ?? new Column([]))).ToArray();
        return new Fit(piece, new Row(rest, gap) { SpaceAfter = SpaceAfter });
    }
}
