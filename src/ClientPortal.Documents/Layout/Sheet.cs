using System.Globalization;
using ClientPortal.Documents.Pdf;
using PdfSharp.Pdf;

namespace ClientPortal.Documents.Layout;

/// <summary>What a document says of itself. <paramref name="MadeAt"/> is the only time in it: nothing is taken from the clock.</summary>
internal sealed record SheetInfo(string Title, string Author, string Subject, CultureInfo Language, DateTimeOffset MadeAt);

/// <summary>A block for the head or foot of page <paramref name="page"/> of <paramref name="pages"/>, both from 1; null for none.</summary>
internal delegate Block? Furniture(int page, int pages);

/// <summary>
/// A document on A4 pages: a body that flows, a head and a foot on each page. The same content gives the same bytes, on any
/// machine, on any day.
/// </summary>
internal sealed class Sheet(SheetInfo info, Block body)
{
    private const double PageWidth = 595.28;
    private const double PageHeight = 841.89;
    private const double Left = 74;
    private const double Right = 74;
    private const double Top = 76;
    private const double Bottom = 80;
    private const double HeaderTop = 40;
    private const double FooterTop = PageHeight - 56;

    /// <summary>Width of the text in points.</summary>
    public const double TextWidth = PageWidth - Left - Right;

    /// <summary>Drawn above the text of each page.</summary>
    public Furniture? Header { get; init; }

    /// <summary>Drawn under the text of each page.</summary>
    public Furniture? Footer { get; init; }

    /// <summary>The PDF file: tagged, marked as PDF/A-2a, fonts embedded.</summary>
    public byte[] Render()
    {
        Engine.Ready();
        var pages = Paginate();
        using var document = new PdfDocument();
        document.SetPdfA();
        document.Language = info.Language.Name;
        document.Options.NoCompression = true;
        document.Options.CompressContentStreams = false;
        using (var canvas = new Canvas(document))
        {
            for (var i = 0; i < pages.Count; i++)
            {
                canvas.NewPage();
                Draw(canvas, Header?.Invoke(i + 1, pages.Count), HeaderTop);
                pages[i].Paint(canvas, Left, Top, linked: true);
                Draw(canvas, Footer?.Invoke(i + 1, pages.Count), FooterTop);
            }
        }

        using var raw = new MemoryStream();
        document.Save(raw);
        return PdfFinish.Apply(raw.ToArray(), info);
    }

    private List<Piece> Paginate()
    {
        var pages = new List<Piece>();
        var rest = body;
        do
        {
            var fit = rest.Lay(new Room(TextWidth, PageHeight - Top - Bottom, Fresh: true));
            if (fit.Placed is null && fit.Rest is not null)
                throw new InvalidOperationException("A block refused an empty page.");
            pages.Add(fit.Placed ?? new Piece(0, (_, _, _, _) => { }));
            rest = fit.Rest;
        }
        while (rest is not null);
        return pages;
    }

    private static void Draw(Canvas canvas, Block? block, double y)
    {
        if (block?.Lay(new Room(TextWidth, double.MaxValue, Fresh: true)).Placed is { } piece)
            canvas.Artifact(() => piece.Paint(canvas, Left, y, linked: false));
    }
}
