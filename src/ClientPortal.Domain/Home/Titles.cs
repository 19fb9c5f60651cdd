using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Home;

/// <summary>What things are called, whatever they are.</summary>
internal static class Titles
{
    /// <summary>The titles of contracts, also of those that amendments, documents and reports belong to, and of quotes; by the thing's id, those the reader may see.</summary>
    public static async Task<Dictionary<Guid, string>> FindAsync(PortalDb db, IEnumerable<Guid> things, CancellationToken cancellation)
    {
        var ids = things.Distinct().ToArray();
        if (ids.Length == 0) return [];
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            SELECT id, title FROM portal.contract WHERE id = ANY ({ids})
            UNION ALL SELECT a.id, c.title FROM portal.amendment a JOIN portal.contract c ON c.id = a.contract_id WHERE a.id = ANY ({ids})
            UNION ALL SELECT d.id, c.title FROM portal.contract_document d JOIN portal.contract c ON c.id = d.contract_id WHERE d.id = ANY ({ids})
            UNION ALL SELECT r.id, c.title FROM portal.report r JOIN portal.contract c ON c.id = r.contract_id WHERE r.id = ANY ({ids})
            UNION ALL SELECT id, title FROM portal.quote WHERE id = ANY ({ids})
            """).ToListAsync(cancellation);
        return rows.ToDictionary(row => row.Id, row => row.Title);
    }

    private sealed record Row(Guid Id, string Title);
}
