using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Looks;

internal sealed class LookMapping : IEntityTypeConfiguration<Look>
{
    public void Configure(EntityTypeBuilder<Look> look)
    {
        look.ToTable("look");
        look.HasKey(l => l.Id);
        look.Property(l => l.Id).ValueGeneratedNever();
        look.Property(l => l.SubjectKind).HasMaxLength(50);
        look.Property(l => l.Address).HasMaxLength(64);
        look.HasOne<Client>().WithMany().HasForeignKey(l => l.ClientId).OnDelete(DeleteBehavior.Restrict);
        look.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
        look.HasIndex(l => new { l.ClientId, l.At, l.Id });
        look.HasIndex(l => new { l.SubjectId, l.PersonId, l.At });
    }
}
