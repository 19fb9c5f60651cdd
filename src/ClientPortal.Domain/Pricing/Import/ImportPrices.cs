using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Pricing.Import;

/// <summary>
/// Finance takes prices from a file into the draft of a list: the file is looked at, mapped, run dry and applied. The file
/// comes along each time, so what is applied is what was shown, for the same bytes, choices and revision.
/// </summary>
public sealed class ImportPrices(PortalWork work, PortalReads reads)
{
    private const int RowsShown = 12;

    /// <summary>Looks at a file and proposes how to read it: as the last file with this heading was read, or by its words.</summary>
    /// <exception cref="NotYours">The actor is not finance, or there is no such list.</exception>
    public async Task<Outcome<ImportLook>> LookAsync(Actor actor, PriceListId id, ReadOnlyMemory<byte> bytes, FileSeparator? separator, CancellationToken cancellation)
    {
        if (!actor.Is(Role.Finance)) return new Outcome<ImportLook>.NotFound();
        try
        {
            var file = PriceFile.Read(bytes, separator);
            return await reads.RunAsync<Outcome<ImportLook>>(actor, async db =>
            {
                var list = await db.Set<PriceList>().SingleOrDefaultAsync(l => l.Id == id, cancellation);
                if (list is null) return new Outcome<ImportLook>.NotFound();
                var suggested = ImportSuggestion.For(file, list.Currency);
                var remembered = await RememberedAsync(db, file, cancellation);
                var input = (remembered is null ? suggested : remembered with { SkippedLines = suggested.SkippedLines, Separator = file.Separator }) with { Revision = list.Revision };
                return new Outcome<ImportLook>.Done(new ImportLook(file.Letters, file.Separator, file.Rows.Count, file.Columns, [.. file.Rows.Take(RowsShown)], input, remembered is not null));
            }, cancellation);
        }
        catch (RuleBroken broken)
        {
            return new Outcome<ImportLook>.Refused(broken.Refusals);
        }
    }

    /// <summary>Says what applying the file would do, and changes nothing.</summary>
    public async Task<Outcome<ImportPreview>> PreviewAsync(Actor actor, PriceListId id, ReadOnlyMemory<byte> bytes, ImportInput input, CancellationToken cancellation)
    {
        if (!actor.Is(Role.Finance)) return new Outcome<ImportPreview>.NotFound();
        try
        {
            return await reads.RunAsync<Outcome<ImportPreview>>(actor, async db =>
            {
                var list = await db.Set<PriceList>().SingleOrDefaultAsync(l => l.Id == id, cancellation);
                if (list is null) return new Outcome<ImportPreview>.NotFound();
                if (list.Revision != input.Revision) return new Outcome<ImportPreview>.Stale();
                var items = await db.Set<PriceItem>().Where(i => i.PriceListId == id).OrderBy(i => i.Position).ToListAsync(cancellation);
                var (rows, faults) = PriceRows.Read(PriceFile.Read(bytes, input.Separator), input, list.Currency);
                return new Outcome<ImportPreview>.Done(ImportPlan.Of(items, rows, faults, input).Preview(list));
            }, cancellation);
        }
        catch (RuleBroken broken)
        {
            return new Outcome<ImportPreview>.Refused(broken.Refusals);
        }
    }

    /// <summary>Writes the file's prices into the draft and remembers how it was read.</summary>
    public Task<Outcome<ImportResult>> ApplyAsync(PersonId actor, CommandId command, PriceListId id, ReadOnlyMemory<byte> bytes, ImportInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, work => ApplyAsync(work, id, bytes, input, cancellation), cancellation);

