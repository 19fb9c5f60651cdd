using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Access;

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>,
    IEntityTypeConfiguration<IdentityUserClaim<PersonId>>, IEntityTypeConfiguration<IdentityUserLogin<PersonId>>,
    IEntityTypeConfiguration<IdentityUserToken<PersonId>>, IEntityTypeConfiguration<IdentityUserPasskey<PersonId>>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("person");
        person.Property(p => p.Id).ValueGeneratedNever();
        person.Property(p => p.Name).HasMaxLength(Person.LongestName);
        person.Property(p => p.Zone).HasMaxLength(64);
        person.Property(p => p.Revision).IsConcurrencyToken();
        person.Ignore(p => p.PhoneNumber);
        person.Ignore(p => p.PhoneNumberConfirmed);
        person.HasIndex(p => p.NormalizedUserName).IsUnique().HasDatabaseName("ux_person_email").RefusedAs(Rule.EmailTaken, "Email");
        person.HasIndex(p => p.NormalizedEmail).HasDatabaseName("ix_person_normalized_email");
        person.HasIndex(p => new { p.Name, p.Id });
        person.HasMany<Notice>().WithOne().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Restrict);
        person.HasMany<Delivery>().WithOne().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<PersonId>> claim) => claim.ToTable("person_claim");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<PersonId>> login) => login.ToTable("person_login");

    public void Configure(EntityTypeBuilder<IdentityUserToken<PersonId>> token) => token.ToTable("person_token");

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<PersonId>> passkey)
    {
        passkey.ToTable("person_passkey");
        passkey.HasKey(p => p.CredentialId);
        // WebAuthn level 3 sets no bound; this is what authenticators keep to (CTAP 2.1, section 6.4, maxCredentialIdLength).
        passkey.Property(p => p.CredentialId).HasMaxLength(1024);
        passkey.OwnsOne(p => p.Data).ToJson("data");
        passkey.HasOne<Person>().WithMany().HasForeignKey(p => p.UserId);
    }
}

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("membership", table =>
        {
            table.HasCheckConstraint("ck_membership_client",
                "CASE WHEN role IN ('ClientViewer', 'ClientSignatory') THEN client_id IS NOT NULL WHEN role IN ('Administrator', 'Auditor') THEN client_id IS NULL ELSE true END");
            table.HasCheckConstraint("ck_membership_granted_by_another", "granted_by IS NULL OR granted_by <> person_id");
        });
        membership.HasKey(m => m.Id);
        membership.Property(m => m.Id).ValueGeneratedNever();
        membership.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
        membership.HasOne<Client>().WithMany().HasForeignKey(m => m.ClientId).OnDelete(DeleteBehavior.Restrict);
        membership.HasIndex(m => new { m.PersonId, m.Role, m.ClientId }).IsUnique().AreNullsDistinct(false)
            .HasFilter("ended_at IS NULL").HasDatabaseName("ux_membership_held").RefusedAs(Rule.RoleHeld, nameof(Membership.Role));
        membership.HasIndex(m => m.ClientId);
    }
}

internal sealed class RightGrantMapping : IEntityTypeConfiguration<RightGrant>
{
    public void Configure(EntityTypeBuilder<RightGrant> grant)
    {
        grant.ToTable("right_grant", table => table.HasCheckConstraint("ck_right_grant_granted_by_another", "granted_by <> person_id"));
        grant.HasKey(g => g.Id);
        grant.Property(g => g.Id).ValueGeneratedNever();
        grant.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Restrict);
        grant.HasIndex(g => new { g.PersonId, g.Right }).IsUnique().HasFilter("revoked_at IS NULL")
            .HasDatabaseName("ux_right_grant_held").RefusedAs(Rule.RightHeld, nameof(RightGrant.Right));
    }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("session");
        session.HasKey(s => s.Id);
        session.Property(s => s.Id).ValueGeneratedNever();
        session.Property(s => s.Address).HasMaxLength(64);
        session.Property(s => s.Device).HasMaxLength(300);
        session.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        session.HasIndex(s => new { s.PersonId, s.EndedAt });
    }
}

internal sealed class SignInEventMapping : IEntityTypeConfiguration<SignInEvent>
{
    public void Configure(EntityTypeBuilder<SignInEvent> happened)
    {
        happened.ToTable("sign_in_event");
        happened.HasKey(e => e.Id);
        happened.Property(e => e.Id).ValueGeneratedNever();
        happened.Property(e => e.Address).HasMaxLength(64);
        happened.Property(e => e.Device).HasMaxLength(300);
        happened.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        happened.HasIndex(e => new { e.PersonId, e.Id });
    }
}
