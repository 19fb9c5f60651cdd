using ClientPortal.Documents.Layout;

namespace ClientPortal.Documents.Tests;

public class LayoutTests
{
    private static readonly TextStyle Style = Look.Body;
    private static readonly double Line = Style.LineHeight;
    private static readonly SheetInfo Info = new("Title", "Author", "Subject", Samples.English, Samples.MadeAt);

    [Fact]
    public void A_broken_paragraph_leaves_at_least_two_lines_on_either_page()
    {
        for (var total = 1; total <= 9; total++)
        {
            var text = string.Join('\n', Enumerable.Range(1, total));
            for (var room = 0; room <= total; room++)
            {
                var fit = new Paragraph(text, Style).Lay(new Room(300, room * Line + 1, Fresh: false));
                var first = (int)Math.Round((fit.Placed?.Height ?? 0) / Line);
                Assert.True(first == 0 || first == total || first >= 2 && total - first >= 2, $"{first} of {total} lines in a room for {room}");
                Assert.Equal(first < total, fit.Rest is not null);
            }
        }
    }

    [Fact]
    public void A_heading_goes_to_the_next_page_with_what_follows()
    {
        Paragraph Lines(int count) => new(string.Join('\n', Enumerable.Repeat("line", count)), Style);
        var column = new Column([Lines(5), new Paragraph("Heading", Style) { KeepWithNext = true }, new Paragraph("More", Style) { KeepWithNext = true }, Lines(2)]);

        var fit = column.Lay(new Room(300, 8 * Line + 1, Fresh: true));

        Assert.Equal(5 * Line, fit.Placed!.Height, 3);
        Assert.Equal(4 * Line, fit.Rest!.Lay(new Room(300, 500, Fresh: true)).Placed!.Height, 3);
    }

