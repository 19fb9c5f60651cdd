using ClientPortal.Audit.Attesting;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Records.Attesting;

internal sealed class TimestampAuthorityMapping : IEntityTypeConfiguration<TimestampAuthority>
{
    public void Configure(EntityTypeBuilder<TimestampAuthority> authority)
    {
        authority.ToTable("timestamp_authority", table => table.HasCheckConstraint(
            "ck_timestamp_authority", "number > 0 AND num_nulls(address, certificates, minutes) IN (0, 3) AND minutes BETWEEN 5 AND 1440"));
        authority.HasKey(a => a.Id);
        authority.Property(a => a.Id).ValueGeneratedNever();
        authority.HasIndex(a => a.Number).IsUnique();
        authority.Property(a => a.Address).HasMaxLength(TimestampAuthority.LongestAddress);
        authority.Property(a => a.Certificates).HasMaxLength(TimestampAuthority.LongestCertificates);
        authority.HasOne<Person>().WithMany().HasForeignKey(a => a.SetBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WitnessMapping : IEntityTypeConfiguration<Witness>
{
    public void Configure(EntityTypeBuilder<Witness> witness)
    {
        witness.ToTable("witness", table => table.HasCheckConstraint("ck_witness_removed", "num_nulls(removed_by, removed_at) IN (0, 2)"));
        witness.HasKey(w => w.Id);
        witness.Property(w => w.Id).ValueGeneratedNever();
        witness.HasRevision();
        witness.Ignore(w => w.Name);
        witness.Property(w => w.Address).HasMaxLength(Witness.LongestAddress);
        witness.Property(w => w.Key).HasMaxLength(Witness.LongestKey);
        witness.HasIndex(w => w.Key).IsUnique().HasFilter("removed_at IS NULL").HasDatabaseName("ux_witness_key").RefusedAs(Rule.WitnessThere, "Key");
        witness.HasOne<Person>().WithMany().HasForeignKey(w => w.AddedBy).OnDelete(DeleteBehavior.Restrict);
        witness.HasOne<Person>().WithMany().HasForeignKey(w => w.RemovedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CheckpointTimestampMapping : IEntityTypeConfiguration<CheckpointTimestamp>
{
    public void Configure(EntityTypeBuilder<CheckpointTimestamp> timestamp)
    {
        timestamp.ToTable("checkpoint_timestamp", table => table.HasCheckConstraint("ck_checkpoint_timestamp_token", $"length(token) BETWEEN 1 AND {OutsideClient.LongestAnswer}"));
        timestamp.HasKey(t => new { t.LogId, t.Size });
        timestamp.Property(t => t.Authority).HasMaxLength(TimestampToken.LongestName);
        timestamp.HasIndex(t => new { t.AuthorityId, t.ReceivedAt });
        timestamp.HasOne<LogCheckpoint>().WithMany().HasForeignKey(t => new { t.LogId, t.Size }).OnDelete(DeleteBehavior.Restrict);
        timestamp.HasOne<TimestampAuthority>().WithMany().HasForeignKey(t => t.AuthorityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CheckpointCosignatureMapping : IEntityTypeConfiguration<CheckpointCosignature>
{
    public void Configure(EntityTypeBuilder<CheckpointCosignature> cosignature)
    {
        cosignature.ToTable("checkpoint_cosignature", table => table.HasCheckConstraint("ck_checkpoint_cosignature_line", "line ~ '^— [^\\n]+$'"));
        cosignature.HasKey(s => new { s.LogId, s.Size, s.WitnessId });
        cosignature.Property(s => s.KeyName).HasMaxLength(Witness.LongestKey);
        cosignature.Property(s => s.Line).HasMaxLength(1000);
        cosignature.HasOne<LogCheckpoint>().WithMany().HasForeignKey(s => new { s.LogId, s.Size }).OnDelete(DeleteBehavior.Restrict);
        cosignature.HasOne<Witness>().WithMany().HasForeignKey(s => s.WitnessId).OnDelete(DeleteBehavior.Restrict);
        // What of a log a witness saw last.
        cosignature.HasIndex(s => new { s.WitnessId, s.LogId, s.Size });
        cosignature.HasIndex(s => new { s.WitnessId, s.ReceivedAt });
    }
}

internal sealed class AttestationTroubleMapping : IEntityTypeConfiguration<AttestationTrouble>
{
    public void Configure(EntityTypeBuilder<AttestationTrouble> trouble)
    {
        trouble.ToTable("attestation_trouble", table => table.HasCheckConstraint("ck_attestation_trouble_attempts", "attempts > 0"));
        trouble.HasKey(t => new { t.AskedId, t.LogId });
        trouble.Property(t => t.AskedId).ValueGeneratedNever();
        trouble.Property(t => t.Detail).HasMaxLength(AttestationTrouble.LongestDetail);
        trouble.HasOne<RecordLog>().WithMany().HasForeignKey(t => t.LogId).OnDelete(DeleteBehavior.Restrict);
    }
}
