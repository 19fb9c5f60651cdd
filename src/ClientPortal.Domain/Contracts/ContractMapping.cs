using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Contracts;

internal sealed class ContractMapping : IEntityTypeConfiguration<Contract>
{
    public void Configure(EntityTypeBuilder<Contract> contract)
    {
        contract.ToTable("contract", table =>
        {
            table.HasCheckConstraint("ck_contract_offered",
                "state = 'Draft' OR (offers > 0 AND offered_version_id IS NOT NULL AND offered_at IS NOT NULL AND offered_by IS NOT NULL)");
            table.HasCheckConstraint("ck_contract_signed_by_one",
                "state <> 'SignedByOne' OR (first_signed_for IS NOT NULL AND first_signed_at IS NOT NULL)");
            table.HasCheckConstraint("ck_contract_in_force",
                "state NOT IN ('InForce', 'Completed', 'Terminated') OR (first_signed_for IS NOT NULL AND in_force_at IS NOT NULL AND applies_from IS NOT NULL)");
            table.HasCheckConstraint("ck_contract_withdrawn",
                "state <> 'Withdrawn' OR (withdrawn_at IS NOT NULL AND withdrawn_by IS NOT NULL AND reason IS NOT NULL)");
            table.HasCheckConstraint("ck_contract_declined",
                "state <> 'Declined' OR (declined_at IS NOT NULL AND declined_by IS NOT NULL AND reason IS NOT NULL)");
            table.HasCheckConstraint("ck_contract_completed", "state <> 'Completed' OR (completed_at IS NOT NULL AND completed_by IS NOT NULL)");
            table.HasCheckConstraint("ck_contract_terminated",
                "state <> 'Terminated' OR (terminated_at IS NOT NULL AND terminated_by IS NOT NULL AND terminated_for IS NOT NULL AND terminated_from IS NOT NULL AND reason IS NOT NULL)");
        });
        contract.HasKey(c => c.Id);
        contract.Property(c => c.Id).ValueGeneratedNever();
        contract.HasAlternateKey(c => new { c.ClientId, c.Id });
        contract.HasRevision();
        contract.Property(c => c.Number).HasMaxLength(Contract.LongestNumber);
        contract.Property(c => c.Title).HasMaxLength(Contract.LongestTitle);
        contract.Property(c => c.Zone).HasMaxLength(64);
        contract.Property(c => c.Reason).HasMaxLength(Contract.LongestReason);
        contract.HasOne<Client>().WithMany().HasForeignKey(c => c.ClientId).OnDelete(DeleteBehavior.Restrict);
        contract.HasOne<TermsVersion>().WithMany()
            .HasForeignKey(c => new { c.ClientId, c.OfferedVersionId }).HasPrincipalKey(v => new { v.ClientId, v.Id }).OnDelete(DeleteBehavior.Restrict);
        contract.HasOne<QuoteAcceptance>().WithOne().HasForeignKey<Contract>(c => new { c.ClientId, c.SourceQuoteId })
            .HasPrincipalKey<QuoteAcceptance>(a => new { a.ClientId, a.QuoteId }).OnDelete(DeleteBehavior.Restrict);
        contract.HasIndex(c => c.Number).IsUnique().HasDatabaseName("ux_contract_number").RefusedAs(Rule.ContractNumberTaken, nameof(Contract.Number));
        contract.HasIndex(c => new { c.ClientId, c.CreatedAt, c.Number });
        contract.HasIndex(c => new { c.CreatedAt, c.Number });
        // What the due job looks for.
        contract.HasIndex(c => c.AppliesFrom).HasFilter("applies_from IS NOT NULL AND applied_recorded_at IS NULL").HasDatabaseName("ix_contract_due");
    }
}

