namespace ClientPortal.Documents.Layout;

/// <summary>How a row of a table stands out.</summary>
internal enum RowKind
{
    Plain,

    /// <summary>Names what follows; stays with the next row.</summary>
    Group,

    /// <summary>Sums what came before; set apart by a stronger rule and never alone at the top of a page.</summary>
    Subtotal,
}

/// <summary>A column: its width and how its text stands.</summary>
internal readonly record struct TableColumn(Width Width, TextAlign Align = TextAlign.Left);

/// <summary>
/// A cell. <paramref name="Columns"/> counts the columns it covers. <paramref name="Heads"/> makes it a heading of its row.
/// </summary>
internal sealed record Cell(Block Content, int Columns = 1, bool Heads = false);

internal sealed record TableRow(IReadOnlyList<Cell> Cells, RowKind Kind = RowKind.Plain)
{
    /// <summary>The row stays on a page with the next one.</summary>
    public bool KeepWithNext { get; init; } = Kind == RowKind.Group;
}

/// <summary>
/// A table with hairlines between rows. Its head is repeated on every page (to a screen reader it is read once); a row is
/// split only when it is taller than a page.
/// </summary>
internal sealed class Table : Block
{
    private const double ColumnGap = 10;
    private const double Padding = 4;

    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly TableRow? _head;
    private readonly IReadOnlyList<TableRow> _rows;
    private readonly int _from;
    private readonly bool _continued;
    private (double Total, double[] Widths)? _widths;

    public Table(IReadOnlyList<TableColumn> columns, TableRow? head, IReadOnlyList<TableRow> rows)
        : this(columns, head, rows, 0, continued: false, widths: null)
    {
    }

    private Table(
        IReadOnlyList<TableColumn> columns, TableRow? head, IReadOnlyList<TableRow> rows, int from, bool continued, (double, double[])? widths)
    {
        (_columns, _head, _rows, _from, _continued, _widths) = (columns, head, rows, from, continued, widths);
    }

    private sealed record Laid(TableRow Row, Fit[] Fits, double Height);

    public override Fit Lay(Room room)
    {
        if (_from == _rows.Count)
            return default;
        var widths = Widths(room.Width);
        var head = _head is null ? null : LayRow(_head, widths, double.MaxValue, fresh: true);
        var y = head?.Height ?? 0;
        var placed = new List<Laid>();
        for (var i = _from; i < _rows.Count; i++)
        {
            var first = room.Fresh && placed.Count == 0;
            var row = LayRow(_rows[i], widths, room.Height - y, first);
            if (row is null)
            {
                var next = FirstToMove(i, room.Fresh);
                placed.RemoveRange(next - _from, placed.Count - (next - _from));
                return placed.Count == 0
                    ? new Fit(null, this)
                    : new Fit(Piece(head, placed, widths, continues: true), Rest(_rows, next));
            }

            placed.Add(row);
            y += row.Height;
            if (row.Fits.Any(fit => fit.Rest is not null))
                return new Fit(Piece(head, placed, widths, continues: true), Rest(RestOfRow(row, i), i));
        }

        return new Fit(Piece(head, placed, widths, continues: false), null);
    }

    private Table Rest(IReadOnlyList<TableRow> rows, int from) =>
        new(_columns, _head, rows, from, continued: true, _widths) { SpaceAfter = SpaceAfter };

    private TableRow[] RestOfRow(Laid row, int at)
    {
        var rows = _rows.ToArray();
        rows[at] = row.Row with { Cells = row.Row.Cells.Select((cell, i) => cell with { Content = row.Fits[i].Rest ?? new Column([]) }).ToArray() };
        return rows;
    }

    /// <summary>A subtotal takes the row before it along, a group's name goes with its first row.</summary>
    private int FirstToMove(int at, bool fresh)
    {
        var next = at;
        while (next > _from && (_rows[next].Kind == RowKind.Subtotal || _rows[next - 1].KeepWithNext))
            next--;
        return next == _from && fresh ? at : next;
    }

