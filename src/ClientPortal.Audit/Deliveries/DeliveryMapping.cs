using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Audit.Deliveries;

internal sealed class DeliveryMapping : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.ToTable("delivery");
        delivery.HasKey(d => d.Id);
        delivery.Property(d => d.Kind).HasMaxLength(100);
        delivery.HasOne<Entries.Entry>().WithMany().HasForeignKey(d => d.EntryId).OnDelete(DeleteBehavior.Restrict);
        delivery.HasIndex(d => d.NextAttemptAt).HasFilter("state = 'Queued'").HasDatabaseName("ix_delivery_due");
        delivery.HasIndex(d => new { d.State, d.QueuedAt });
        delivery.HasIndex(d => new { d.PersonId, d.QueuedAt });
    }
}

internal sealed class DeliveryAttemptMapping : IEntityTypeConfiguration<DeliveryAttempt>
{
    public void Configure(EntityTypeBuilder<DeliveryAttempt> attempt)
    {
        attempt.ToTable("delivery_attempt");
        attempt.HasKey(a => new { a.DeliveryId, a.Number });
        attempt.Property(a => a.Fault).HasMaxLength(200);
        attempt.HasOne<Delivery>().WithMany().HasForeignKey(a => a.DeliveryId).OnDelete(DeleteBehavior.Restrict);
    }
}