    [Fact]
    public void Layout_ends_even_when_headings_alone_fill_a_page()
    {
        var headings = Enumerable.Range(1, 200).Select(i => (Block)new Paragraph($"Heading {i}", Style) { KeepWithNext = true }).ToArray();

        var text = Poppler.Text(new Sheet(Info, new Column(headings)).Render());

        Assert.Contains("Heading 200", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_kept_together_moves_as_a_whole_and_splits_only_when_taller_than_a_page()
    {
        var kept = new KeepTogether(new Paragraph(string.Join('\n', Enumerable.Range(1, 6)), Style));

        Assert.Null(kept.Lay(new Room(300, 4 * Line + 1, Fresh: false)).Placed);
        Assert.NotNull(kept.Lay(new Room(300, 4 * Line + 1, Fresh: true)).Rest);
    }

    [Fact]
    public void A_line_never_begins_with_a_dash_nor_ends_with_a_lonely_preposition()
    {
        var setter = new Typesetter([new Span("Портал — это место, где стороны видят всё, что в нём записано, и к нему есть доступ № 7 у каждого — и с телефона тоже", Style)]);
        for (var width = 80; width < 300; width += 3)
        {
            var lines = setter.Set(width).Select(line => string.Concat(line.Runs.Select(run => run.Text)).Trim()).ToArray();
            Assert.DoesNotContain(lines, line => line.StartsWith('—'));
            Assert.DoesNotContain(lines, line => line.EndsWith(" и", StringComparison.Ordinal) || line.EndsWith(" в", StringComparison.Ordinal) || line.EndsWith('№'));
        }
    }

    [Fact]
    public void No_line_is_wider_than_its_column_and_no_letter_is_lost()
    {
        const string text = "Короткие слова и оченьдлинноесловобезпробеловкотороеникакнепомещается, 1\u00A0234\u00A0567,50\u00A0RUB, по\u00ADпе\u00ADре\u00ADнос; well-known https://example.org/a/long/path/to/somewhere";
        var setter = new Typesetter([new Span(text, Style)]);
        var expected = text.Replace("\u00AD", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal);
        for (double width = 8; width < 500; width += 7)
        {
            var lines = setter.Set(width);
            Assert.All(lines, line => Assert.True(line.Width <= width + 0.01 || line.Runs.Sum(run => run.Text.Length) == 1, $"{line.Width} > {width}"));
            var set = string.Concat(lines.SelectMany(line => line.Runs).Select(run => run.Text)).Replace(" ", string.Empty, StringComparison.Ordinal);
            Assert.Equal(expected, set.Replace("по-пе", "попе", StringComparison.Ordinal).Replace("пе-ре", "пере", StringComparison.Ordinal).Replace("ре-нос", "ренос", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_space_that_must_not_break_does_not()
    {
        var lines = new Typesetter([new Span("total 1\u00A0000\u00A0000,00\u00A0RUB", Style)]).Set(90);

        Assert.Equal("1\u00A0000\u00A0000,00\u00A0RUB", string.Concat(lines[^1].Runs.Select(run => run.Text)));
    }

    [Fact]
    public void A_combining_mark_stays_with_its_letter_when_a_word_breaks()
    {
        // The stress mark of the text faces is a little wide, so a line can end right between a vowel and its stress.
        const string marked = "о\u0301";
        var width = new Typesetter([new Span(marked + marked + marked + "о", Style)]).NaturalWidth;

        var lines = new Typesetter([new Span(string.Concat(Enumerable.Repeat(marked, 40)), Style)]).Set(width);

        Assert.All(lines, line => Assert.StartsWith("о", line.Runs[0].Text, StringComparison.Ordinal));
        Assert.Equal(marked + marked + marked, string.Concat(lines[0].Runs.Select(run => run.Text)));
    }

    [Fact]
    public void A_table_over_several_pages_repeats_its_head_and_splits_no_row()
    {
        var rows = Enumerable.Range(1, 150).Select(i => new TableRow([Look.Word($"First{i}\nSecond{i}"), Look.Figure($"{i}")])).ToArray();
        var table = new Table([Look.Words(), Look.Figures], Look.Head(("Nameofcolumn", TextAlign.Left), ("Figure", TextAlign.Right)), rows);

        var pages = Poppler.Pages(new Sheet(Info, table).Render());

        Assert.True(pages.Length > 5);
        Assert.All(pages, page => Assert.Contains("Nameofcolumn", page, StringComparison.Ordinal));
        for (var i = 1; i <= 150; i++)
            Assert.Single(pages, page => page.Contains($"First{i}\nSecond{i}\n{i}\n", StringComparison.Ordinal));
    }

    [Fact]
    public void A_subtotal_is_never_alone_at_the_top_of_a_page()
    {
        TableRow[] rows = [.. Enumerable.Range(1, 6).Select(i => new TableRow([Look.Word($"{i}")])), new([Look.Word("sum")], RowKind.Subtotal)];
        var table = new Table([Look.Words()], head: null, rows);
        var row = Look.Small.LineHeight + 8;

        var fit = table.Lay(new Room(300, 6 * row + 1, Fresh: true));

        Assert.Equal(5 * row, fit.Placed!.Height, 3);
        Assert.Equal(2 * row, fit.Rest!.Lay(new Room(300, 500, Fresh: true)).Placed!.Height, 3);
    }

    [Fact]
    public void A_row_taller_than_a_page_goes_on_over_pages()
    {
        var text = string.Join('\n', Enumerable.Range(1, 200).Select(i => $"line{i}"));
        var table = new Table([Look.Words(), Look.Words()], Look.Head(("A", TextAlign.Left), ("B", TextAlign.Left)), [new TableRow([Look.Word(text), Look.Word("short")])]);

        var printed = Poppler.Words(Poppler.Text(new Sheet(Info, table).Render()));

        Assert.All(Enumerable.Range(1, 200), i => Assert.Single(printed, word => word == $"line{i}"));
        Assert.Single(printed, word => word == "short");
    }

    [Fact]
    public void A_page_break_starts_one_page_and_never_an_empty_one()
    {
        var body = new Column([new PageBreak(), new Paragraph("one", Style), new PageBreak(), new PageBreak(), new Paragraph("two", Style), new PageBreak()]);

        Assert.Equal(["one", "two"], Poppler.Pages(new Sheet(Info, body).Render()).Select(page => page.Trim()), StringComparer.Ordinal);
    }

    [Fact]
    public void Spaces_are_kept_between_columns_and_figures_never_wrap()
    {
        Width[] widths = [Width.ToContent, Width.Part(2), Width.Part(), Width.Of(50)];

        var dealt = Width.Deal(widths, 400, i => i == 0 ? 80 : 0);

        Assert.Equal([80, 180, 90, 50], dealt);
        Assert.All(Width.Deal(widths, 400, _ => 5000), width => Assert.InRange(width, 50, 200));
    }

    [Fact]
    public void A_picture_has_its_words_and_a_file_that_is_no_picture_is_refused()
    {
        // One transparent pixel.
        var png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        var pdf = new Sheet(Info, new Column([new Paragraph("before", Style), new Picture(png, 40, "The company's sign")])).Render();

        Assert.Contains("Figure", Poppler.Structure(pdf), StringComparison.Ordinal);
        var file = new Pdf.PdfFile(pdf);
        Assert.Contains(file.Numbers, number => file[number].Value.ToString().Contains("/Alt(The company's sign)", StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => new Picture([1, 2, 3], 40, "no").Lay(new Room(100, 100, Fresh: true)));
    }
}