    private double[] Widths(double total)
    {
        if (_widths is { } known && known.Total == total)
            return known.Widths;
        var natural = new double[_columns.Count];
        foreach (var row in _head is null ? _rows : _rows.Prepend(_head))
        {
            for (int i = 0, column = 0; i < row.Cells.Count; column += row.Cells[i++].Columns)
            {
                if (row.Cells[i].Columns == 1 && _columns[column].Width.Fits)
                    natural[column] = Math.Max(natural[column], row.Cells[i].Content.NaturalWidth + 0.5);
            }
        }

        var widths = Width.Deal(_columns.Select(column => column.Width).ToArray(), total - ColumnGap * (_columns.Count - 1), i => natural[i]);
        _widths = (total, widths);
        return widths;
    }

    private static Laid? LayRow(TableRow row, double[] widths, double height, bool fresh)
    {
        var room = Math.Max(0, height - 2 * Padding);
        var fits = new Fit[row.Cells.Count];
        for (int i = 0, column = 0; i < fits.Length; column += row.Cells[i++].Columns)
            fits[i] = row.Cells[i].Content.Lay(new Room(Across(widths, column, row.Cells[i].Columns), room, fresh));
        if (!fresh && fits.Any(fit => fit.Rest is not null))
            return null;
        return new Laid(row, fits, fits.Max(fit => fit.Placed?.Height ?? 0) + 2 * Padding);
    }

    private static double Across(double[] widths, int column, int count) =>
        widths.Skip(column).Take(count).Sum() + ColumnGap * (count - 1);

    private Piece Piece(Laid? head, List<Laid> placed, double[] widths, bool continues)
    {
        var height = (head?.Height ?? 0) + placed.Sum(row => row.Height);
        var total = Across(widths, 0, widths.Length);
        return new Piece(height, (canvas, x, y, linked) =>
        {
            canvas.Open(Tag.Table, _continued && linked);
            if (head is not null)
            {
                var repeated = _continued && linked;
                if (repeated)
                    canvas.Artifact(() => PaintCells(canvas, head, widths, x, y, Tag.None));
                else
                    PaintRow(canvas, head, widths, x, y, isHead: true);
                y += head.Height;
                canvas.Hairline(x, y, x + total, 0.75, Ink.StrongLine);
            }

            for (var i = 0; i < placed.Count; i++)
            {
                if (placed[i].Row.Kind == RowKind.Subtotal && (i > 0 || head is null))
                    canvas.Hairline(x, y, x + total, 0.75, Ink.StrongLine);
                PaintRow(canvas, placed[i], widths, x, y, isHead: false);
                y += placed[i].Height;
                var bare = placed[i].Row.Kind == RowKind.Subtotal || placed[i].Row.KeepWithNext || i + 1 < placed.Count && placed[i + 1].Row.Kind == RowKind.Subtotal;
                if (!bare)
                    canvas.Hairline(x, y, x + total, 0.4, Ink.Line);
            }

            canvas.Close(Tag.Table, continues && linked);
        });
    }

    private static void PaintRow(Canvas canvas, Laid row, double[] widths, double x, double y, bool isHead)
    {
        canvas.Open(Tag.TableRow);
        PaintCells(canvas, row, widths, x, y, isHead ? Tag.HeaderCell : Tag.Cell);
        canvas.Close(Tag.TableRow);
    }

    private static void PaintCells(Canvas canvas, Laid row, double[] widths, double x, double y, Tag tag)
    {
        for (int i = 0, column = 0; i < row.Fits.Length; column += row.Row.Cells[i++].Columns)
        {
            var cell = row.Row.Cells[i];
            var heads = cell.Heads && tag == Tag.Cell;
            canvas.OpenCell(heads ? Tag.HeaderCell : tag, cell.Columns, ofRow: heads);
            row.Fits[i].Placed?.Paint(canvas, x, y + Padding, linked: false);
            canvas.Close(tag);
            x += Across(widths, column, cell.Columns) + ColumnGap;
        }
    }
}
