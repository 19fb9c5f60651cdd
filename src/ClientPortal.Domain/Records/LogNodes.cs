using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.TransparencyLog;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records;

internal static class LogNodes
{
    /// <summary>The hashes a proof will ask for, in one query.</summary>
    /// <param name="db">The database.</param>
    /// <param name="log">Whose tree.</param>
    /// <param name="needs">From <see cref="InclusionProof.Needs"/> or <see cref="ConsistencyProof.Needs"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<ReadHash> NodesAsync(this PortalDb db, LogId log, IReadOnlyList<TreeNode> needs, CancellationToken cancellation)
    {
        var levels = needs.Select(node => (short)node.Level).ToArray();
        var places = needs.Select(node => node.Index).ToArray();
        var rows = await db.Set<LogNode>()
            .FromSql($"SELECT n.* FROM unnest({levels}, {places}) AS t (level, index) JOIN portal.log_node n ON n.log_id = {log.Value} AND n.level = t.level AND n.index = t.index")
            .ToListAsync(cancellation);
        var nodes = rows.ToDictionary(row => new TreeNode(row.Level, row.Index), row => new TreeHash(row.Hash));
        return (level, index) => nodes[new TreeNode(level, index)];
    }
}
