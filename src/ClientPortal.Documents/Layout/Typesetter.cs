using System.Globalization;
using System.Text;

namespace ClientPortal.Documents.Layout;

/// <summary>Text of one face and style at its place in a line; <paramref name="X"/> from the line's left edge, widths in points.</summary>
internal sealed record TextRun(string Text, Face Face, TextStyle Style, double X, double Width, double DecorationWidth);

/// <summary>A line as set: its runs, its width without trailing spaces, its height and where the baseline lies in it.</summary>
internal sealed record TextLine(IReadOnlyList<TextRun> Runs, double Width, double Height, double Baseline);

/// <summary>
/// Turns spans into lines. Greedy, ragged. Rules: never break at a non-breaking space or hyphen; never strand a dash at the
/// start of a line, nor a Russian one-letter word (в, к, с, и), № or § at its end; break a word that is wider than the line
/// between two characters, never before a combining mark; show a character no font has as a replacement sign.
/// </summary>
internal sealed class Typesetter
{
    private const double Tolerance = 0.001;

    private readonly List<Glyph> _glyphs;
    private readonly IReadOnlyList<Span> _spans;

    private enum Kind : byte
    {
        Ink,
        Mark,
        Space,
        SoftHyphen,
        BreakHere,
        NewLine,
    }

    private enum Break : byte
    {
        Never,
        Unwelcome,
        Welcome,
    }

    /// <summary>Small on purpose: a contract has tens of thousands. <paramref name="Span"/> tells the style.</summary>
    private readonly record struct Glyph(Rune Rune, ushort Span, Kind Kind, Face Face, double Width);

    /// <summary>Chooses faces and measures; done once, however often the text is laid.</summary>
    public Typesetter(IReadOnlyList<Span> spans)
    {
        _spans = spans;
        _glyphs = new List<Glyph>(spans.Sum(span => span.Text.Length));
        for (var i = 0; i < spans.Count; i++)
            Shape(spans[i], (ushort)i);
    }

    /// <summary>Width of the text on as many lines as it has line breaks of its own.</summary>
    public double NaturalWidth
    {
        get
        {
            double widest = 0, line = 0, trailing = 0;
            foreach (var glyph in _glyphs)
            {
                if (glyph.Kind == Kind.NewLine)
                    (line, trailing) = (0, 0);
                else
                    (line, trailing) = (line + glyph.Width, glyph.Kind == Kind.Space ? trailing + glyph.Width : 0);
                widest = Math.Max(widest, line - trailing);
            }

            return widest;
        }
    }

    /// <summary>Sets the text to a width in points. Always at least one line, so that an empty paragraph keeps its height.</summary>
    public IReadOnlyList<TextLine> Set(double width)
    {
        var lines = new List<TextLine>();
        var start = 0;
        do
        {
            var (end, next, hyphen) = LineFrom(start, width);
            lines.Add(Compose(start, end, hyphen));
            start = next;
        }
        while (start < _glyphs.Count);
        return lines;
    }

    private void Shape(Span span, ushort index)
    {
        var own = Face.Of(span.Style);
        foreach (var rune in Readable(span.Text).EnumerateRunes())
        {
            if (rune.Value == '\n')
                _glyphs.Add(new Glyph(rune, index, Kind.NewLine, own, 0));
            else if (rune.Value == 0x200B)
                _glyphs.Add(new Glyph(rune, index, Kind.BreakHere, own, 0));
            else if (rune.Value == 0x00AD)
                _glyphs.Add(new Glyph(new Rune('-'), index, Kind.SoftHyphen, own, 0));
            else if (!PrintableText.IsInvisible(rune))
                _glyphs.Add(Visible(rune, own, index, span.Style.Size));
        }
    }

    private static Glyph Visible(Rune rune, Face own, ushort index, double size)
    {
        // A tab is a space; thin and figure spaces that a face lacks become the plain non-breaking one.
        if (rune.Value == '\t')
            rune = new Rune(' ');
        else if (rune.Value is 0x202F or 0x2007 && !own.File.Has(rune))
            rune = new Rune(0x00A0);
        var face = Face.Holding(rune, own);
        if (face is null)
            (rune, face) = (Face.Replacement, Face.ForReplacement);
        var kind = rune.Value == ' ' ? Kind.Space
            : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? Kind.Mark
            : Kind.Ink;
        return new Glyph(rune, index, kind, face, face.File.Advance(rune) * size);
    }

    /// <summary>Composed characters (й as one), one kind of line break, no lone surrogates.</summary>
    private static string Readable(string text)
    {
        text = text.ReplaceLineEndings("\n");
        if (!IsWellFormed(text))
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text.IsNormalized() ? text : text.Normalize();
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }

