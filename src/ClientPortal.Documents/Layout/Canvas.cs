using System.Buffers.Binary;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace ClientPortal.Documents.Layout;

/// <summary>Elements of the document's structure, as PDF names them.</summary>
internal enum Tag
{
    /// <summary>No element of its own: the content belongs to the element around it.</summary>
    None,
    Section,
    Heading1,
    Heading2,
    Heading3,
    Paragraph,
    List,
    ListItem,
    Label,
    ListBody,
    Table,
    TableRow,
    HeaderCell,
    Cell,
}

/// <summary>Where pieces are drawn: the pages of one document and its structure. The only class that draws with the PDF library.</summary>
internal sealed class Canvas : IDisposable
{
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly PdfDocument _document;
    private readonly StructureBuilder _structure;
    private readonly UAManager _accessibility;
    private readonly Dictionary<(Face, double), XFont> _fonts = [];
    private readonly Dictionary<Ink, XBrush> _brushes = [];
    private XGraphics? _page;
    private bool _inArtifact;

    public Canvas(PdfDocument document)
    {
        _document = document;
        _accessibility = UAManager.ForDocument(document);
        _structure = _accessibility.StructureBuilder;
    }

    /// <summary>Height over width of a PNG.</summary>
    /// <exception cref="ArgumentException">The bytes are not a PNG.</exception>
    public static double AspectOf(byte[] png)
    {
        if (png.Length < 24 || !png.AsSpan(0, 8).SequenceEqual(PngSignature))
            throw new ArgumentException("The picture is not a PNG file.", nameof(png));
        var size = png.AsSpan(16);
        return BinaryPrimitives.ReadUInt32BigEndian(size[4..]) / (double)BinaryPrimitives.ReadUInt32BigEndian(size);
    }

    public void NewPage()
    {
        var last = _page;
        // Adding the page closes what is open in the old page's content, so the old one is let go afterwards.
        var page = _document.AddPage();
        page.Size = PageSize.A4;
        last?.Dispose();
        _page = XGraphics.FromPdfPage(page);
    }

    public void Open(Tag tag, bool alreadyOpen = false)
    {
        if (tag == Tag.None || alreadyOpen || _inArtifact)
            return;
        switch (tag)
        {
            case Tag.Section:
                _structure.BeginGroupingElement("Sect");
                break;
            default:
                _structure.BeginBlockLevelElement(NameOf(tag));
                break;
        }
    }

    public void OpenCell(Tag tag, int columns, bool ofRow)
    {
        Open(tag);
        if (tag == Tag.None || _inArtifact || tag == Tag.Cell && columns == 1)
            return;
        var attributes = Attributes("/Table");
        if (tag == Tag.HeaderCell)
            attributes.Elements.SetName("/Scope", ofRow ? "/Row" : "/Column");
        if (columns > 1)
            attributes.Elements.SetInteger("/ColSpan", columns);
    }

    public void Close(Tag tag, bool leaveOpen = false)
    {
        if (tag != Tag.None && !leaveOpen && !_inArtifact)
            _structure.End();
    }

    /// <summary>What is drawn inside is decoration or page furniture, not content.</summary>
    public void Artifact(Action draw)
    {
        if (_inArtifact)
        {
            draw();
            return;
        }

        _structure.BeginArtifact();
        _inArtifact = true;
        draw();
        _inArtifact = false;
        _structure.End();
    }

    public void Draw(TextLine line, double x, double y)
    {
        foreach (var run in line.Runs)
        {
            var decorated = (run.Style.Struck || run.Style.Underlined) && !_inArtifact;
            if (decorated)
            {
                _structure.BeginInlineLevelElement("Span");
                Attributes("/Layout").Elements.SetName("/TextDecorationType", run.Style.Struck ? "/LineThrough" : "/Underline");
            }

            Page.DrawString(run.Text, Font(run.Face, run.Style.Size), Brush(run.Style.Ink), x + run.X, y + line.Baseline);
            Decorate(run, x + run.X, y + line.Baseline);
            if (decorated)
                _structure.End();
        }
    }

    public void Hairline(double x1, double y, double x2, double thickness, Ink ink) =>
        Artifact(() => Page.DrawLine(new XPen(Colour(ink), thickness), x1, y, x2, y));

    public void Picture(byte[] png, double x, double y, double width, double height, string description)
    {
        using var image = XImage.FromStream(new MemoryStream(png));
        if (!_inArtifact)
            _structure.BeginIllustrationElement("Figure", description, new XRect(x, Page.PageSize.Height - y - height, width, height));
        Page.DrawImage(image, x, y, width, height);
        if (!_inArtifact)
            _structure.End();
    }

    public void Dispose() => _page?.Dispose();

    private XGraphics Page => _page ?? throw new InvalidOperationException("There is no page to draw on yet.");

    private static string NameOf(Tag tag) => tag switch
    {
        Tag.Heading1 => "H1",
        Tag.Heading2 => "H2",
        Tag.Heading3 => "H3",
        Tag.Paragraph => "P",
        Tag.List => "L",
        Tag.ListItem => "LI",
        Tag.Label => "Lbl",
        Tag.ListBody => "LBody",
        Tag.Table => "Table",
        Tag.TableRow => "TR",
        Tag.HeaderCell => "TH",
        Tag.Cell => "TD",
        _ => throw new ArgumentOutOfRangeException(nameof(tag), tag, message: null),
    };

    private PdfDictionary Attributes(string owner)
    {
        var attributes = new PdfDictionary(_document);
        attributes.Elements.SetName("/O", owner);
        _structure.CurrentStructureElement.Elements["/A"] = attributes;
        return attributes;
    }

    private void Decorate(TextRun run, double x, double baseline)
    {
        var size = run.Style.Size;
        var pen = new XPen(Colour(run.Style.Ink), size * 0.06);
        if (run.Style.Struck)
            Page.DrawLine(pen, x, baseline - size * 0.25, x + run.DecorationWidth, baseline - size * 0.25);
        if (run.Style.Underlined)
            Page.DrawLine(pen, x, baseline + size * 0.14, x + run.DecorationWidth, baseline + size * 0.14);
    }

    private XFont Font(Face face, double size)
    {
        if (!_fonts.TryGetValue((face, size), out var font))
            _fonts[(face, size)] = font = new XFont(face.Name, size, XFontStyleEx.Regular, XPdfFontOptions.UnicodeDefault);
        return font;
    }

    private XBrush Brush(Ink ink)
    {
        if (!_brushes.TryGetValue(ink, out var brush))
            _brushes[ink] = brush = new XSolidBrush(Colour(ink));
        return brush;
    }

    private static XColor Colour(Ink ink) => XColor.FromArgb(ink.Red, ink.Green, ink.Blue);
}