    /// <summary>Writes a file's prices into the draft within a use case that is running.</summary>
    internal static async Task<ImportResult> ApplyAsync(Work work, PriceListId id, ReadOnlyMemory<byte> bytes, ImportInput input, CancellationToken cancellation)
    {
        var list = await ChangePriceLists.FindAsync(work, id, input.Revision, cancellation);
        var file = PriceFile.Read(bytes, input.Separator);
        var (rows, faults) = PriceRows.Read(file, input, list.Currency);
        if (faults.Count > 0 && !input.LeaveBadRows) throw new RuleBroken(Rule.RowsNotRead, nameof(input.LeaveBadRows), faults.Select(fault => fault.Line).Distinct().Count());
        if (rows.Count == 0) throw PriceFile.Refused(Rule.FileEmpty);
        var items = await work.Db.Set<PriceItem>().AsNoTracking().Where(i => i.PriceListId == id).OrderBy(i => i.Position).ToListAsync(cancellation);
        var plan = ImportPlan.Of(items, rows, faults, input);
        await plan.ApplyAsync(list, work.Db, cancellation);
        await RememberAsync(work, file, input, cancellation);
        return new ImportResult(plan.Added.Count, plan.Changed.Count, plan.Same, plan.Removed.Count, faults.Select(fault => fault.Line).Distinct().Count());
    }

    private static async Task<ImportInput?> RememberedAsync(PortalDb db, PriceFile file, CancellationToken cancellation)
    {
        var headings = file.Rows.Take(30).Select(PriceMapping.Fingerprint).ToList();
        var known = await db.Set<PriceMapping>().AsNoTracking().Where(m => headings.Contains(m.Heading)).OrderByDescending(m => m.SavedAt).FirstOrDefaultAsync(cancellation);
        if (known is null) return null;
        // The heading may stand on another line this time.
        var line = file.Rows.Take(30).First(row => PriceMapping.Fingerprint(row).SequenceEqual(known.Heading)).Line;
        return known.Input with { HeadingLine = line };
    }

    private static async Task RememberAsync(Work work, PriceFile file, ImportInput input, CancellationToken cancellation)
    {
        if (file.Rows.FirstOrDefault(row => row.Line == input.HeadingLine) is not { } heading) return;
        var fingerprint = PriceMapping.Fingerprint(heading);
        var known = await work.Db.Set<PriceMapping>().SingleOrDefaultAsync(m => m.Heading == fingerprint, cancellation);
        if (known is null) work.Db.Add(PriceMapping.Of(fingerprint, input, work.Actor.Person, work.Now));
        else known.Save(input, work.Actor.Person, work.Now);
    }
}

/// <summary>A file as it was understood.</summary>
/// <param name="Letters">How its letters are kept.</param>
/// <param name="Separator">What divides its columns.</param>
/// <param name="RowCount">How many rows it has, the heading included.</param>
/// <param name="ColumnCount">How many columns the widest row has.</param>
/// <param name="FirstRows">Its first rows, to choose heading and columns by.</param>
/// <param name="Proposal">How to read it.</param>
/// <param name="IsRemembered">Whether the proposal is how a file with this heading was read before.</param>
public sealed record ImportLook(
    FileLetters Letters, FileSeparator Separator, int RowCount, int ColumnCount, IReadOnlyList<FileRow> FirstRows, ImportInput Proposal, bool IsRemembered);

/// <summary>What applying a file would do.</summary>
/// <param name="Currency">What the prices are counted in.</param>
/// <param name="Added">Prices the draft does not have.</param>
/// <param name="Changed">Prices that differ from the draft's, old and new.</param>
/// <param name="Same">How many are in the draft as they are in the file.</param>
/// <param name="Left">How many are in the draft, not in the file, and stay.</param>
/// <param name="Removed">Prices that are taken out of the draft.</param>
/// <param name="Faults">What is wrong with which row.</param>
/// <param name="BadRows">How many rows are bad.</param>
public sealed record ImportPreview(
    Currency Currency, IReadOnlyList<PlannedPrice> Added, IReadOnlyList<PlannedPrice> Changed, int Same, int Left, IReadOnlyList<PlannedPrice> Removed,
    IReadOnlyList<RowFault> Faults, int BadRows);

/// <summary>One price of a dry run.</summary>
/// <param name="Line">The file's line; null for what is removed.</param>
/// <param name="OldTerms">What the draft's is for; null when it is new.</param>
/// <param name="Old">The draft's price; null when there is none.</param>
/// <param name="NewTerms">What it will be for; null when it is removed.</param>
/// <param name="New">The price it will have; null when it is removed.</param>
public sealed record PlannedPrice(int? Line, PriceItemTerms? OldTerms, Composition? Old, PriceItemTerms? NewTerms, Composition? New);

