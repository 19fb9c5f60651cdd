using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Audit.Notices;

internal sealed class NoticeMapping : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("notice", table => table.HasCheckConstraint("ck_notice_seen", "(seen_at IS NULL) = (seen_through IS NULL)"));
        notice.HasKey(n => n.Id);
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.Property(n => n.Code).HasMaxLength(100);
        notice.HasOne<Entries.Entry>().WithMany().HasForeignKey(n => n.EntryId).OnDelete(DeleteBehavior.Restrict);
        notice.HasIndex(n => new { n.EntryId, n.PersonId }).IsUnique();
        // The person's own list, newest first.
        notice.HasIndex(n => new { n.PersonId, n.At, n.Id });
        // The bell counts what is unseen on every page.
        notice.HasIndex(n => n.PersonId).HasFilter("seen_at IS NULL").HasDatabaseName("ix_notice_unseen");
        notice.HasIndex(n => new { n.ClientId, n.At });
    }
}
