using System.Globalization;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Forms;

namespace ClientPortal.Web.Components.Pages.Quotes;

/// <summary>
/// The editor's form as text, whole: read name by name from what was posted, so that an empty or absurd field costs nothing
/// else, changed by the buttons that add, move and remove, and given to the use case as it is.
/// </summary>
public sealed class QuoteEditor
{
    private const string Prefix = "Form.";

    /// <summary>What it is about.</summary>
    public string? Title { get; set; }

    /// <summary>The language it is written in, by the name of the enum.</summary>
    public string? Language { get; set; }

    /// <summary>The currency's code.</summary>
    public string? Currency { get; set; }

    /// <summary>What stands before the lines.</summary>
    public string? Introduction { get; set; }

    /// <summary>The last day on which it can be accepted, as <c>yyyy-MM-dd</c>.</summary>
    public string? ValidUntil { get; set; }

    /// <summary>The sections in order.</summary>
    public List<Section> Sections { get; } = [];

    /// <summary>The discounts in order.</summary>
    public List<Discount> Discounts { get; } = [];

    /// <summary>Every line of every section.</summary>
    public IEnumerable<Line> Lines => Sections.SelectMany(section => section.Lines);

    /// <summary>What a new quote begins with: one section with nothing in it, valid for a month.</summary>
    public static QuoteEditor Of(QuoteStart start, int validDays)
    {
        var editor = new QuoteEditor
        {
            Language = start.Language.ToString(),
            Currency = (start.Currency ?? Domain.Shared.Currency.Find(start.Language == Domain.Shared.Language.Russian ? "RUB" : "GBP"))?.Code,
            ValidUntil = Iso(start.Today.AddDays(validDays)),
        };
        editor.Sections.Add(new Section());
        return editor;
    }

    /// <summary>A kept draft.</summary>
    public static QuoteEditor Of(QuoteDraftPage page)
    {
        var details = page.Details;
        var editor = new QuoteEditor
        {
            Title = details.Title,
            Language = details.Language.ToString(),
            Currency = details.Currency.Code,
            Introduction = details.Introduction,
            ValidUntil = details.ValidUntil is { } day ? Iso(day) : null,
        };
        foreach (var section in page.Sheet.Sections)
        {
            var edited = new Section { Title = section.Title };
            edited.Lines.AddRange(section.Lines.Select(line => Line.Of(line)));
            editor.Sections.Add(edited);
        }

        if (editor.Sections.Count == 0) editor.Sections.Add(new Section());
        editor.Discounts.AddRange(page.Sheet.Discounts.Select(discount => new Discount
        {
            Id = discount.Id.Value,
            Line = discount.Line?.Value,
            Kind = discount.Kind.ToString(),
            Value = Number(discount.Value),
            Reason = discount.Reason,
        }));
        return editor;
    }

    /// <summary>What was posted; null when the editor was not.</summary>
    public static QuoteEditor? Posted(PostedForms forms)
    {
        if (forms.Posted(Prefix + nameof(Title)) is not { } title) return null;
        var editor = new QuoteEditor
        {
            Title = title,
            Language = forms.Posted(Prefix + nameof(Language)),
            Currency = forms.Posted(Prefix + nameof(Currency)),
            Introduction = forms.Posted(Prefix + nameof(Introduction)),
            ValidUntil = forms.Posted(Prefix + nameof(ValidUntil)),
        };
        for (var at = SectionAt(0); editor.Sections.Count <= Quote.MostSections && forms.Posted(at + "Title") is { } heading; at = SectionAt(editor.Sections.Count))
        {
            var section = new Section { Title = heading, Find = forms.Posted(at + "Find") };
            for (var line = LineAt(at, 0); section.Lines.Count <= QuoteLine.Most && forms.Posted(line + "Key") is not null; line = LineAt(at, section.Lines.Count))
                section.Lines.Add(Line.Posted(forms, line));
            editor.Sections.Add(section);
        }

        for (var at = DiscountAt(0); editor.Discounts.Count <= QuoteDiscount.Most && forms.Posted(at + "Reason") is { } reason; at = DiscountAt(editor.Discounts.Count))
        {
            editor.Discounts.Add(new Discount
            {
                Id = Id(forms.Posted(at + "Id")) ?? Guid.CreateVersion7(),
                Line = Id(forms.Posted(at + "Line")),
                Kind = forms.Posted(at + "Kind"),
                Value = forms.Posted(at + "Value"),
                Reason = reason,
            });
        }

        return editor;
    }