/// <summary>What an import did.</summary>
/// <param name="Added">How many prices are new.</param>
/// <param name="Changed">How many differ now.</param>
/// <param name="Same">How many were as the file says.</param>
/// <param name="Removed">How many were taken out.</param>
/// <param name="BadRows">How many rows were left aside.</param>
public sealed record ImportResult(int Added, int Changed, int Same, int Removed, int BadRows);

/// <summary>A file laid beside a draft: the same for the dry run and for the real one.</summary>
internal sealed class ImportPlan
{
    private ImportPlan()
    {
    }

    public List<PriceRow> Added { get; } = [];

    public List<(PriceItem Item, PriceRow Row, PriceItemTerms Terms)> Changed { get; } = [];

    public List<PriceItem> Removed { get; } = [];

    public int Same { get; private set; }

    private int Left { get; set; }

    private IReadOnlyList<RowFault> Faults { get; init; } = [];

    private int Last { get; init; }

    public static ImportPlan Of(IReadOnlyList<PriceItem> items, IReadOnlyList<PriceRow> rows, IReadOnlyList<RowFault> faults, ImportInput input)
    {
        var plan = new ImportPlan { Faults = faults, Last = items.Count == 0 ? 0 : items.Max(item => item.Position) };
        var draft = items.ToDictionary(item => item.Terms.Code, StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            if (!draft.Remove(row.Terms.Code, out var item)) plan.Added.Add(row);
            else if (Merged(item.Terms, row, input) is var terms && (terms != item.Terms || row.Price != item.Price)) plan.Changed.Add((item, row, terms));
            else plan.Same++;
        }

        if (input.ReplaceAll) plan.Removed.AddRange(draft.Values.OrderBy(item => item.Position));
        else plan.Left = draft.Count;
        if (items.Count + plan.Added.Count - plan.Removed.Count > PriceList.MostItems) throw new RuleBroken(Rule.PriceListFull, null, PriceList.MostItems);
        return plan;
    }

    public ImportPreview Preview(PriceList list) => new(
        list.Currency,
        [.. Added.Select(row => new PlannedPrice(row.Line, null, null, row.Terms, row.Price))],
        [.. Changed.Select(change => new PlannedPrice(change.Row.Line, change.Item.Terms, change.Item.Price, change.Terms, change.Row.Price))],
        Same,
        Left,
        [.. Removed.Select(item => new PlannedPrice(null, item.Terms, item.Price, null, null))],
        Faults,
        Faults.Select(fault => fault.Line).Distinct().Count());

    public async Task ApplyAsync(PriceList list, PortalDb db, CancellationToken cancellation)
    {
        if (Added.Count + Changed.Count + Removed.Count == 0) return;
        list.Imported();
        // The revision first: of two who change a draft at once, the later one is stale.
        await db.SaveChangesAsync(cancellation);
        var removed = Removed.Select(item => item.Id).ToList();
        if (removed.Count > 0) await db.Set<PriceItem>().Where(item => removed.Contains(item.Id)).ExecuteDeleteAsync(cancellation);
        foreach (var (item, row, terms) in Changed) item.Change(terms, row.Price);
        await db.UpdateManyAsync([.. Changed.Select(change => change.Item)], cancellation);
        await db.InsertManyAsync([.. Added.Select((row, i) => PriceItem.Of(list.Id, Last + i + 1, row.Terms, row.Price))], cancellation);
    }

    // What the file does not carry stays as the draft has it.
    private static PriceItemTerms Merged(PriceItemTerms old, PriceRow row, ImportInput input)
    {
        var russianFirst = input.NameLanguage == Language.Russian;
        var (first, second) = (row.Carried.Contains(PriceField.Name), row.Carried.Contains(PriceField.NameOther));
        return row.Terms with
        {
            Code = old.Code,
            NameEnglish = (russianFirst ? second : first) ? row.Terms.NameEnglish : old.NameEnglish,
            NameRussian = (russianFirst ? first : second) ? row.Terms.NameRussian : old.NameRussian,
            Basis = row.Carried.Contains(PriceField.Basis) ? row.Terms.Basis : old.Basis,
        };
    }
}
