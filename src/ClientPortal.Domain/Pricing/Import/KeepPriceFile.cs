using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Pricing.Import;

/// <summary>
/// Finance keeps a file while it is looked at, mapped and run dry, so that it is asked for once; then its prices go into the
/// draft and the file goes, in one transaction.
/// </summary>
public sealed class KeepPriceFile(PortalWork work, PortalReads reads)
{
    /// <summary>Keeps a file in place of the one the person kept for this list before.</summary>
    public Task<Outcome<PriceUploadId>> KeepAsync(PersonId actor, CommandId command, PriceListId id, string fileName, byte[] bytes, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            NotYours.Unless(work.Actor.Is(Role.Finance));
            if (!await work.Db.Set<PriceList>().AnyAsync(l => l.Id == id, cancellation)) throw new NotYours();
            PriceFile.Read(bytes);
            await ForgetAsync(work, id, cancellation);
            // A name may hold what no text of the database can.
            var upload = PriceUpload.Of(id, actor, new FormRules().Text(fileName.Replace('\0', ' '), "File", int.MaxValue, required: false), bytes, work.Now);
            work.Db.Add(upload);
            return upload.Id;
        }, cancellation);

    /// <summary>Notes how the person wants the kept file read, when it can be read so.</summary>
    public Task<Outcome<PriceUploadId>> ChooseAsync(PersonId actor, CommandId command, PriceListId id, ImportInput choices, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            NotYours.Unless(work.Actor.Is(Role.Finance));
            var list = await work.Db.Set<PriceList>().SingleOrDefaultAsync(l => l.Id == id, cancellation) ?? throw new NotYours();
            var upload = await FindAsync(work, id, cancellation);
            PriceRows.Read(PriceFile.Read(upload.Content, choices.Separator), choices, list.Currency);
            upload.Choose(choices);
            return upload.Id;
        }, cancellation);

    /// <summary>Leaves the kept file; nothing of it goes into the draft.</summary>
    public Task<Outcome<PriceListId>> LeaveAsync(PersonId actor, CommandId command, PriceListId id, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            NotYours.Unless(work.Actor.Is(Role.Finance));
            await ForgetAsync(work, id, cancellation);
            return id;
        }, cancellation);

    /// <summary>Writes the kept file's prices into the draft, as chosen, and forgets the file.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="command">The id the form carried.</param>
    /// <param name="id">Into which list's draft.</param>
    /// <param name="revision">The revision of the list the dry run was made for.</param>
    /// <param name="leaveBadRows">Whether the good rows are taken although there are bad ones.</param>
    /// <param name="cancellation">Ends the run.</param>
    public Task<Outcome<ImportResult>> TakeOverAsync(PersonId actor, CommandId command, PriceListId id, int revision, bool leaveBadRows, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            NotYours.Unless(work.Actor.Is(Role.Finance));
            var upload = await FindAsync(work, id, cancellation);
            var choices = (upload.Choices ?? throw new NotYours()) with { Revision = revision, LeaveBadRows = leaveBadRows };
            var result = await ImportPrices.ApplyAsync(work, id, upload.Content, choices, cancellation);
            work.Db.Remove(upload);
            return result;
        }, cancellation);

    /// <summary>The actor's kept file for a list; null when there is none.</summary>
    public Task<KeptPriceFile?> FindAsync(Actor actor, PriceListId id, CancellationToken cancellation) =>
        reads.RunAsync(actor, async db => actor.Is(Role.Finance)
            ? await db.Set<PriceUpload>().SingleOrDefaultAsync(u => u.PriceListId == id && u.PersonId == actor.Person, cancellation) is { } upload
                ? new KeptPriceFile(upload.FileName, upload.Content, upload.Choices, upload.UploadedAt)
                : null
            : null, cancellation);

    private static async Task<PriceUpload> FindAsync(Work work, PriceListId id, CancellationToken cancellation) =>
        await work.Db.Set<PriceUpload>().SingleOrDefaultAsync(u => u.PriceListId == id && u.PersonId == work.Actor.Person, cancellation) ?? throw new NotYours();

    private static Task<int> ForgetAsync(Work work, PriceListId id, CancellationToken cancellation) =>
        work.Db.Set<PriceUpload>().Where(u => u.PriceListId == id && u.PersonId == work.Actor.Person).ExecuteDeleteAsync(cancellation);
}

/// <summary>A file that is being taken into a draft.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Choices">What was chosen so far; null before the first choice.</param>
/// <param name="UploadedAt">When it came.</param>
public sealed record KeptPriceFile(string FileName, byte[] Content, ImportInput? Choices, DateTimeOffset UploadedAt);
