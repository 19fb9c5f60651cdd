using ClientPortal.Audit.Entries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Audit.Trees;

internal sealed class RecordLogMapping : IEntityTypeConfiguration<RecordLog>
{
    public void Configure(EntityTypeBuilder<RecordLog> log)
    {
        log.ToTable("log", table => table.HasCheckConstraint(
            "ck_log_id", "CASE WHEN client_id IS NULL THEN id = '00000000-0000-7000-8000-000000000000' ELSE id = client_id END"));
        log.HasKey(l => l.Id);
        log.Property(l => l.Name).HasMaxLength(300);
        log.HasIndex(l => l.Name).IsUnique();
        log.HasIndex(l => l.ClientId).IsUnique();
    }
}

internal sealed class LogKeyMapping : IEntityTypeConfiguration<LogKey>
{
    public void Configure(EntityTypeBuilder<LogKey> key)
    {
        key.ToTable("log_key", table => table.HasCheckConstraint("ck_log_key_number", "number > 0"));
        key.HasKey(k => new { k.LogId, k.Number });
        key.Property(k => k.VerifierKey).HasMaxLength(1000);
        key.HasOne<RecordLog>().WithMany().HasForeignKey(k => k.LogId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LogLeafMapping : IEntityTypeConfiguration<LogLeaf>
{
    public void Configure(EntityTypeBuilder<LogLeaf> leaf)
    {
        leaf.ToTable("log_leaf", table => table.HasCheckConstraint("ck_log_leaf_index", "index >= 0"));
        leaf.HasKey(l => new { l.LogId, l.Index });
        leaf.HasOne<RecordLog>().WithMany().HasForeignKey(l => l.LogId).OnDelete(DeleteBehavior.Restrict);
        leaf.HasOne<Entry>().WithMany().HasForeignKey(l => l.EntryId).OnDelete(DeleteBehavior.Restrict);
        // No entry stands twice.
        leaf.HasIndex(l => l.EntryId).IsUnique();
    }
}

internal sealed class LogNodeMapping : IEntityTypeConfiguration<LogNode>
{
    public void Configure(EntityTypeBuilder<LogNode> node)
    {
        node.ToTable("log_node", table => table.HasCheckConstraint("ck_log_node", "level BETWEEN 0 AND 62 AND index >= 0 AND length(hash) = 32"));
        node.HasKey(n => new { n.LogId, n.Level, n.Index });
        node.HasOne<RecordLog>().WithMany().HasForeignKey(n => n.LogId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LogCheckpointMapping : IEntityTypeConfiguration<LogCheckpoint>
{
    public void Configure(EntityTypeBuilder<LogCheckpoint> checkpoint)
    {
        checkpoint.ToTable("log_checkpoint", table => table.HasCheckConstraint("ck_log_checkpoint", "size > 0 AND length(root) = 32"));
        checkpoint.HasKey(c => new { c.LogId, c.Size });
        checkpoint.HasIndex(c => c.SignedAt);
        checkpoint.HasOne<RecordLog>().WithMany().HasForeignKey(c => c.LogId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WaitingEntryMapping : IEntityTypeConfiguration<WaitingEntry>
{
    public void Configure(EntityTypeBuilder<WaitingEntry> waiting)
    {
        waiting.ToTable("log_waiting");
        waiting.HasKey(w => w.EntryId);
        waiting.HasIndex(w => new { w.At, w.EntryId });
        waiting.HasOne<Entry>().WithMany().HasForeignKey(w => w.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class KeyRotationMapping : IEntityTypeConfiguration<KeyRotation>
{
    public void Configure(EntityTypeBuilder<KeyRotation> rotation)
    {
        rotation.ToTable("log_rotation");
        rotation.HasKey(r => r.AskedAt);
    }
}
