using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Audit.Entries;

internal sealed class EntryMapping : IEntityTypeConfiguration<Entry>
{
    public void Configure(EntityTypeBuilder<Entry> entry)
    {
        entry.ToTable("entry");
        entry.HasKey(e => e.Id);
        entry.Property(e => e.Code).HasMaxLength(100);
        entry.Property(e => e.SubjectKind).HasMaxLength(50);
        entry.Ignore(e => e.Personal);
        // A log is read by time, newest first; the identifier is made at that moment and breaks ties.
        entry.HasIndex(e => new { e.ClientId, e.At, e.Id });
        entry.HasIndex(e => new { e.SubjectKind, e.SubjectId, e.At });
        entry.HasIndex(e => new { e.ActorId, e.At });
    }
}

internal sealed class PersonalValueMapping : IEntityTypeConfiguration<PersonalValue>
{
    public void Configure(EntityTypeBuilder<PersonalValue> personal)
    {
        personal.ToTable("entry_personal");
        personal.HasKey(p => new { p.EntryId, p.Name });
        personal.Property(p => p.Name).HasMaxLength(50);
        personal.HasOne<Entry>().WithMany().HasForeignKey(p => p.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}
