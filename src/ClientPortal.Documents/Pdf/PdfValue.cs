using System.Globalization;
using System.Text;

namespace ClientPortal.Documents.Pdf;

/// <summary>
/// A value of a PDF file as text. Names, numbers and strings stay as they were written; only what gets changed is taken apart.
/// Text is Latin-1: one character, one byte.
/// </summary>
internal abstract record PdfValue
{
    public abstract void WriteTo(StringBuilder text);

    public override string ToString()
    {
        var text = new StringBuilder();
        WriteTo(text);
        return text.ToString();
    }

    /// <summary>A copy in which each reference to another object is replaced.</summary>
    public virtual PdfValue MapRefs(Func<int, int> map) => this;

    protected static void Separate(StringBuilder text)
    {
        if (text.Length > 0 && !"[]<>()/ \n".Contains(text[^1], StringComparison.Ordinal))
            text.Append(' ');
    }
}

/// <summary>A name, number, string, boolean or null, as written.</summary>
internal sealed record PdfToken(string Text) : PdfValue
{
    public static PdfToken Name(string name) => new("/" + name);

    public static PdfToken Number(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A text string in UTF-16, written in hexadecimal.</summary>
    public static PdfToken String(string text) => new("<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">");

    public static PdfToken Bytes(ReadOnlySpan<byte> bytes) => new("<" + Convert.ToHexString(bytes) + ">");

    /// <exception cref="InvalidDataException">Not a whole number.</exception>
    public int AsNumber => int.TryParse(Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new InvalidDataException($"The PDF has '{Text}' where a whole number should stand.");

    public override void WriteTo(StringBuilder text)
    {
        if (Text[0] is not ('/' or '(' or '<'))
            Separate(text);
        text.Append(Text);
    }

    public override string ToString() => Text;
}

/// <summary>A reference to an indirect object of generation 0.</summary>
internal sealed record PdfRef(int Number) : PdfValue
{
    public override void WriteTo(StringBuilder text)
    {
        Separate(text);
        text.Append(CultureInfo.InvariantCulture, $"{Number} 0 R");
    }

    public override PdfValue MapRefs(Func<int, int> map) => new PdfRef(map(Number));

    public override string ToString() => base.ToString();
}

internal sealed record PdfList(IReadOnlyList<PdfValue> Items) : PdfValue
{
    public override void WriteTo(StringBuilder text)
    {
        text.Append('[');
        foreach (var item in Items)
            item.WriteTo(text);
        text.Append(']');
    }

    public override PdfValue MapRefs(Func<int, int> map) => new PdfList(Items.Select(item => item.MapRefs(map)).ToArray());

    public override string ToString() => base.ToString();
}

/// <summary>A dictionary; keys without the slash, in the order written.</summary>
internal sealed record PdfMap(IReadOnlyList<KeyValuePair<string, PdfValue>> Entries) : PdfValue
{
    public PdfMap(params (string Key, PdfValue Value)[] entries)
        : this(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)).ToArray())
    {
    }

    public PdfValue? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key).Value;

    /// <summary>A copy with the entry set, at its old place when there was one.</summary>
    public PdfMap With(string key, PdfValue value)
    {
        var known = this[key] is not null;
        var changed = Entries.Select(entry => entry.Key == key ? KeyValuePair.Create(key, value) : entry);
        return new PdfMap((known ? changed : Entries.Append(KeyValuePair.Create(key, value))).ToArray());
    }

    public override void WriteTo(StringBuilder text)
    {
        text.Append("<<");
        foreach (var (key, value) in Entries)
        {
            text.Append('/').Append(key);
            value.WriteTo(text);
        }

        text.Append(">>");
    }

    public override PdfValue MapRefs(Func<int, int> map) =>
        new PdfMap(Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.MapRefs(map))).ToArray());

    public override string ToString() => base.ToString();
}

/// <summary>An indirect object: its value and, when it is a stream, the stream's bytes as stored.</summary>
internal sealed record PdfObject(int Number, PdfValue Value, ReadOnlyMemory<byte>? Stream = null)
{
    public PdfMap Map => Value as PdfMap ?? throw new InvalidDataException($"Object {Number} of the PDF is not a dictionary.");
}
