namespace ClientPortal.Documents.Layout;

/// <summary>A colour in sRGB.</summary>
internal readonly record struct Ink(byte Red, byte Green, byte Blue)
{
    public static readonly Ink Text = new(0x1c, 0x1f, 0x23);
    public static readonly Ink Quiet = new(0x5b, 0x62, 0x6b);
    public static readonly Ink Line = new(0xc4, 0xc0, 0xb6);
    public static readonly Ink StrongLine = new(0x5b, 0x62, 0x6b);
    public static readonly Ink Added = new(0x0b, 0x5d, 0x3b);
    public static readonly Ink Removed = new(0x9b, 0x1c, 0x1c);
}

/// <summary>How a run of text looks. <paramref name="Size"/> in points; <paramref name="Leading"/> is line height as a multiple of it.</summary>
internal readonly record struct TextStyle(
    Family Family,
    double Size,
    double Leading,
    bool Bold = false,
    bool Italic = false,
    bool Struck = false,
    bool Underlined = false,
    Ink? Colour = null)
{
    public Ink Ink => Colour ?? Ink.Text;

    public double LineHeight => Size * Leading;
}

/// <summary>A piece of a paragraph in one style.</summary>
internal readonly record struct Span(string Text, TextStyle Style);

internal enum TextAlign
{
    Left,
    Right,
    Centre,
}