    /// <summary>The form for the use case.</summary>
    public QuoteInput Input(int revision) => new()
    {
        Revision = revision,
        Title = Title,
        Language = Enum.TryParse<Language>(Language, out var language) ? language : null,
        Currency = Currency,
        Introduction = Introduction,
        ValidUntil = DateOnly.TryParseExact(ValidUntil, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        Sections = [.. Sections.Select(section => new SectionInput { Title = section.Title, Lines = [.. section.Lines.Select(line => line.Input())] })],
        Discounts =
        [
            .. Discounts.Select(discount => new DiscountInput
            {
                Id = discount.Id,
                Line = discount.Line,
                Kind = Enum.TryParse<DiscountKind>(discount.Kind, out var kind) && Enum.IsDefined(kind) ? kind : null,
                Value = discount.Value,
                Reason = discount.Reason,
            }),
        ],
    };

    /// <summary>Adds, moves or removes a part, as a button says it: <c>add-line-0</c>, <c>up-line-0-2</c>, <c>remove-discount-1</c>.</summary>
    /// <returns>Whether the button was one of these.</returns>
    public bool Arrange(string button)
    {
        var words = button.Split('-');
        var at = words.Skip(2).Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var i) ? i : -1).ToArray();
        switch (words)
        {
            case ["add", "section"]:
                Sections.Add(new Section());
                return true;
            case ["add", "discount"]:
                Discounts.Add(new Discount { Id = Guid.CreateVersion7(), Kind = nameof(DiscountKind.Percent) });
                return true;
            case ["add", "line", _] when Sections.ElementAtOrDefault(at[0]) is { } section:
                section.Lines.Add(new Line { Stage = Lines.LastOrDefault()?.Stage, MarginPercent = Lines.LastOrDefault()?.MarginPercent, TaxPercent = Lines.LastOrDefault()?.TaxPercent, Unit = nameof(PriceUnit.Piece), Quantity = "1" });
                return true;
            case [var move, "section", _] when Sections.ElementAtOrDefault(at[0]) is not null:
                Move(Sections, at[0], move);
                return true;
            case [var move, "discount", _] when Discounts.ElementAtOrDefault(at[0]) is not null:
                Move(Discounts, at[0], move);
                return true;
            case [var move, "line", _, _] when Sections.ElementAtOrDefault(at[0])?.Lines.ElementAtOrDefault(at[1]) is not null:
                MoveLine(at[0], at[1], move);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Adds a line from the price list.</summary>
    public void Pick(int section, PublishedPrice price)
    {
        if (Sections.ElementAtOrDefault(section) is not { } into) return;
        into.Lines.Add(new Line { Item = price.Id.Value, Quantity = "1", Stage = Lines.LastOrDefault()?.Stage });
        into.Find = null;
    }

    /// <summary>What the names of a section's fields begin with.</summary>
    public static string SectionAt(int section) => FormattableString.Invariant($"{Prefix}Sections[{section}].");

    /// <summary>What the names of a line's fields begin with.</summary>
    public static string LineAt(string section, int line) => FormattableString.Invariant($"{section}Lines[{line}].");

    /// <summary>What the names of a discount's fields begin with.</summary>
    public static string DiscountAt(int discount) => FormattableString.Invariant($"{Prefix}Discounts[{discount}].");

    /// <summary>A day as a field of that kind holds it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Over the edge of its section a line goes on into the next one.
    private void MoveLine(int section, int line, string move)
    {
        var lines = Sections[section].Lines;
        var moved = lines[line];
        if (move == "up" && line == 0 && section > 0)
        {
            lines.RemoveAt(line);
            Sections[section - 1].Lines.Add(moved);
        }
        else if (move == "down" && line == lines.Count - 1 && section < Sections.Count - 1)
        {
            lines.RemoveAt(line);
            Sections[section + 1].Lines.Insert(0, moved);
        }
        else
        {
            Move(lines, line, move);
        }

        // What was taken off a line that is gone goes with it.
        if (move == "remove") Discounts.RemoveAll(discount => discount.Line == moved.Key);
    }

    private static void Move<T>(List<T> list, int i, string move)
    {
        var item = list[i];
        list.RemoveAt(i);
        if (move == "up") list.Insert(Math.Max(i - 1, 0), item);
        if (move == "down") list.Insert(Math.Min(i + 1, list.Count), item);
    }

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A section.</summary>
    public sealed class Section
    {
        /// <summary>The heading.</summary>
        public string? Title { get; init; }

        /// <summary>What is looked for in the price list.</summary>
        public string? Find { get; set; }

        /// <summary>The lines in order.</summary>
        public List<Line> Lines { get; } = [];
    }

    /// <summary>A discount.</summary>
    public sealed class Discount
    {
        /// <summary>Which discount.</summary>
        public Guid Id { get; init; }

        /// <summary>The line it is for; null for the whole quote.</summary>
        public Guid? Line { get; init; }

        /// <summary>Percent or amount, by the name of the enum.</summary>
        public string? Kind { get; init; }

        /// <summary>The percent or the amount, as it was typed.</summary>
        public string? Value { get; init; }

        /// <summary>Why it is given.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>A line: from the list, or free; a price of its own where one is typed.</summary>
    public sealed class Line
    {
        /// <summary>Which line.</summary>
        public Guid Key { get; init; } = Guid.CreateVersion7();

        /// <summary>The published price it comes from; null for a line that is in no list.</summary>
        public Guid? Item { get; init; }

        /// <summary>What is offered.</summary>
        public string? Description { get; init; }

        /// <summary>How many, as it was typed.</summary>
        public string? Quantity { get; init; }

        /// <summary>What one is, by the name of the enum.</summary>
        public string? Unit { get; init; }

        /// <summary>The unit in words.</summary>
        public string? UnitText { get; init; }

        /// <summary>The stage of the work.</summary>
        public string? Stage { get; init; }

        /// <summary>Whether the client chooses it.</summary>
        public bool IsOptional { get; init; }

        /// <summary>Whether it is ticked at first.</summary>
        public bool IsSuggested { get; init; }

        /// <summary>Why the price is not the list's.</summary>
        public string? Justification { get; init; }

        /// <summary>Own work in the price of one, as it was typed.</summary>
        public string? Base { get; init; }

        /// <summary>Materials in it.</summary>
        public string? Materials { get; init; }

        /// <summary>Work of others in it.</summary>
        public string? Subcontractors { get; init; }

        /// <summary>Other costs in it.</summary>
        public string? Other { get; init; }

        /// <summary>The margin in percent of the costs.</summary>
        public string? MarginPercent { get; init; }

        /// <summary>The tax in percent of the price.</summary>
        public string? TaxPercent { get; init; }

        /// <summary>Whether a price of its own is typed, or why it would be.</summary>
        public bool HasOwnPrice => HasPrice || !string.IsNullOrWhiteSpace(Justification);

        private bool HasPrice => new[] { Base, Materials, Subcontractors, Other, MarginPercent, TaxPercent }.Any(text => !string.IsNullOrWhiteSpace(text));

        /// <summary>A kept line.</summary>
        public static Line Of(SheetLine line)
        {
            var (terms, price) = (line.Terms, line.Terms.Price);
            // The list's own price is not written out: it follows the list until somebody departs from it.
            var departs = line.Item is null || terms.Justification.Length > 0;
            return new Line
            {
                Key = line.Key.Value,
                Item = line.Item?.Value,
                Description = terms.Description,
                Quantity = Number(terms.Quantity),
                Unit = terms.Unit.ToString(),
                UnitText = terms.UnitText,
                Stage = terms.Stage,
                IsOptional = terms.IsOptional,
                IsSuggested = terms.IsSuggested,
                Justification = terms.Justification,
                Base = departs ? Number(price.Base) : null,
                Materials = departs ? Number(price.Materials) : null,
                Subcontractors = departs ? Number(price.Subcontractors) : null,
                Other = departs ? Number(price.Other) : null,
                MarginPercent = departs ? Number(price.MarginPercent) : null,
                TaxPercent = departs ? Number(price.TaxPercent) : null,
            };
        }

        /// <summary>A line that was posted.</summary>
        public static Line Posted(PostedForms forms, string at) => new()
        {
            Key = Id(forms.Posted(at + nameof(Key))) ?? Guid.CreateVersion7(),
            Item = Id(forms.Posted(at + nameof(Item))),
            Description = forms.Posted(at + nameof(Description)),
            Quantity = forms.Posted(at + nameof(Quantity)),
            Unit = forms.Posted(at + nameof(Unit)),
            UnitText = forms.Posted(at + nameof(UnitText)),
            Stage = forms.Posted(at + nameof(Stage)),
            IsOptional = forms.Posted(at + nameof(IsOptional)) == "true",
            IsSuggested = forms.Posted(at + nameof(IsSuggested)) == "true",
            Justification = forms.Posted(at + nameof(Justification)),
            Base = forms.Posted(at + "Price." + nameof(Base)),
            Materials = forms.Posted(at + "Price." + nameof(Materials)),
            Subcontractors = forms.Posted(at + "Price." + nameof(Subcontractors)),
            Other = forms.Posted(at + "Price." + nameof(Other)),
            MarginPercent = forms.Posted(at + "Price." + nameof(MarginPercent)),
            TaxPercent = forms.Posted(at + "Price." + nameof(TaxPercent)),
        };

        /// <summary>The line for the use case.</summary>
        public LineInput Input() => new()
        {
            Key = Key,
            Item = Item,
            Description = Description,
            Quantity = Quantity,
            Unit = Enum.TryParse<PriceUnit>(Unit, out var unit) && Enum.IsDefined(unit) ? unit : null,
            UnitText = UnitText,
            Stage = Stage,
            IsOptional = IsOptional,
            IsSuggested = IsSuggested,
            Justification = Justification,
            Price = Item is not null && !HasPrice ? null : new PriceInput
            {
                Base = Base,
                Materials = Materials,
                Subcontractors = Subcontractors,
                Other = Other,
                MarginPercent = MarginPercent,
                TaxPercent = TaxPercent,
            },
        };
    }
}
