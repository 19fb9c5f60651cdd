using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Looks;

/// <summary>What people call the things that were looked at: one question for all of a page. Row security answers it, so what is not the reader's, or is gone, has no name.</summary>
internal static class LookedThings
{
    /// <summary>The names, by the thing's identifier; none for what the reader may not see.</summary>
    public static async Task<Dictionary<Guid, LookedThing>> FindAsync(PortalDb db, IEnumerable<Guid> things, CancellationToken cancellation)
    {
        var ids = things.Distinct().ToArray();
        if (ids.Length == 0) return [];
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            SELECT id, number::text, title::text, NULL::text AS contract_title, NULL::text AS document, NULL::integer AS edition FROM portal.contract WHERE id = ANY ({ids})
            UNION ALL SELECT a.id, a.number::text, NULL, c.title, NULL, NULL
                FROM portal.amendment a JOIN portal.contract c ON c.id = a.contract_id WHERE a.id = ANY ({ids})
            UNION ALL SELECT d.id, a.number::text, NULL, c.title, d.kind, coalesce(r.number, v.offer)
                FROM portal.contract_document d JOIN portal.contract c ON c.id = d.contract_id
                LEFT JOIN portal.terms_version v ON v.id = d.version_id
                LEFT JOIN portal.amendment_revision r ON r.id = d.revision_id LEFT JOIN portal.amendment a ON a.id = r.amendment_id WHERE d.id = ANY ({ids})
            UNION ALL SELECT r.id, r.number::text, r.stage_name, c.title, NULL, NULL
                FROM portal.report r JOIN portal.contract c ON c.id = r.contract_id WHERE r.id = ANY ({ids})
            UNION ALL SELECT quote_id, number::text, title::text, NULL, NULL, NULL FROM portal.issued_quote WHERE quote_id = ANY ({ids})
            UNION ALL SELECT id, NULL, name::text, NULL, NULL, NULL FROM portal.client WHERE id = ANY ({ids})
            """).ToListAsync(cancellation);
        return rows.ToDictionary(row => row.Id, row => new LookedThing(row.Number, row.Title, row.ContractTitle, row.Document, row.Edition));
    }

    private sealed record Row(Guid Id, string? Number, string? Title, string? ContractTitle, string? Document, int? Edition);
}

/// <summary>What people call a thing that was looked at.</summary>
/// <param name="Number">Its number; of a document, that of the amendment it belongs to. Null where it has none.</param>
/// <param name="Title">Its title; of a report, the stage's; of a client, the client's name. Null where it has none.</param>
/// <param name="ContractTitle">The title of the contract it belongs to; null for what belongs to none.</param>
/// <param name="Document">What kind of document it is; null for everything else.</param>
/// <param name="Edition">Of a document, the revision of its amendment or the offer of its contract.</param>
public sealed record LookedThing(string? Number, string? Title, string? ContractTitle, string? Document, int? Edition);