internal sealed class TermsVersionMapping : IEntityTypeConfiguration<TermsVersion>, IEntityTypeConfiguration<TermsClause>, IEntityTypeConfiguration<TermsStage>
{
    public void Configure(EntityTypeBuilder<TermsVersion> version)
    {
        version.ToTable("terms_version", table =>
        {
            table.HasCheckConstraint("ck_terms_version_number",
                "CASE WHEN number = 1 THEN offer > 0 AND amendment_id IS NULL AND effective_on IS NULL ELSE number > 1 AND offer = 1 AND amendment_id IS NOT NULL AND effective_on IS NOT NULL END");
            table.HasCheckConstraint("ck_terms_version_days", "ends_on IS NULL OR ends_on >= starts_on");
            table.HasCheckConstraint("ck_terms_version_notice", NoticeDays);
        });
        version.HasKey(v => v.Id);
        version.Property(v => v.Id).ValueGeneratedNever();
        version.HasAlternateKey(v => new { v.ClientId, v.Id });
        version.Ignore(v => v.RecordedAs);
        version.Property(v => v.ContractNumber).HasMaxLength(Contract.LongestNumber);
        version.Property(v => v.Title).HasMaxLength(Contract.LongestTitle);
        version.Property(v => v.Zone).HasMaxLength(64);
        version.HasOne<Contract>().WithMany().HasForeignKey(v => new { v.ClientId, v.ContractId }).HasPrincipalKey(c => new { c.ClientId, c.Id }).OnDelete(DeleteBehavior.Restrict);
        version.HasOne<Amendment>().WithMany().HasForeignKey(v => new { v.ClientId, v.AmendmentId }).HasPrincipalKey(a => new { a.ClientId, a.Id }).OnDelete(DeleteBehavior.Restrict);
        version.HasOne<Person>().WithMany().HasForeignKey(v => v.ResponsibleStaffId).OnDelete(DeleteBehavior.Restrict);
        version.HasOne<Person>().WithMany().HasForeignKey(v => v.ResponsibleClientId).OnDelete(DeleteBehavior.Restrict);
        version.HasMany(v => v.Clauses).WithOne().HasForeignKey(c => new { c.ClientId, c.VersionId }).HasPrincipalKey(v => new { v.ClientId, v.Id }).OnDelete(DeleteBehavior.Restrict);
        version.HasMany(v => v.Stages).WithOne().HasForeignKey(s => new { s.ClientId, s.VersionId }).HasPrincipalKey(v => new { v.ClientId, v.Id }).OnDelete(DeleteBehavior.Restrict);
        version.HasIndex(v => new { v.ContractId, v.Number, v.Offer }).IsUnique().HasDatabaseName("ux_terms_version_number");
    }

    public void Configure(EntityTypeBuilder<TermsClause> clause)
    {
        clause.ToTable("terms_clause");
        clause.HasKey(c => new { c.VersionId, c.ClauseId });
        clause.Property(c => c.Heading).HasMaxLength(Clause.LongestHeading);
        clause.Property(c => c.Text).HasMaxLength(Clause.LongestText);
        clause.HasIndex(c => new { c.VersionId, c.Ordinal }).IsUnique().HasDatabaseName("ux_terms_clause_ordinal");
    }

    public void Configure(EntityTypeBuilder<TermsStage> stage)
    {
        stage.ToTable("terms_stage", table => table.HasCheckConstraint("ck_terms_stage_sense", StageSense));
        stage.HasKey(s => new { s.VersionId, s.StageId });
        stage.Property(s => s.Name).HasMaxLength(Stage.LongestName);
        stage.Property(s => s.Price).HasColumnType("numeric(19,4)");
        stage.Property(s => s.Deliverables).HasMaxLength(Stage.LongestDeliverables);
        stage.HasOne<Person>().WithMany().HasForeignKey(s => s.ResponsibleStaffId).OnDelete(DeleteBehavior.Restrict);
        stage.HasOne<Person>().WithMany().HasForeignKey(s => s.ResponsibleClientId).OnDelete(DeleteBehavior.Restrict);
        stage.HasIndex(s => new { s.VersionId, s.Ordinal }).IsUnique().HasDatabaseName("ux_terms_stage_ordinal");
    }

    internal const string StageSense = "ends_on >= starts_on AND price >= 0";

    internal const string NoticeDays =
        "notice_price_days BETWEEN 0 AND 365 AND notice_dates_days BETWEEN 0 AND 365 AND notice_scope_days BETWEEN 0 AND 365 AND notice_termination_days BETWEEN 0 AND 365";
}

