using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ClientPortal.Documents.Layout;

namespace ClientPortal.Documents.Pdf;

/// <summary>
/// Takes chance and clock out of what PDFsharp saved, and gives it truthful metadata. PDFsharp draws at random: the file's
/// identifiers, the six letters before the name of each embedded font, the identifiers in its metadata; and takes its dates
/// from the clock in the machine's zone. Here identifiers and letters come from a hash of the content and dates from the
/// document, in UTC. PDFsharp also puts titles into its XML unescaped and claims PDF/A-1a, whose rule on CIDSet it does
/// not keep; here the metadata is proper XML and claims PDF/A-2a.
/// </summary>
internal static class PdfFinish
{
    private const string Creator = "ClientPortal";

    /// <summary>The same file with everything random replaced by what follows from the content.</summary>
    public static byte[] Apply(byte[] saved, SheetInfo info)
    {
        var file = new PdfFile(saved);
        var infoNumber = ((PdfRef)file.Trailer["Info"]!).Number;
        var metadataNumber = ((PdfRef)file[file.Trailer["Root"]].Map["Metadata"]!).Number;
        // What PDFsharp says of itself stays: its licence may ask for that.
        var producer = file[infoNumber].Map["Producer"]!;

        var plain = new List<(int Number, ReadOnlyMemory<byte> Bytes)>();
        var fonts = new List<PdfObject>();
        foreach (var (number, bytes) in file.Slices())
        {
            if (number == infoNumber || number == metadataNumber)
                continue;
            if (IsFont(bytes.Span))
                fonts.Add(Correct(file[number]));
            else
                plain.Add((number, bytes.Span.EndsWith("endstream\nendobj\n"u8) ? PdfFile.Bytes(Zlib.Complete(file[number])) : bytes));
        }

        var tags = FontTags(fonts);
        var seed = Seed(info, plain, fonts.Select(item => Retag(item, tags, index => $"AAAAA{(char)('A' + index)}")));
        PdfObject[] own = [.. fonts.Select(item => Retag(item, tags, index => TagFrom(seed, index))), new(infoNumber, Information(info, producer)), Metadata(metadataNumber, info, seed)];
        var final = plain.Concat(own.Select(item => (item.Number, (ReadOnlyMemory<byte>)PdfFile.Bytes(item)))).OrderBy(item => item.Number);
        var id = PdfToken.Bytes(seed.AsSpan(0, 16));
        return PdfFile.Write(final, new PdfMap(
            ("Size", PdfToken.Number(file.Size)),
            ("Root", file.Trailer["Root"]!),
            ("Info", new PdfRef(infoNumber)),
            ("ID", new PdfList([id, id]))));
    }

    /// <summary>The information dictionary: title, author, subject and dates, producer as given.</summary>
    public static PdfMap Information(SheetInfo info, PdfValue producer)
    {
        var made = new PdfToken(FormattableString.Invariant($"(D:{info.MadeAt.UtcDateTime:yyyyMMddHHmmss}+00'00')"));
        return new PdfMap(
            ("Title", PdfToken.String(info.Title)),
            ("Author", PdfToken.String(info.Author)),
            ("Subject", PdfToken.String(info.Subject)),
            ("Creator", new PdfToken($"({Creator})")),
            ("Producer", producer),
            ("CreationDate", made),
            ("ModDate", made));
    }

    /// <summary>The metadata stream, which says the same in XML.</summary>
    /// <param name="number">Number of the object.</param>
    /// <param name="info">What to say.</param>
    /// <param name="seed">At least 16 bytes from which the identifier follows.</param>
    public static PdfObject Metadata(int number, SheetInfo info, ReadOnlySpan<byte> seed)
    {
        var bytes = Encoding.UTF8.GetBytes(Packet(info, new Guid(seed[..16])));
        return new PdfObject(
            number,
            new PdfMap(("Type", PdfToken.Name("Metadata")), ("Subtype", PdfToken.Name("XML")), ("Length", PdfToken.Number(bytes.Length))),
            bytes);
    }

