using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using ClientPortal.Documents.Contracts;
using ClientPortal.Documents.Layout;
using ClientPortal.Documents.Pdf;
using ClientPortal.Documents.Quotes;
using ClientPortal.Documents.Signing;

namespace ClientPortal.Documents.Tests;

public class PdfTests
{
    private static readonly byte[] Contract = ContractDocument.Print(Samples.Contract(Samples.Russian));

    public static readonly TheoryData<string> Kinds = ["contract", "amendment", "quote", "accepted", "signed"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Strict_readers_have_nothing_to_complain_of(string kind)
    {
        Assert.Equal(string.Empty, Poppler.Complaints(Print(kind)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_font_is_embedded_and_can_be_copied_as_text(string kind)
    {
        var fonts = Poppler.Fonts(Print(kind)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToArray();

        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches("CID TrueType +Identity-H +yes yes yes", font));
        Assert.Equal(fonts.Length, fonts.Select(font => font[..6]).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_file_keeps_what_an_archive_asks_of_it(string kind)
    {
        var file = new PdfFile(Print(kind));
        var root = file[file.Trailer["Root"]].Map;

        Assert.Equal("(ru-RU)", root["Lang"]!.ToString());
        Assert.Equal("true", file[root["MarkInfo"]].Map["Marked"]!.ToString());
        Assert.Equal("true", file[root["ViewerPreferences"]].Map["DisplayDocTitle"]!.ToString());
        Assert.Equal("/StructTreeRoot", file[root["StructTreeRoot"]].Map["Type"]!.ToString());
        Assert.Equal("/GTS_PDFA1", ((PdfMap)((PdfList)root["OutputIntents"]!).Items[0])["S"]!.ToString());
        Assert.Equal(2, ((PdfList)file.Trailer["ID"]!).Items.Count);
        Assert.Null(file.Trailer["Encrypt"]);
        foreach (var item in file.Numbers.Select(number => file[number]))
        {
            var text = item.Value.ToString();
            Assert.DoesNotContain("/SMask", text, StringComparison.Ordinal);
            Assert.DoesNotContain("/JavaScript", text, StringComparison.Ordinal);
            Assert.DoesNotContain("LZWDecode", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Compressed_streams_carry_their_checksum(string kind)
    {
        var file = new PdfFile(Print(kind));
        foreach (var item in file.Numbers.Select(number => file[number]).Where(item => item.Stream is not null && item.Map["Filter"] is not null))
        {
            using var inflated = new ZLibStream(new MemoryStream(item.Stream!.Value.ToArray()), CompressionMode.Decompress);
            inflated.CopyTo(Stream.Null);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void From_each_page_a_reader_finds_the_elements_that_stand_on_it(string kind)
    {
        var file = new PdfFile(Print(kind));
        var root = file[file.Trailer["Root"]].Map;
        var structure = file[root["StructTreeRoot"]].Map;
        var parents = ((PdfList)file[structure["ParentTree"]].Map["Nums"]!).Items;
        var pages = ((PdfList)file[root["Pages"]].Map["Kids"]!).Items;

        Assert.Equal(pages.Count, ((PdfToken)file[root["Pages"]].Map["Count"]!).AsNumber);
        Assert.Equal(pages.Count, parents.Count / 2);
        Assert.Equal(pages.Count, ((PdfToken)structure["ParentTreeNextKey"]!).AsNumber);
        for (var i = 0; i < pages.Count; i++)
        {
            Assert.Equal(parents[2 * i], file[pages[i]].Map["StructParents"]);
            Assert.Equal(root["Pages"], file[pages[i]].Map["Parent"]);
            var elements = parents[2 * i + 1] is PdfRef list ? (PdfList)file[list].Value : (PdfList)parents[2 * i + 1];
            Assert.NotEmpty(elements.Items);
            Assert.All(elements.Items, element => Assert.Contains($"/Pg {pages[i]}", file[element].Value.ToString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Metadata_is_sound_xml_that_agrees_with_the_document_whatever_the_title()
    {
        const string title = "Ship & <b>fast</b> \u0001 ]]> «Вектор»";
        var contract = Samples.Contract(Samples.English) with { Title = title };
        var file = new PdfFile(ContractDocument.Print(contract));

        var xml = XDocument.Parse(Encoding.UTF8.GetString(file[file[file.Trailer["Root"]].Map["Metadata"]].Stream!.Value.Span).TrimStart('\uFEFF'));
        string Value(string name) => xml.Descendants().Single(element => element.Name.LocalName == name).Value;

        Assert.Equal(title.Replace("\u0001", string.Empty, StringComparison.Ordinal), Value("description"));
        Assert.Equal("Contract No.\u00A02026/014, version 3", Value("title"));
        Assert.Equal("2", Value("part"));
        Assert.Equal("A", Value("conformance"));
        Assert.Equal("2026-02-20T09:30:00Z", Value("CreateDate"));
        Assert.Equal("(D:20260220093000+00'00')", file[file.Trailer["Info"]].Map["CreationDate"]!.ToString());
        Assert.Equal(PdfToken.String(title), file[file.Trailer["Info"]].Map["Subject"]);
    }

    [Fact]
    public void A_screen_reader_finds_headings_lists_tables_and_no_page_furniture()
    {
        var structure = Poppler.Structure(Contract);

        Assert.Contains("H1", structure, StringComparison.Ordinal);
        Assert.Contains("H2", structure, StringComparison.Ordinal);
        Assert.Contains("LBody", structure, StringComparison.Ordinal);
        Assert.Contains("/Scope /Column", structure, StringComparison.Ordinal);
        Assert.Contains("/Scope /Row", structure, StringComparison.Ordinal);
        Assert.DoesNotContain("Страница", structure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paragraph_on_two_pages_is_one_paragraph_and_a_repeated_head_is_read_once()
    {
        var text = string.Join('\n', Enumerable.Range(1, 80).Select(i => $"line{i}"));
        var rows = Enumerable.Range(1, 90).Select(i => new TableRow([Look.Word($"row{i}")])).ToArray();
        var body = new Column([new Paragraph(text, Look.Body), new Table([Look.Words()], Look.Head(("Headofcolumn", TextAlign.Left)), rows)]);

        var structure = Poppler.Structure(new Sheet(new SheetInfo("t", "a", "s", Samples.English, Samples.MadeAt), body).Render());

        Assert.Equal(1, Count("\n  P"));
        Assert.Equal(1, Count("\n  Table"));
        Assert.Equal(1, Count("Headofcolumn"));
        Assert.Equal(1, Count("line80"));

        int Count(string part) => structure.Split(part).Length - 1;
    }

    [Fact]
    public void Every_face_of_text_has_the_signs_a_contract_needs()
    {
        foreach (var style in (TextStyle[])[Look.Body, Look.Strong, Look.Note, Look.Strong with { Italic = true }, Look.Label, Look.TableHead])
        {
            foreach (var sign in "₽№«»„“”’—–€§©…−×·ЁёЙйQq\u00A0\u2011".EnumerateRunes())
                Assert.True(Face.Of(style).File.Has(sign), $"{Face.Of(style).Name} lacks {sign}");
            Assert.Single("0123456789".EnumerateRunes().Select(Face.Of(style).File.Advance).Distinct());
        }

        Assert.True(Face.ForReplacement.File.Has(Face.Replacement));
        Assert.Empty(PrintableText.Missing("Всё → ✓ ≤ ½ Ω ệ\r\n\t"));
        Assert.Equal(["\U0001F680", "ש"], PrintableText.Missing("a \U0001F680 ש \U0001F680"));
    }

    [Fact]
    public void Each_font_comes_with_its_licence()
    {
        foreach (var family in Face.All.Select(face => face.Name.Split('-')[0]).Distinct(StringComparer.Ordinal))
        {
            using var licence = typeof(Face).Assembly.GetManifestResourceStream($"OFL-{family}.txt");
            Assert.NotNull(licence);
            Assert.Contains("SIL OPEN FONT LICENSE Version 1.1", new StreamReader(licence).ReadToEnd(), StringComparison.Ordinal);
        }
    }

    private static byte[] Print(string kind) => kind switch
    {
        "contract" => Contract,
        "amendment" => AmendmentDocument.Print(Samples.Amendment(Samples.Russian)),
        "accepted" => QuoteDocument.Print(Samples.Accepted(Samples.Russian)),
        "quote" => QuoteDocument.Print(Samples.Quote(Samples.Russian)),
        _ => SignedDocument.Print(Samples.Signed(Samples.Russian, Contract)),
    };
}
