using System.Text;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records.Attesting;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Records;

/// <summary>A checkpoint as it is handed out: below the log's own signature stand those of the witnesses that have cosigned it so far. The signed text is the same.</summary>
internal static class CosignedNote
{
    /// <summary>The newest checkpoint of a log; null before its first, and for who may not see it.</summary>
    public static async Task<(long Size, byte[] Note)?> NewestNoteAsync(this PortalDb db, LogId log, CancellationToken cancellation)
    {
        var newest = await db.Set<LogCheckpoint>().Where(c => c.LogId == log).OrderByDescending(c => c.Size).Select(c => new { c.Size, c.Note }).FirstOrDefaultAsync(cancellation);
        return newest is null ? null : (newest.Size, Of(newest.Note, await db.CosignaturesAsync(log, newest.Size, cancellation)));
    }

    /// <summary>The lines of witnesses under a checkpoint, by their names.</summary>
    public static Task<List<string>> CosignaturesAsync(this PortalDb db, LogId log, long size, CancellationToken cancellation) =>
        db.Set<CheckpointCosignature>().Where(s => s.LogId == log && s.Size == size).OrderBy(s => s.KeyName).Select(s => s.Line).ToListAsync(cancellation);

    /// <summary>A checkpoint with further lines.</summary>
    public static byte[] Of(byte[] note, IEnumerable<string> lines) => [.. note, .. Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n")))];
}