    private static string Packet(SheetInfo info, Guid id)
    {
        XNamespace x = "adobe:ns:meta/", rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", dc = "http://purl.org/dc/elements/1.1/";
        XNamespace xmp = "http://ns.adobe.com/xap/1.0/", pdf = "http://ns.adobe.com/pdf/1.3/";
        XNamespace media = "http://ns.adobe.com/xap/1.0/mm/", pdfa = "http://www.aiim.org/pdfa/ns/id/";
        XElement Localized(XName name, string text) =>
            new(name, new XElement(rdf + "Alt", new XElement(rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), Legal(text))));
        var made = info.MadeAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var packet = new XElement(
            x + "xmpmeta",
            new XAttribute(XNamespace.Xmlns + "x", x),
            new XElement(
                rdf + "RDF",
                new XAttribute(XNamespace.Xmlns + "rdf", rdf),
                new XElement(
                    rdf + "Description",
                    new XAttribute(rdf + "about", string.Empty),
                    new XAttribute(XNamespace.Xmlns + "dc", dc),
                    new XAttribute(XNamespace.Xmlns + "xmp", xmp),
                    new XAttribute(XNamespace.Xmlns + "pdf", pdf),
                    new XAttribute(XNamespace.Xmlns + "xmpMM", media),
                    new XAttribute(XNamespace.Xmlns + "pdfaid", pdfa),
                    Localized(dc + "title", info.Title),
                    new XElement(dc + "creator", new XElement(rdf + "Seq", new XElement(rdf + "li", Legal(info.Author)))),
                    Localized(dc + "description", info.Subject),
                    new XElement(dc + "language", new XElement(rdf + "Bag", new XElement(rdf + "li", info.Language.Name))),
                    new XElement(xmp + "CreatorTool", Creator),
                    new XElement(xmp + "CreateDate", made),
                    new XElement(xmp + "ModifyDate", made),
                    new XElement(media + "DocumentID", $"uuid:{id}"),
                    new XElement(media + "InstanceID", $"uuid:{id}"),
                    new XElement(pdfa + "part", 2),
                    new XElement(pdfa + "conformance", "A"))));
        return $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n{packet.ToString(SaveOptions.DisableFormatting)}\n<?xpacket end=\"r\"?>";
    }

    private static string Legal(string text) => string.Concat(text.Where(c => XmlConvert.IsXmlChar(c)));

    /// <summary>PDFsharp writes the depth of a font as a positive number; the format wants it negative.</summary>
    private static PdfObject Correct(PdfObject item) =>
        item.Value is PdfMap map && map["Type"]?.ToString() == "/FontDescriptor" && map["Descent"] is PdfToken { AsNumber: > 0 } descent
            ? item with { Value = map.With("Descent", PdfToken.Number(-descent.AsNumber)) }
            : item;

    private static List<string> FontTags(IEnumerable<PdfObject> objects) =>
        objects.Select(item => TagOf((item.Value as PdfMap)?["FontName"])).OfType<string>().Distinct(StringComparer.Ordinal).ToList();

    private static PdfObject Retag(PdfObject item, List<string> tags, Func<int, string> tag)
    {
        if (item.Value is not PdfMap map)
            return item;
        foreach (var key in (string[])["FontName", "BaseFont"])
        {
            if (TagOf(map[key]) is { } old)
                map = map.With(key, new PdfToken($"/{tag(tags.IndexOf(old))}{map[key]!.ToString()[7..]}"));
        }

        return item with { Value = map };
    }

    private static string? TagOf(PdfValue? name) => name is PdfToken { Text: { Length: > 8 } text } && text[7] == '+' ? text[1..7] : null;

    private static string TagFrom(byte[] seed, int index)
    {
        var letters = SHA256.HashData([.. seed, (byte)index]);
        return string.Concat(letters.Take(5).Select(b => (char)('A' + b % 26))) + (char)('A' + index);
    }

    /// <summary>Dictionaries that name a font; streams never do.</summary>
    private static bool IsFont(ReadOnlySpan<byte> item) =>
        !item.EndsWith("endstream\nendobj\n"u8) && (item.IndexOf("/FontName/"u8) >= 0 || item.IndexOf("/BaseFont/"u8) >= 0);

    private static byte[] Seed(SheetInfo info, IEnumerable<(int Number, ReadOnlyMemory<byte> Bytes)> plain, IEnumerable<PdfObject> fonts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{info.Title}\n{info.Author}\n{info.Subject}\n{info.Language.Name}\n{info.MadeAt.UtcTicks}\n")));
        foreach (var (_, bytes) in plain)
            hash.AppendData(bytes.Span);
        foreach (var item in fonts)
            hash.AppendData(PdfFile.Bytes(item));
        return hash.GetHashAndReset();
    }
}
