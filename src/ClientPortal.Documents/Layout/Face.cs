using System.Text;

namespace ClientPortal.Documents.Layout;

/// <summary>Families a document is set in.</summary>
internal enum Family
{
    /// <summary>What people read and sign.</summary>
    Serif,

    /// <summary>Labels, table heads, running heads. No italic.</summary>
    Sans,
}

/// <summary>One font file by the name under which the PDF library asks for it.</summary>
internal sealed class Face
{
    /// <summary>U+FFFD: stands visibly for a character that no face of ours has.</summary>
    public static readonly Rune Replacement = new(0xFFFD);

    private static readonly Face SerifRegular = Read("PTSerif-Regular");
    private static readonly Face SerifBold = Read("PTSerif-Bold");
    private static readonly Face SerifItalic = Read("PTSerif-Italic");
    private static readonly Face SerifBoldItalic = Read("PTSerif-BoldItalic");
    private static readonly Face SansRegular = Read("PTSans-Regular");
    private static readonly Face SansBold = Read("PTSans-Bold");

    // Wide: the rest of Latin, Cyrillic and Greek, and the replacement character. Symbols: arrows, ticks, shapes, mathematics.
    private static readonly Face Wide = Read("NotoSerif-Regular");
    private static readonly Face Symbols = Read("NotoSansMath-Regular");

    /// <summary>Every face, for the resolver and for tests.</summary>
    public static readonly IReadOnlyList<Face> All =
        [SerifRegular, SerifBold, SerifItalic, SerifBoldItalic, SansRegular, SansBold, Wide, Symbols];

    private Face(string name, FontFile file) => (Name, File) = (name, file);

    /// <summary>Unique name; also the family name by which the PDF library asks.</summary>
    public string Name { get; }

    /// <summary>The file's metrics and bytes.</summary>
    public FontFile File { get; }

    /// <summary>The face a style asks for.</summary>
    public static Face Of(TextStyle style) => (style.Family, style.Bold, style.Italic) switch
    {
        (Family.Sans, true, _) => SansBold,
        (Family.Sans, false, _) => SansRegular,
        (_, true, true) => SerifBoldItalic,
        (_, true, false) => SerifBold,
        (_, false, true) => SerifItalic,
        _ => SerifRegular,
    };

    /// <summary>
    /// The face that has the character, the style's own first; null when no face has it.
    /// </summary>
    public static Face? Holding(Rune character, Face own)
    {
        if (own.File.Has(character))
            return own;
        return Wide.File.Has(character) ? Wide : Symbols.File.Has(character) ? Symbols : null;
    }

    /// <summary>The face that draws <see cref="Replacement"/>.</summary>
    public static Face ForReplacement => Wide;

    private static Face Read(string name)
    {
        using var stream = typeof(Face).Assembly.GetManifestResourceStream(name + ".ttf")
            ?? throw new InvalidOperationException($"The font {name} is not embedded in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new Face(name, new FontFile(bytes));
    }
}
