using System.Globalization;
using System.Text;

namespace ClientPortal.Documents.Pdf;

/// <summary>
/// A PDF file with a classic cross-reference table, as this project writes them: its objects can be read one by one, it can be
/// written anew, and it can be continued by an update that leaves every byte before it as it was.
/// </summary>
internal sealed class PdfFile
{
    private readonly byte[] _bytes;
    private readonly SortedDictionary<int, int> _offsets = [];

    /// <exception cref="InvalidDataException">Not a PDF, damaged, encrypted, or with a compressed cross-reference table.</exception>
    public PdfFile(byte[] bytes)
    {
        _bytes = bytes;
        LastTable = StartOfTable();
        Trailer = ReadTables(LastTable);
        if (_offsets.Count == 0)
            throw new InvalidDataException("The PDF has no objects.");
        if (Trailer["Encrypt"] is not null)
            throw new InvalidDataException("The PDF is encrypted.");
    }

    /// <summary>The newest trailer.</summary>
    public PdfMap Trailer { get; }

    /// <summary>Offset of the newest cross-reference table.</summary>
    public int LastTable { get; }

    /// <summary>One more than the highest object number.</summary>
    public int Size => _offsets.Keys.Max() + 1;

    /// <summary>Numbers of all objects, ascending.</summary>
    public IReadOnlyCollection<int> Numbers => _offsets.Keys;

    public PdfObject this[PdfValue? reference] => reference is PdfRef number
        ? this[number.Number]
        : throw new InvalidDataException("The PDF has a value where a reference to an object should stand.");

    public PdfObject this[int number]
    {
        get
        {
            if (!_offsets.TryGetValue(number, out var offset))
                throw new InvalidDataException($"The PDF has no object {number}.");
            var reader = new PdfReader(_bytes, offset);
            if (reader.Number() != number || reader.Number() != 0 || !reader.Take("obj"u8))
                throw new InvalidDataException($"Object {number} of the PDF is not where its table says.");
            var value = reader.Value();
            if (!reader.Take("stream"u8))
                return new PdfObject(number, value);
            var length = (value as PdfMap)?["Length"] as PdfToken
                ?? throw new InvalidDataException($"Stream {number} of the PDF does not say its length.");
            var start = reader.StreamStart();
            if (length.AsNumber < 0 || length.AsNumber > _bytes.Length - start)
                throw new InvalidDataException($"Stream {number} of the PDF is longer than the file.");
            return new PdfObject(number, value, _bytes.AsMemory(start, length.AsNumber));
        }
    }

    /// <summary>
    /// The bytes of each object as they stand in a file that was never continued, in order of their place: most objects are only
    /// copied, and taking them apart would cost more than all else that is done with them.
    /// </summary>
    public IEnumerable<(int Number, ReadOnlyMemory<byte> Bytes)> Slices()
    {
        var places = _offsets.OrderBy(pair => pair.Value).ToArray();
        for (var i = 0; i < places.Length; i++)
            yield return (places[i].Key, _bytes.AsMemory(places[i].Value..(i + 1 < places.Length ? places[i + 1].Value : LastTable)));
    }

    /// <summary>A new file of these objects, each as it is to stand there.</summary>
    public static byte[] Write(IEnumerable<(int Number, ReadOnlyMemory<byte> Bytes)> objects, PdfMap trailer)
    {
        using var file = new MemoryStream();
        // The second line holds bytes above 127, so that programs that guess take the file for binary.
        file.Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var offsets = new SortedDictionary<int, long>();
        foreach (var (number, bytes) in objects)
        {
            offsets[number] = file.Position;
            file.Write(bytes.Span);
        }

        WriteTable(file, offsets, trailer);
        return file.ToArray();
    }

    /// <summary>An object as it stands in a file.</summary>
    public static byte[] Bytes(PdfObject item)
    {
        using var bytes = new MemoryStream();
        WriteObject(bytes, item);
        return bytes.ToArray();
    }

