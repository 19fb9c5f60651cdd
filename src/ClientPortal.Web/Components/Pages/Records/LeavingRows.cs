using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Access;

namespace ClientPortal.Web.Components.Pages.Records;

/// <summary>Entries that leave the portal, page by page. That they do is noted for each client before the first of its entries.</summary>
internal sealed class LeavingRows(HttpContext context, RecordFilter filter, RecordReads reads, RecordLook looks)
{
    private readonly Actor _actor = context.User.Actor();
    private readonly HashSet<ClientId> _noted = [];

    /// <summary>The first entries that fit; null is "not found", which is also "not yours".</summary>
    public Task<RecordPage?> FirstAsync() => PageAsync(null);

    /// <summary>All entries from the first page on.</summary>
    public async IAsyncEnumerable<RecordRow> AllAsync(RecordPage first)
    {
        for (var page = first; page is not null; page = page.Next is { } next ? await PageAsync(next) : null)
        {
            foreach (var row in page.Rows)
            {
                await NoteAsync(row, page.Contract);
                yield return row;
            }
        }
    }

    /// <summary>All entries, where they are no more than so many; null, and nothing is noted, where they are.</summary>
    public async Task<IReadOnlyList<RecordRow>?> AtMostAsync(RecordPage first, int most)
    {
        var rows = new List<RecordRow>();
        for (var page = first; page is not null; page = page.Next is { } next ? await PageAsync(next) : null)
        {
            rows.AddRange(page.Rows);
            if (rows.Count > most) return null;
        }

        foreach (var row in rows) await NoteAsync(row, first.Contract);
        return rows;
    }

    private Task<RecordPage?> PageAsync(string? after) => reads.PageAsync(_actor, filter, after, context.RequestAborted);

    private async Task NoteAsync(RecordRow row, RecordContract? contract)
    {
        if (row.Client is not { } client || !_noted.Add(client)) return;
        var (kind, id) = contract is null ? (RecordView.SubjectKind, client.Value) : ("contract", contract.Id.Value);
        await looks.RecordAsync(_actor.Person, new LookedAt(client, kind, id, LookKind.Exported, context.Whence().Address), context.RequestAborted);
    }
}
