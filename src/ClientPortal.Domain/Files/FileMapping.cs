using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Files;

internal sealed class FileMapping : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable("file", table =>
        {
            table.HasCheckConstraint("ck_file_size", $"size = octet_length(content) AND size BETWEEN 1 AND {PortalFiles.Largest}");
            table.HasCheckConstraint("ck_file_hash", "hash = sha256(content)");
        });
        file.HasKey(f => new { f.ClientId, f.Hash });
        file.HasOne<Client>().WithMany().HasForeignKey(f => f.ClientId).OnDelete(DeleteBehavior.Restrict);
        file.HasOne<Person>().WithMany().HasForeignKey(f => f.StoredBy).OnDelete(DeleteBehavior.Restrict);
    }
}
