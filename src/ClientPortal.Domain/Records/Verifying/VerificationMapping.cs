using ClientPortal.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Records.Verifying;

internal sealed class VerificationMapping : IEntityTypeConfiguration<Verification>
{
    private const string Standing =
        """
        entries >= 0 AND total >= 0 AND CASE state
            WHEN 'Asked' THEN attempt = 0 AND num_nonnulls(begun_at, told_at, ended_at, digest) = 0 AND (entries, total, logs, checkpoints, findings) = (0, 0, 0, 0, 0)
            WHEN 'Running' THEN attempt > 0 AND num_nulls(begun_at, told_at) = 0 AND num_nonnulls(ended_at, digest) = 0 AND (logs, checkpoints, findings) = (0, 0, 0)
            WHEN 'Whole' THEN attempt > 0 AND num_nulls(begun_at, told_at, ended_at) = 0 AND findings = 0 AND digest IS NULL
            ELSE attempt > 0 AND num_nulls(begun_at, told_at, ended_at, digest) = 0 AND findings > 0 AND length(digest) = 32
        END
        """;

    public void Configure(EntityTypeBuilder<Verification> verification)
    {
        verification.ToTable("verification", table =>
        {
            table.HasCheckConstraint("ck_verification_asked", "num_nonnulls(asked_by, night) = 1");
            table.HasCheckConstraint("ck_verification_standing", Standing);
        });
        verification.HasKey(v => v.Id);
        verification.Property(v => v.Id).ValueGeneratedNever();
        // Who begins a run anew takes it from whoever was at it before.
        verification.Property(v => v.Attempt).IsConcurrencyToken();
        verification.HasIndex(v => v.Night).IsUnique();
        verification.HasIndex(v => new { v.EndedAt, v.Id });
        // One at a time, over all servers.
        verification.HasIndex(v => v.State).IsUnique().HasFilter("state = 'Running'").HasDatabaseName("ux_verification_running");
        verification.HasOne<Person>().WithMany().HasForeignKey(v => v.AskedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class VerificationFindingMapping : IEntityTypeConfiguration<VerificationFinding>
{
    public void Configure(EntityTypeBuilder<VerificationFinding> finding)
    {
        finding.ToTable("verification_finding", table =>
            table.HasCheckConstraint("ck_verification_finding", $"number BETWEEN 1 AND {VerificationRuns.MostKept} AND kind ~ '^[A-Za-z]+$' AND place >= 0"));
        finding.HasKey(f => new { f.VerificationId, f.Number });
        finding.Property(f => f.Number).ValueGeneratedNever();
        finding.Property(f => f.Kind).HasMaxLength(60);
        finding.Property(f => f.What).HasMaxLength(VerificationFinding.LongestWhat);
        finding.HasOne<Verification>().WithMany().HasForeignKey(f => f.VerificationId).OnDelete(DeleteBehavior.Restrict);
    }
}