    /// <summary>This file, byte for byte, followed by an update: new objects and new states of old ones.</summary>
    public byte[] Continue(IEnumerable<PdfObject> objects, PdfMap trailer)
    {
        using var file = new MemoryStream();
        file.Write(_bytes);
        if (_bytes[^1] != '\n')
            file.WriteByte((byte)'\n');
        var offsets = new SortedDictionary<int, long>();
        foreach (var item in objects)
        {
            offsets[item.Number] = file.Position;
            WriteObject(file, item);
        }

        WriteTable(file, offsets, trailer.With("Prev", PdfToken.Number(LastTable)));
        return file.ToArray();
    }

    private static void WriteTable(MemoryStream file, SortedDictionary<int, long> offsets, PdfMap trailer)
    {
        var table = file.Position;
        var text = new StringBuilder("xref\n");
        if (trailer["Prev"] is null)
            text.Append(CultureInfo.InvariantCulture, $"0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var run in Runs(offsets.Keys))
        {
            if (trailer["Prev"] is not null)
                text.Append(CultureInfo.InvariantCulture, $"{run[0]} {run.Count}\n");
            foreach (var number in run)
                text.Append(CultureInfo.InvariantCulture, $"{offsets[number]:D10} 00000 n \n");
        }

        text.Append("trailer\n");
        trailer.WriteTo(text);
        text.Append(CultureInfo.InvariantCulture, $"\nstartxref\n{table}\n%%EOF\n");
        file.Write(Encoding.Latin1.GetBytes(text.ToString()));
    }

    private static void WriteObject(MemoryStream file, PdfObject item)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{item.Number} 0 obj\n");
        item.Value.WriteTo(text);
        if (item.Stream is { } stream)
        {
            file.Write(Encoding.Latin1.GetBytes(text.Append("\nstream\n").ToString()));
            file.Write(stream.Span);
            file.Write("\nendstream\nendobj\n"u8);
            return;
        }

        file.Write(Encoding.Latin1.GetBytes(text.Append("\nendobj\n").ToString()));
    }

    private static IEnumerable<List<int>> Runs(IEnumerable<int> numbers)
    {
        List<int>? run = null;
        foreach (var number in numbers)
        {
            if (run is not null && number != run[^1] + 1)
            {
                yield return run;
                run = null;
            }

            (run ??= []).Add(number);
        }

        if (run is not null)
            yield return run;
    }

    private int StartOfTable()
    {
        var at = _bytes.AsSpan().LastIndexOf("startxref"u8);
        if (at < 0 || !_bytes.AsSpan().StartsWith("%PDF-"u8))
            throw new InvalidDataException("The file is not a PDF.");
        return new PdfReader(_bytes, at + "startxref".Length).Number();
    }

    private PdfMap ReadTables(int newest)
    {
        PdfMap? trailer = null;
        for (int? table = newest; table is not null;)
        {
            var reader = new PdfReader(_bytes, table.Value);
            if (table.Value >= _bytes.Length || !reader.Take("xref"u8))
                throw new InvalidDataException("The PDF has a compressed cross-reference table, which this project does not write.");
            while (!reader.Take("trailer"u8))
                ReadRun(ref reader);
            var older = reader.Value() as PdfMap ?? throw new InvalidDataException("The PDF's trailer is not a dictionary.");
            trailer ??= older;
            var previous = (older["Prev"] as PdfToken)?.AsNumber;
            table = previous < table ? previous : null;
        }

        return trailer!;
    }

    private void ReadRun(ref PdfReader reader)
    {
        int first = reader.Number(), count = reader.Number();
        if (count > _bytes.Length)
            throw new InvalidDataException("The PDF's cross-reference table is longer than the file.");
        for (var number = first; number < first + count; number++)
        {
            var offset = reader.Number();
            reader.Number();
            // Newer tables come first: what they say of an object holds.
            if (reader.Take("n"u8))
                _offsets.TryAdd(number, offset);
            else if (!reader.Take("f"u8))
                throw new InvalidDataException("The PDF's cross-reference table cannot be read.");
        }
    }
}
