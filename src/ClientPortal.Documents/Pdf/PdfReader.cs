using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ClientPortal.Documents.Pdf;

/// <summary>Reads values from PDF text.</summary>
/// <param name="file">The whole file.</param>
/// <param name="at">Where to begin.</param>
internal ref struct PdfReader(ReadOnlySpan<byte> file, int at)
{
    private const string Delimiters = "()<>[]{}/%";

    /// <summary>Deeper nesting is an attack on the stack, not a document.</summary>
    private const int Deepest = 64;

    private readonly ReadOnlySpan<byte> _file = file;
    private int _depth;

    /// <summary>Offset of the next byte.</summary>
    public int At { get; private set; } = at;

    /// <exception cref="InvalidDataException">What stands there is no PDF value.</exception>
    public PdfValue Value()
    {
        SkipSpace();
        if (At >= _file.Length)
            throw new InvalidDataException("The PDF ends in the middle of a value.");
        return (char)_file[At] switch
        {
            '[' or '<' when _depth >= Deepest => throw new InvalidDataException("The PDF's values are nested too deep."),
            '<' when Peek(1) == '<' => Map(),
            '<' => Until('>'),
            '[' => List(),
            '(' => Literal(),
            '/' => new PdfToken("/" + NameText()),
            _ => NumberOrWord(),
        };
    }

    /// <summary>Goes past a keyword when it comes next.</summary>
    public bool Take(ReadOnlySpan<byte> keyword)
    {
        SkipSpace();
        if (At > _file.Length || !_file[At..].StartsWith(keyword))
            return false;
        At += keyword.Length;
        return true;
    }

    public int Number()
    {
        SkipSpace();
        if (At > _file.Length || !Utf8Parser.TryParse(_file[At..], out int number, out var length) || number < 0)
            throw new InvalidDataException("The PDF lacks a number where one should stand.");
        At += length;
        return number;
    }

    /// <summary>The offset of a stream's first byte, after the keyword and its end of line.</summary>
    public int StreamStart()
    {
        if (Peek(0) == '\r')
            At++;
        if (Peek(0) == '\n')
            At++;
        return At;
    }

    private PdfMap Map()
    {
        _depth++;
        At += 2;
        var entries = new List<KeyValuePair<string, PdfValue>>();
        while (true)
        {
            SkipSpace();
            if (Peek(0) == '>')
            {
                At += 2;
                _depth--;
                return new PdfMap(entries);
            }

            if (Peek(0) != '/')
                throw new InvalidDataException("A dictionary of the PDF has a key that is not a name.");
            var key = NameText();
            entries.Add(KeyValuePair.Create(key, Value()));
        }
    }

    private PdfList List()
    {
        _depth++;
        At++;
        var items = new List<PdfValue>();
        while (true)
        {
            SkipSpace();
            if (Peek(0) == ']')
            {
                At++;
                _depth--;
                return new PdfList(items);
            }

            items.Add(Value());
        }
    }

    private PdfToken Until(char end)
    {
        var start = At;
        while (Peek(0) != end)
            At++;
        At++;
        return Slice(start);
    }

    private PdfToken Literal()
    {
        var start = At;
        var depth = 0;
        do
        {
            var c = Peek(0);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            At += c == '\\' ? 2 : 1;
        }
        while (depth > 0);
        return Slice(start);
    }

    private string NameText()
    {
        At++;
        return Word();
    }

    private PdfValue NumberOrWord()
    {
        var word = Word();
        if (word.Length == 0)
            throw new InvalidDataException("The PDF has a sign where a value should stand.");
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new PdfToken(word);
        var back = At;
        SkipSpace();
        if (Word() == "0")
        {
            SkipSpace();
            if (Word() == "R")
                return new PdfRef(number);
        }

        At = back;
        return new PdfToken(word);
    }

    private string Word()
    {
        var start = At;
        while (At < _file.Length && _file[At] > ' ' && !Delimiters.Contains((char)_file[At], StringComparison.Ordinal))
            At++;
        return Encoding.Latin1.GetString(_file[start..At]);
    }

    private void SkipSpace()
    {
        while (At < _file.Length && (_file[At] <= ' ' || _file[At] == '%'))
        {
            if (_file[At] == '%')
                while (At < _file.Length && _file[At] is not ((byte)'\n' or (byte)'\r'))
                    At++;
            else
                At++;
        }
    }

    private readonly char Peek(int ahead) =>
        At + ahead < _file.Length ? (char)_file[At + ahead] : throw new InvalidDataException("The PDF ends in the middle of a value.");

    private readonly PdfToken Slice(int start) => new(Encoding.Latin1.GetString(_file[start..At]));
}