internal sealed class ContractDraftMapping : IEntityTypeConfiguration<ContractDraft>, IEntityTypeConfiguration<DraftClause>, IEntityTypeConfiguration<DraftStage>
{
    public void Configure(EntityTypeBuilder<ContractDraft> draft)
    {
        draft.ToTable("contract_draft", table => table.HasCheckConstraint("ck_contract_draft_notice", TermsVersionMapping.NoticeDays));
        draft.HasKey(d => d.ContractId);
        draft.Property(d => d.ContractId).ValueGeneratedNever();
        draft.HasAlternateKey(d => new { d.ClientId, d.ContractId });
        draft.Property(d => d.Number).HasMaxLength(Contract.LongestNumber);
        draft.Property(d => d.Title).HasMaxLength(Contract.LongestTitle);
        draft.Property(d => d.Zone).HasMaxLength(64);
        draft.HasOne<Contract>().WithOne().HasForeignKey<ContractDraft>(d => new { d.ClientId, d.ContractId }).HasPrincipalKey<Contract>(c => new { c.ClientId, c.Id }).OnDelete(DeleteBehavior.Restrict);
        draft.HasOne<Person>().WithMany().HasForeignKey(d => d.ResponsibleStaffId).OnDelete(DeleteBehavior.Restrict);
        draft.HasOne<Person>().WithMany().HasForeignKey(d => d.ResponsibleClientId).OnDelete(DeleteBehavior.Restrict);
        draft.HasMany(d => d.Clauses).WithOne().HasForeignKey(c => new { c.ClientId, c.ContractId }).HasPrincipalKey(d => new { d.ClientId, d.ContractId });
        draft.HasMany(d => d.Stages).WithOne().HasForeignKey(s => new { s.ClientId, s.ContractId }).HasPrincipalKey(d => new { d.ClientId, d.ContractId });
    }

    public void Configure(EntityTypeBuilder<DraftClause> clause)
    {
        clause.ToTable("contract_draft_clause");
        clause.HasKey(c => new { c.ContractId, c.Id });
        clause.Property(c => c.Heading).HasMaxLength(Clause.LongestHeading);
        clause.Property(c => c.Text).HasMaxLength(Clause.LongestText);
    }

