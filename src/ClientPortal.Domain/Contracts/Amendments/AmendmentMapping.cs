using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Contracts.Amendments;

internal sealed class AmendmentMapping : IEntityTypeConfiguration<Amendment>, IEntityTypeConfiguration<AmendmentRevision>,
    IEntityTypeConfiguration<AmendmentDraft>, IEntityTypeConfiguration<AmendmentComment>, IEntityTypeConfiguration<NoticeWaiver>
{
    public void Configure(EntityTypeBuilder<Amendment> amendment)
    {
        amendment.ToTable("amendment", table =>
        {
            table.HasCheckConstraint("ck_amendment_sent", "state <> 'Draft'");
            table.HasCheckConstraint("ck_amendment_agreed", "state NOT IN ('Agreed', 'SignedByOne', 'Signed', 'InForce') OR (agreed_at IS NOT NULL AND agreed_by IS NOT NULL)");
            table.HasCheckConstraint("ck_amendment_signed_by_one", "state NOT IN ('SignedByOne', 'Signed', 'InForce') OR (first_signed_for IS NOT NULL AND first_signed_at IS NOT NULL)");
            table.HasCheckConstraint("ck_amendment_signed", "state NOT IN ('Signed', 'InForce') OR (signed_at IS NOT NULL AND version_id IS NOT NULL)");
            table.HasCheckConstraint("ck_amendment_in_force", "state <> 'InForce' OR took_effect_at IS NOT NULL");
            table.HasCheckConstraint("ck_amendment_closed", "state NOT IN ('Declined', 'Withdrawn') OR (closed_at IS NOT NULL AND closed_by IS NOT NULL AND closed_reason IS NOT NULL)");
            table.HasCheckConstraint("ck_amendment_lapsed", "state <> 'Lapsed' OR closed_at IS NOT NULL");
        });
        amendment.HasKey(a => a.Id);
        amendment.Property(a => a.Id).ValueGeneratedNever();
        amendment.HasAlternateKey(a => new { a.ClientId, a.Id });
        amendment.HasRevision();
        amendment.Ignore(a => a.Turn);
        amendment.Property(a => a.ClosedReason).HasMaxLength(Amendment.LongestReason);
        amendment.HasOne<Contract>().WithMany().HasForeignKey(a => new { a.ClientId, a.ContractId }).HasPrincipalKey(c => new { c.ClientId, c.Id }).OnDelete(DeleteBehavior.Restrict);
        amendment.HasIndex(a => new { a.ContractId, a.Number }).IsUnique().HasDatabaseName("ux_amendment_number");
        // What the due job looks for.
        amendment.HasIndex(a => a.EffectiveOn).HasFilter("state IN ('Proposed', 'UnderDiscussion', 'Agreed', 'SignedByOne', 'Signed')").HasDatabaseName("ix_amendment_due");
    }

    public void Configure(EntityTypeBuilder<AmendmentRevision> revision)
    {
        revision.ToTable("amendment_revision");
        revision.HasKey(r => r.Id);
        revision.Property(r => r.Id).ValueGeneratedNever();
        revision.HasAlternateKey(r => new { r.ClientId, r.Id });
        revision.Ignore(r => r.RecordedAs);
        revision.Ignore(r => r.Changes);
        revision.Property(r => r.Reason).HasMaxLength(Amendment.LongestReason);
        revision.Property(r => r.ChangesJson).HasColumnName("changes").HasColumnType("jsonb");
        revision.HasOne<Amendment>().WithMany().HasForeignKey(r => new { r.ClientId, r.AmendmentId }).HasPrincipalKey(a => new { a.ClientId, a.Id }).OnDelete(DeleteBehavior.Restrict);
        revision.HasOne<TermsVersion>().WithMany().HasForeignKey(r => new { r.ClientId, r.BaseVersionId }).HasPrincipalKey(v => new { v.ClientId, v.Id }).OnDelete(DeleteBehavior.Restrict);
        revision.HasIndex(r => new { r.AmendmentId, r.Number }).IsUnique().HasDatabaseName("ux_amendment_revision_number");
    }

    public void Configure(EntityTypeBuilder<AmendmentDraft> draft)
    {
        draft.ToTable("amendment_draft");
        draft.HasKey(d => new { d.AmendmentId, d.Side });
        draft.HasRevision();
        draft.Ignore(d => d.Changes);
        draft.Property(d => d.Reason).HasMaxLength(Amendment.LongestReason);
        draft.Property(d => d.ChangesJson).HasColumnName("changes").HasColumnType("jsonb");
        draft.HasOne<Contract>().WithMany().HasForeignKey(d => new { d.ClientId, d.ContractId }).HasPrincipalKey(c => new { c.ClientId, c.Id }).OnDelete(DeleteBehavior.Restrict);
        draft.HasOne<TermsVersion>().WithMany().HasForeignKey(d => new { d.ClientId, d.BaseVersionId }).HasPrincipalKey(v => new { v.ClientId, v.Id }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AmendmentComment> comment)
    {
        comment.ToTable("amendment_comment", table => table.HasCheckConstraint("ck_amendment_comment_about", "num_nonnulls(clause_id, stage_id) <= 1"));
        comment.HasKey(c => c.Id);
        comment.Property(c => c.Id).ValueGeneratedNever();
        comment.Ignore(c => c.RecordedAs);
        comment.Property(c => c.Text).HasMaxLength(AmendmentComment.LongestText);
        comment.HasOne<Amendment>().WithMany().HasForeignKey(c => new { c.ClientId, c.AmendmentId }).HasPrincipalKey(a => new { a.ClientId, a.Id }).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        comment.HasIndex(c => new { c.AmendmentId, c.At });
    }

    public void Configure(EntityTypeBuilder<NoticeWaiver> waiver)
    {
        waiver.ToTable("notice_waiver");
        waiver.HasKey(w => w.Id);
        waiver.Property(w => w.Id).ValueGeneratedNever();
        waiver.Ignore(w => w.RecordedAs);
        waiver.Property(w => w.Reason).HasMaxLength(Amendment.LongestReason);
        waiver.HasOne<Amendment>().WithMany().HasForeignKey(w => new { w.ClientId, w.AmendmentId }).HasPrincipalKey(a => new { a.ClientId, a.Id }).OnDelete(DeleteBehavior.Restrict);
        waiver.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId).OnDelete(DeleteBehavior.Restrict);
        waiver.HasIndex(w => new { w.AmendmentId, w.ChangesHash, w.PersonId }).IsUnique().HasDatabaseName("ux_notice_waiver").RefusedAs(Shared.Rule.AlreadyWaived, string.Empty);
    }
}