    private (int End, int Next, bool Hyphen) LineFrom(int start, double width)
    {
        double used = 0;
        int welcome = -1, unwelcome = -1;
        for (var i = start; i < _glyphs.Count; i++)
        {
            var glyph = _glyphs[i];
            if (glyph.Kind == Kind.NewLine)
                return (i, i + 1, false);
            // Spaces may hang over the edge; everything else may not.
            if (glyph.Kind != Kind.Space && used + glyph.Width > width + Tolerance && i > start)
                return Overflow(start, i, welcome > start ? welcome : unwelcome);
            used += glyph.Width;
            var brk = BreakAfter(start, i);
            if (brk == Break.Never || glyph.Kind == Kind.SoftHyphen && used + HyphenWidth(glyph) > width + Tolerance)
                continue;
            if (brk == Break.Welcome)
                welcome = i + 1;
            else
                unwelcome = i + 1;
        }

        return (_glyphs.Count, _glyphs.Count, false);
    }

    private (int End, int Next, bool Hyphen) Overflow(int start, int at, int brk)
    {
        if (brk > start)
            return (brk, brk, _glyphs[brk - 1].Kind == Kind.SoftHyphen);
        while (at > start + 1 && _glyphs[at].Kind == Kind.Mark)
            at--;
        return (at, at, false);
    }

    private double HyphenWidth(Glyph glyph) => glyph.Face.File.Advance(glyph.Rune) * _spans[glyph.Span].Style.Size;

    private Break BreakAfter(int start, int at)
    {
        var glyph = _glyphs[at];
        switch (glyph.Kind)
        {
            case Kind.SoftHyphen or Kind.BreakHere:
                return Break.Welcome;
            case Kind.Space:
                return AfterSpace(start, at);
            case Kind.Ink:
                return AfterSign(at);
            default:
                return Break.Never;
        }
    }

    private Break AfterSpace(int start, int at)
    {
        var dashFollows = at + 1 < _glyphs.Count && _glyphs[at + 1].Rune.Value is '—' or '–';
        var previous = at > start ? _glyphs[at - 1].Rune : default;
        var lonely = at > start
            && (previous.Value is '№' or '§' || IsCyrillic(previous) && (at - 1 == start || _glyphs[at - 2].Kind is Kind.Space or Kind.NewLine));
        return dashFollows || lonely ? Break.Unwelcome : Break.Welcome;
    }

    private static bool IsCyrillic(Rune rune) => rune.Value is >= 0x0400 and <= 0x04FF;

    private Break AfterSign(int at)
    {
        if (at + 1 >= _glyphs.Count || at == 0 || _glyphs[at + 1].Kind != Kind.Ink)
            return Break.Never;
        Rune sign = _glyphs[at].Rune, before = _glyphs[at - 1].Rune, after = _glyphs[at + 1].Rune;
        return sign.Value switch
        {
            '-' or 0x2010 => Rune.IsLetter(before) && Rune.IsLetter(after) ? Break.Welcome : Break.Never,
            '—' or '–' => Rune.IsDigit(before) ? Break.Never : Break.Welcome,
            '/' or '@' or '_' => Rune.IsLetterOrDigit(before) && Rune.IsLetterOrDigit(after) ? Break.Unwelcome : Break.Never,
            _ => Break.Never,
        };
    }

    private TextLine Compose(int start, int end, bool hyphen)
    {
        var inkEnd = end;
        while (inkEnd > start && _glyphs[inkEnd - 1].Kind is Kind.Space or Kind.BreakHere)
            inkEnd--;
        var runs = new List<TextRun>();
        var text = new StringBuilder();
        Span<char> units = stackalloc char[2];
        double x = 0, inkWidth = 0;
        for (var i = start; i < end;)
        {
            var first = _glyphs[i];
            text.Clear();
            double from = x, decorated = 0;
            for (; i < end && _glyphs[i].Face == first.Face && _glyphs[i].Span == first.Span; i++)
            {
                var glyph = _glyphs[i];
                var shown = glyph.Kind != Kind.BreakHere && (glyph.Kind != Kind.SoftHyphen || hyphen && i == end - 1);
                if (!shown)
                    continue;
                text.Append(units[..glyph.Rune.EncodeToUtf16(units)]);
                x += glyph.Kind == Kind.SoftHyphen ? HyphenWidth(glyph) : glyph.Width;
                if (i < inkEnd)
                    (inkWidth, decorated) = (x, x - from);
            }

            if (text.Length > 0)
                runs.Add(new TextRun(text.ToString(), first.Face, _spans[first.Span].Style, from, x - from, decorated));
        }

        var tallest = runs.Count > 0 ? runs.MaxBy(run => run.Style.LineHeight)!.Style : start < _glyphs.Count ? _spans[_glyphs[start].Span].Style : _spans.Count > 0 ? _spans[0].Style : default;
        var file = Face.Of(tallest).File;
        var baseline = (tallest.LineHeight - (file.Ascent + file.Descent) * tallest.Size) / 2 + file.Ascent * tallest.Size;
        return new TextLine(runs, inkWidth, tallest.LineHeight, baseline);
    }
}
