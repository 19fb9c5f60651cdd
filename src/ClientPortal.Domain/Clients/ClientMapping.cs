using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Clients;

internal sealed class ClientMapping : IEntityTypeConfiguration<Client>
{
    public void Configure(EntityTypeBuilder<Client> client)
    {
        client.ToTable("client");
        client.HasKey(c => c.Id);
        client.Property(c => c.Id).ValueGeneratedNever();
        client.HasRevision();
        client.Ignore(c => c.Details);
        client.Property(c => c.Name).HasMaxLength(Client.LongestName);
        client.Property(c => c.LegalName).HasMaxLength(Client.LongestLegalName);
        client.Property(c => c.Registration).HasMaxLength(Client.LongestRegistration);
        client.Property(c => c.PostalAddress).HasMaxLength(Client.LongestAddress);
        client.Property(c => c.Zone).HasMaxLength(64);
        client.HasMany<Entry>().WithOne().HasForeignKey(e => e.ClientId).OnDelete(DeleteBehavior.Restrict);
        client.HasMany<Notice>().WithOne().HasForeignKey(n => n.ClientId).OnDelete(DeleteBehavior.Restrict);
        client.HasMany<Delivery>().WithOne().HasForeignKey(d => d.ClientId).OnDelete(DeleteBehavior.Restrict);
        client.HasIndex(c => c.Name).IsUnique().HasDatabaseName("ux_client_name").RefusedAs(Rule.ClientNameTaken, "Name");
    }
}
