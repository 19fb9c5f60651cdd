using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Reports;

internal sealed class ReportsMapping : IEntityTypeConfiguration<Report>, IEntityTypeConfiguration<ReportRevision>, IEntityTypeConfiguration<ReportDraft>,
    IEntityTypeConfiguration<ReportAcknowledgement>, IEntityTypeConfiguration<ReportComment>, IEntityTypeConfiguration<StageAnswer>, IEntityTypeConfiguration<ReportReminder>
{
    public void Configure(EntityTypeBuilder<Report> report)
    {
        report.ToTable("report", table =>
        {
            table.HasCheckConstraint("ck_report_progress", "progress BETWEEN 0 AND 100 AND (ended_on IS NULL OR progress = 100)");
            table.HasCheckConstraint("ck_report_spent", "spent >= 0");
            table.HasCheckConstraint("ck_report_end", "num_nonnulls(ended_on, forecast_end) = 1");
        });
        report.HasKey(r => r.Id);
        report.Property(r => r.Id).ValueGeneratedNever();
        report.HasAlternateKey(r => new { r.ClientId, r.Id });
        report.HasRevision();
        report.Ignore(r => r.RecordedAs);
        report.Property(r => r.StageName).HasMaxLength(Contracts.Stages.Stage.LongestName);
        report.Property(r => r.Spent).HasColumnType("numeric(19,4)");
        report.HasOne<Contract>().WithMany().HasForeignKey(r => new { r.ClientId, r.ContractId }).HasPrincipalKey(c => new { c.ClientId, c.Id }).OnDelete(DeleteBehavior.Restrict);
        report.HasOne<Person>().WithMany().HasForeignKey(r => r.PublishedBy).OnDelete(DeleteBehavior.Restrict);
        report.HasOne<Person>().WithMany().HasForeignKey(r => r.RevisedBy).OnDelete(DeleteBehavior.Restrict);
        report.HasIndex(r => new { r.ContractId, r.Number }).IsUnique().HasDatabaseName("ux_report_number");
        report.HasIndex(r => new { r.ContractId, r.StageId, r.Number }).HasDatabaseName("ix_report_stage");
        report.HasIndex(r => new { r.RevisedAt, r.Id }).HasDatabaseName("ix_report_newest");
        report.HasIndex(r => new { r.ClientId, r.RevisedAt, r.Id }).HasDatabaseName("ix_report_newest_of_client");
    }

    public void Configure(EntityTypeBuilder<ReportRevision> revision)
    {
        revision.ToTable("report_revision", table =>
        {
            table.HasCheckConstraint("ck_report_revision_hash", "content_hash = sha256(convert_to(content, 'UTF8'))");
            table.HasCheckConstraint("ck_report_revision_reason", "(number = 1) = (reason = '')");
        });
        revision.HasKey(r => new { r.ReportId, r.Number });
        revision.Ignore(r => r.RecordedAs);
        revision.Ignore(r => r.Content);
        revision.Property(r => r.Text).HasColumnName("content");
        revision.Property(r => r.Reason).HasMaxLength(Report.LongestReason);
        revision.HasOne<Report>().WithMany().HasForeignKey(r => new { r.ClientId, r.ReportId }).HasPrincipalKey(r => new { r.ClientId, r.Id }).OnDelete(DeleteBehavior.Restrict);
        revision.HasOne<TermsVersion>().WithMany().HasForeignKey(r => new { r.ClientId, r.VersionId }).HasPrincipalKey(v => new { v.ClientId, v.Id }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReportDraft> draft)
    {
        draft.ToTable("report_draft");
        draft.HasKey(d => d.ReportId);
        draft.Property(d => d.ReportId).ValueGeneratedNever();
        draft.HasRevision();
        draft.Ignore(d => d.Input);
        draft.Ignore(d => d.Files);
        draft.Property(d => d.InputJson).HasColumnName("input").HasColumnType("jsonb");
        draft.OwnsMany(d => d.FileLines, file => file.ToJson("files"));
        draft.HasOne<Contract>().WithMany().HasForeignKey(d => new { d.ClientId, d.ContractId }).HasPrincipalKey(c => new { c.ClientId, c.Id }).OnDelete(DeleteBehavior.Restrict);
        draft.HasIndex(d => new { d.ContractId, d.StageId }).IsUnique().HasFilter("corrects = 0").HasDatabaseName("ux_report_draft_stage");
    }

    public void Configure(EntityTypeBuilder<ReportAcknowledgement> acknowledgement)
    {
        acknowledgement.ToTable("report_acknowledgement");
        acknowledgement.HasKey(a => a.Id);
        acknowledgement.Property(a => a.Id).ValueGeneratedNever();
        acknowledgement.Ignore(a => a.RecordedAs);
        acknowledgement.HasOne<ReportRevision>().WithMany().HasForeignKey(a => new { a.ReportId, a.RevisionNumber }).OnDelete(DeleteBehavior.Restrict);
        acknowledgement.HasOne<Report>().WithMany().HasForeignKey(a => new { a.ClientId, a.ReportId }).HasPrincipalKey(r => new { r.ClientId, r.Id }).OnDelete(DeleteBehavior.Restrict);
        acknowledgement.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        acknowledgement.HasIndex(a => new { a.ReportId, a.RevisionNumber, a.PersonId }).IsUnique().HasDatabaseName("ux_report_acknowledgement").RefusedAs(Rule.AlreadyAcknowledged, string.Empty);
    }

    public void Configure(EntityTypeBuilder<ReportComment> comment)
    {
        comment.ToTable("report_comment");
        comment.HasKey(c => c.Id);
        comment.Property(c => c.Id).ValueGeneratedNever();
        comment.Ignore(c => c.RecordedAs);
        comment.Property(c => c.Text).HasMaxLength(ReportComment.LongestText);
        comment.HasOne<ReportRevision>().WithMany().HasForeignKey(c => new { c.ReportId, c.RevisionNumber }).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<Report>().WithMany().HasForeignKey(c => new { c.ClientId, c.ReportId }).HasPrincipalKey(r => new { r.ClientId, r.Id }).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        comment.HasIndex(c => new { c.ReportId, c.At });
    }

    public void Configure(EntityTypeBuilder<StageAnswer> answer)
    {
        answer.ToTable("stage_answer", table => table.HasCheckConstraint("ck_stage_answer_reason", "accepted = (reason = '')"));
        answer.HasKey(a => a.Id);
        answer.Property(a => a.Id).ValueGeneratedNever();
        answer.Ignore(a => a.RecordedAs);
        answer.Property(a => a.Reason).HasMaxLength(Report.LongestReason);
        answer.HasOne<ReportRevision>().WithMany().HasForeignKey(a => new { a.ReportId, a.RevisionNumber }).OnDelete(DeleteBehavior.Restrict);
        answer.HasOne<Report>().WithMany().HasForeignKey(a => new { a.ClientId, a.ReportId }).HasPrincipalKey(r => new { r.ClientId, r.Id }).OnDelete(DeleteBehavior.Restrict);
        answer.HasOne<Contract>().WithMany().HasForeignKey(a => new { a.ClientId, a.ContractId }).HasPrincipalKey(c => new { c.ClientId, c.Id }).OnDelete(DeleteBehavior.Restrict);
        answer.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        answer.HasIndex(a => new { a.ContractId, a.StageId }).IsUnique().HasFilter("accepted").HasDatabaseName("ux_stage_accepted").RefusedAs(Rule.StageAccepted, string.Empty);
        answer.HasIndex(a => new { a.ReportId, a.At });
    }

    public void Configure(EntityTypeBuilder<ReportReminder> reminder)
    {
        reminder.ToTable("report_reminder");
        reminder.HasKey(r => new { r.ContractId, r.StageId, r.DueOn });
        reminder.Ignore(r => r.RecordedAs);
        reminder.HasOne<Contract>().WithMany().HasForeignKey(r => new { r.ClientId, r.ContractId }).HasPrincipalKey(c => new { c.ClientId, c.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