    public void Configure(EntityTypeBuilder<DraftStage> stage)
    {
        stage.ToTable("contract_draft_stage", table => table.HasCheckConstraint("ck_contract_draft_stage_price", "price >= 0"));
        stage.HasKey(s => new { s.ContractId, s.Id });
        stage.Property(s => s.Name).HasMaxLength(Stage.LongestName);
        stage.Property(s => s.Price).HasColumnType("numeric(19,4)");
        stage.Property(s => s.Deliverables).HasMaxLength(Stage.LongestDeliverables);
        stage.HasOne<Person>().WithMany().HasForeignKey(s => s.ResponsibleStaffId).OnDelete(DeleteBehavior.Restrict);
        stage.HasOne<Person>().WithMany().HasForeignKey(s => s.ResponsibleClientId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ContractCommentMapping : IEntityTypeConfiguration<ContractComment>
{
    public void Configure(EntityTypeBuilder<ContractComment> comment)
    {
        comment.ToTable("contract_comment", table => table.HasCheckConstraint("ck_contract_comment_about", "num_nonnulls(clause_id, stage_id) <= 1"));
        comment.HasKey(c => c.Id);
        comment.Property(c => c.Id).ValueGeneratedNever();
        comment.Ignore(c => c.RecordedAs);
        comment.Property(c => c.Text).HasMaxLength(ContractComment.LongestText);
        comment.HasOne<Contract>().WithMany().HasForeignKey(c => new { c.ClientId, c.ContractId }).HasPrincipalKey(c => new { c.ClientId, c.Id }).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<TermsVersion>().WithMany().HasForeignKey(c => new { c.ClientId, c.VersionId }).HasPrincipalKey(v => new { v.ClientId, v.Id }).OnDelete(DeleteBehavior.Restrict);
        // What it is about stands in these very terms.
        comment.HasOne<TermsClause>().WithMany().HasForeignKey(c => new { c.VersionId, c.ClauseId }).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<TermsStage>().WithMany().HasForeignKey(c => new { c.VersionId, c.StageId }).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        comment.HasIndex(c => new { c.ContractId, c.At });
    }
}

internal sealed class SigningMapping : IEntityTypeConfiguration<Signature>, IEntityTypeConfiguration<ContractDocument>
{
    private const string OneSubject = "num_nonnulls(version_id, revision_id) = 1";

    public void Configure(EntityTypeBuilder<Signature> signature)
    {
        signature.ToTable("signature", table =>
        {
            table.HasCheckConstraint("ck_signature_subject", OneSubject);
            table.HasCheckConstraint("ck_signature_method_strong", "method IN ('PasswordAndCode', 'Passkey')");
            table.HasCheckConstraint("ck_signature_fresh", "authenticated_at <= signed_at AND signed_at - authenticated_at <= interval '5 minutes'");
        });
        signature.HasKey(s => s.Id);
        signature.Property(s => s.Id).ValueGeneratedNever();
        signature.Ignore(s => s.RecordedAs);
        signature.Property(s => s.PersonName).HasMaxLength(Person.LongestName);
        signature.Property(s => s.ConsentText).HasMaxLength(4000);
        signature.Property(s => s.Address).HasMaxLength(64);
        signature.Property(s => s.Device).HasMaxLength(300);
        signature.HasOne<Contract>().WithMany().HasForeignKey(s => new { s.ClientId, s.ContractId }).HasPrincipalKey(c => new { c.ClientId, c.Id }).OnDelete(DeleteBehavior.Restrict);
        signature.HasOne<TermsVersion>().WithMany().HasForeignKey(s => new { s.ClientId, s.VersionId }).HasPrincipalKey(v => new { v.ClientId, v.Id }).OnDelete(DeleteBehavior.Restrict);
        signature.HasOne<AmendmentRevision>().WithMany().HasForeignKey(s => new { s.ClientId, s.RevisionId }).HasPrincipalKey(r => new { r.ClientId, r.Id }).OnDelete(DeleteBehavior.Restrict);
        signature.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        signature.HasOne<Session>().WithMany().HasForeignKey(s => s.SessionId).OnDelete(DeleteBehavior.Restrict);
        // One signature a side: the second click finds the first.
        signature.HasIndex(s => new { s.VersionId, s.Side }).IsUnique().HasFilter("version_id IS NOT NULL")
            .HasDatabaseName("ux_signature_version").RefusedAs(Rule.SideHasSigned, string.Empty);
        signature.HasIndex(s => new { s.RevisionId, s.Side }).IsUnique().HasFilter("revision_id IS NOT NULL")
            .HasDatabaseName("ux_signature_revision").RefusedAs(Rule.SideHasSigned, string.Empty);
    }

    public void Configure(EntityTypeBuilder<ContractDocument> document)
    {
        document.ToTable("contract_document", table => table.HasCheckConstraint("ck_contract_document_subject", OneSubject));
        document.HasKey(d => d.Id);
        document.Property(d => d.Id).ValueGeneratedNever();
        document.HasOne<Contract>().WithMany().HasForeignKey(d => new { d.ClientId, d.ContractId }).HasPrincipalKey(c => new { c.ClientId, c.Id }).OnDelete(DeleteBehavior.Restrict);
        document.HasOne<TermsVersion>().WithMany().HasForeignKey(d => new { d.ClientId, d.VersionId }).HasPrincipalKey(v => new { v.ClientId, v.Id }).OnDelete(DeleteBehavior.Restrict);
        document.HasOne<AmendmentRevision>().WithMany().HasForeignKey(d => new { d.ClientId, d.RevisionId }).HasPrincipalKey(r => new { r.ClientId, r.Id }).OnDelete(DeleteBehavior.Restrict);
        document.HasOne<StoredFile>().WithMany().HasForeignKey(d => new { d.ClientId, d.ContentHash }).HasPrincipalKey(f => new { f.ClientId, f.Hash }).OnDelete(DeleteBehavior.Restrict);
        document.HasIndex(d => new { d.VersionId, d.Kind }).IsUnique().HasFilter("version_id IS NOT NULL").HasDatabaseName("ux_contract_document_version");
        document.HasIndex(d => new { d.RevisionId, d.Kind }).IsUnique().HasFilter("revision_id IS NOT NULL").HasDatabaseName("ux_contract_document_revision");
    }
}
