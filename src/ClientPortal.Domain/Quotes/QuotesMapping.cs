using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Quotes;

internal sealed class QuoteMapping : IEntityTypeConfiguration<Quote>
{
    public void Configure(EntityTypeBuilder<Quote> quote)
    {
        quote.ToTable("quote", table =>
        {
            table.HasCheckConstraint("ck_quote_number", "sequence > 0 AND edition > 0 AND (edition = 1) = (previous_id IS NULL)");
            table.HasCheckConstraint("ck_quote_issued",
                "state = 'Draft' OR (issued_at IS NOT NULL AND issued_by IS NOT NULL AND valid_until IS NOT NULL AND lapses_at IS NOT NULL)");
            table.HasCheckConstraint("ck_quote_viewed", "state <> 'Viewed' OR (viewed_at IS NOT NULL AND viewed_by IS NOT NULL)");
            table.HasCheckConstraint("ck_quote_answered", "state NOT IN ('Accepted', 'Declined') OR (answered_at IS NOT NULL AND answered_by IS NOT NULL)");
            table.HasCheckConstraint("ck_quote_declined", "state <> 'Declined' OR declined_because <> ''");
            table.HasCheckConstraint("ck_quote_in_time", "state <> 'Accepted' OR answered_at < lapses_at");
        });
        quote.BindsWhen("state <> 'Draft'");
        quote.HasKey(q => q.Id);
        quote.Property(q => q.Id).ValueGeneratedNever();
        quote.HasAlternateKey(q => new { q.ClientId, q.Id });
        quote.HasRevision();
        quote.Ignore(q => q.Details);
        quote.Ignore(q => q.Number);
        quote.Ignore(q => q.Issuers);
        quote.Property(q => q.Title).HasMaxLength(Quote.LongestTitle);
        quote.Property(q => q.Introduction).HasMaxLength(Quote.LongestIntroduction);
        quote.Property(q => q.DeclinedBecause).HasMaxLength(Quote.LongestReason);
        quote.HasOne<Client>().WithMany().HasForeignKey(q => q.ClientId).OnDelete(DeleteBehavior.Restrict);
        quote.HasOne<Quote>().WithMany().HasForeignKey(q => new { q.ClientId, q.PreviousId }).HasPrincipalKey(q => new { q.ClientId, q.Id }).OnDelete(DeleteBehavior.Restrict);
        quote.HasOne<Person>().WithMany().HasForeignKey(q => q.CreatedBy).OnDelete(DeleteBehavior.Restrict);
        quote.HasOne<Person>().WithMany().HasForeignKey(q => q.IssuedBy).OnDelete(DeleteBehavior.Restrict);
        quote.HasOne<Person>().WithMany().HasForeignKey(q => q.ViewedBy).OnDelete(DeleteBehavior.Restrict);
        quote.HasOne<Person>().WithMany().HasForeignKey(q => q.AnsweredBy).OnDelete(DeleteBehavior.Restrict);
        quote.HasIndex(q => new { q.Year, q.Sequence, q.Edition }).IsUnique().HasDatabaseName("ux_quote_number").RefusedAs(Rule.QuoteRevisedAlready, "Revision");
        quote.HasIndex(q => new { q.ClientId, q.Year, q.Sequence, q.Edition });
        quote.HasIndex(q => q.LapsesAt).HasFilter("state IN ('Issued', 'Viewed')").HasDatabaseName("ix_quote_due");
    }
}

internal sealed class QuoteCounterMapping : IEntityTypeConfiguration<QuoteCounter>
{
    public void Configure(EntityTypeBuilder<QuoteCounter> counter)
    {
        counter.ToTable("quote_counter");
        counter.HasKey(c => c.Year);
        counter.Property(c => c.Year).ValueGeneratedNever();
    }
}

internal sealed class DraftQuoteLineMapping : IEntityTypeConfiguration<DraftQuoteLine>
{
    public void Configure(EntityTypeBuilder<DraftQuoteLine> line)
    {
        line.MapLine("draft_quote_line");
        line.HasOne<Quote>().WithMany().HasForeignKey(l => new { l.ClientId, l.QuoteId }).HasPrincipalKey(q => new { q.ClientId, q.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DraftQuoteDiscountMapping : IEntityTypeConfiguration<DraftQuoteDiscount>
{
    public void Configure(EntityTypeBuilder<DraftQuoteDiscount> discount)
    {
        discount.MapDiscount("draft_quote_discount");
        discount.HasOne<Quote>().WithMany().HasForeignKey(d => new { d.ClientId, d.QuoteId }).HasPrincipalKey(q => new { q.ClientId, q.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class IssuedQuoteMapping : IEntityTypeConfiguration<IssuedQuote>
{
    public void Configure(EntityTypeBuilder<IssuedQuote> issued)
    {
        issued.ToTable("issued_quote", table =>
        {
            table.HasCheckConstraint("ck_issued_quote_adds_up", "list_amount - discount_amount = net_amount AND net_amount + tax_amount = gross_amount");
            table.HasCheckConstraint("ck_issued_quote_not_negative", "LEAST(discount_amount, net_amount, tax_amount) >= 0");
            table.HasCheckConstraint("ck_issued_quote_lines", "line_count > 0");
            table.HasCheckConstraint("ck_issued_quote_hashes", "length(content_hash) = 32 AND length(document_hash) = 32");
        });
        issued.HasKey(q => q.QuoteId);
        issued.Property(q => q.QuoteId).ValueGeneratedNever();
        issued.HasAlternateKey(q => new { q.ClientId, q.QuoteId });
        issued.Property(q => q.Number).HasMaxLength(30);
        issued.Property(q => q.Title).HasMaxLength(Quote.LongestTitle);
        issued.Property(q => q.Introduction).HasMaxLength(Quote.LongestIntroduction);
        issued.Property(q => q.Zone).HasMaxLength(64);
        foreach (var amount in new[] { nameof(IssuedQuote.ListAmount), nameof(IssuedQuote.DiscountAmount), nameof(IssuedQuote.NetAmount), nameof(IssuedQuote.TaxAmount), nameof(IssuedQuote.GrossAmount) })
            issued.Property(amount).HasColumnType(PriceColumns.Money);
        issued.HasOne<Quote>().WithOne().HasForeignKey<IssuedQuote>(q => new { q.ClientId, q.QuoteId }).HasPrincipalKey<Quote>(q => new { q.ClientId, q.Id }).OnDelete(DeleteBehavior.Restrict);
        issued.HasOne<Person>().WithMany().HasForeignKey(q => q.IssuedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class IssuedQuoteLineMapping : IEntityTypeConfiguration<IssuedQuoteLine>
{
    public void Configure(EntityTypeBuilder<IssuedQuoteLine> line)
    {
        line.MapLine("issued_quote_line");
        line.Property(l => l.ListAmount).HasColumnType(PriceColumns.Money);
        line.HasIndex(l => new { l.QuoteId, l.Position }).IsUnique();
        line.HasOne<IssuedQuote>().WithMany().HasForeignKey(l => new { l.ClientId, l.QuoteId }).HasPrincipalKey(q => new { q.ClientId, q.QuoteId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class IssuedQuoteDiscountMapping : IEntityTypeConfiguration<IssuedQuoteDiscount>
{
    public void Configure(EntityTypeBuilder<IssuedQuoteDiscount> discount)
    {
        discount.MapDiscount("issued_quote_discount");
        discount.HasIndex(d => new { d.QuoteId, d.Position }).IsUnique();
        discount.HasOne<IssuedQuote>().WithMany().HasForeignKey(d => new { d.ClientId, d.QuoteId }).HasPrincipalKey(q => new { q.ClientId, q.QuoteId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class QuoteAcceptanceMapping : IEntityTypeConfiguration<QuoteAcceptance>
{
    public void Configure(EntityTypeBuilder<QuoteAcceptance> acceptance)
    {
        acceptance.ToTable("quote_acceptance", table =>
        {
            table.HasCheckConstraint("ck_quote_acceptance_adds_up", "net_amount + tax_amount = gross_amount AND LEAST(net_amount, tax_amount) >= 0");
            table.HasCheckConstraint("ck_quote_acceptance_evidence", "method <> 'Password' AND consent_text <> '' AND length(document_hash) = 32 AND line_count >= 0");
            table.HasCheckConstraint("ck_quote_acceptance_protocol", "length(protocol_hash) = 32");
        });
        acceptance.HasKey(a => a.Id);
        acceptance.Property(a => a.Id).ValueGeneratedNever();
        acceptance.HasAlternateKey(a => new { a.ClientId, a.QuoteId });
        acceptance.Property(a => a.PersonName).HasMaxLength(Person.LongestName);
        acceptance.Property(a => a.Address).HasMaxLength(64);
        acceptance.Property(a => a.Device).HasMaxLength(300);
        acceptance.Property(a => a.ConsentText).HasMaxLength(QuoteAcceptance.LongestConsent);
        foreach (var amount in new[] { nameof(QuoteAcceptance.NetAmount), nameof(QuoteAcceptance.TaxAmount), nameof(QuoteAcceptance.GrossAmount) })
            acceptance.Property(amount).HasColumnType(PriceColumns.Money);
        acceptance.HasOne<IssuedQuote>().WithOne().HasForeignKey<QuoteAcceptance>(a => new { a.ClientId, a.QuoteId })
            .HasPrincipalKey<IssuedQuote>(q => new { q.ClientId, q.QuoteId }).OnDelete(DeleteBehavior.Restrict);
        acceptance.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AcceptedQuoteLineMapping : IEntityTypeConfiguration<AcceptedQuoteLine>
{
    public void Configure(EntityTypeBuilder<AcceptedQuoteLine> line)
    {
        line.ToTable("accepted_quote_line", table =>
        {
            table.HasCheckConstraint("ck_accepted_quote_line_adds_up", "list_amount - discount_amount = net_amount AND net_amount + tax_amount = gross_amount");
            table.HasCheckConstraint("ck_accepted_quote_line_parts", "net_base + net_materials + net_subcontractors + net_other + net_margin = net_amount");
            table.HasCheckConstraint("ck_accepted_quote_line_not_negative",
                "LEAST(discount_amount, net_amount, tax_amount, net_base, net_materials, net_subcontractors, net_other, net_margin) >= 0");
        });
        line.HasKey(l => new { l.QuoteId, l.Key });
        foreach (var amount in new[] { nameof(AcceptedQuoteLine.ListAmount), nameof(AcceptedQuoteLine.DiscountAmount), nameof(AcceptedQuoteLine.NetAmount), nameof(AcceptedQuoteLine.TaxAmount), nameof(AcceptedQuoteLine.GrossAmount) })
            line.Property(amount).HasColumnType(PriceColumns.Money);
        line.ComplexProperty(l => l.Parts, parts => PriceColumns.Parts(parts, "net"));
        line.HasIndex(l => new { l.QuoteId, l.Position }).IsUnique();
        line.HasOne<IssuedQuoteLine>().WithOne().HasForeignKey<AcceptedQuoteLine>(l => new { l.QuoteId, l.Key }).OnDelete(DeleteBehavior.Restrict);
        line.HasOne<QuoteAcceptance>().WithMany().HasForeignKey(l => new { l.ClientId, l.QuoteId }).HasPrincipalKey(a => new { a.ClientId, a.QuoteId }).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What draft and issued rows have in common.</summary>
internal static class QuoteColumns
{
    public static void MapLine<T>(this EntityTypeBuilder<T> line, string name)
        where T : QuoteLine
    {
        line.ToTable(name, table =>
        {
            table.Holds(name, "price");
            table.HasCheckConstraint($"ck_{name}_quantity", "quantity > 0");
            table.HasCheckConstraint($"ck_{name}_unit_text", "(unit = 'Custom') = (unit_text <> '')");
            table.HasCheckConstraint($"ck_{name}_list", "(item_id IS NULL) = (list_net IS NULL)");
            table.HasCheckConstraint($"ck_{name}_justification", "justification <> '' OR (list_net IS NOT NULL AND price_net = list_net)");
            table.HasCheckConstraint($"ck_{name}_suggested", "is_optional OR NOT is_suggested");
        });
        line.HasKey(l => new { l.QuoteId, l.Key });
        line.ComplexProperty(l => l.Terms, terms =>
        {
            terms.Property(t => t.Section).HasColumnName("section").HasMaxLength(QuoteLineTerms.LongestSection);
            terms.Property(t => t.Stage).HasColumnName("stage").HasMaxLength(QuoteLineTerms.LongestStage);
            terms.Property(t => t.Code).HasColumnName("code").HasMaxLength(PriceItemTerms.LongestCode);
            terms.Property(t => t.Description).HasColumnName("description").HasMaxLength(QuoteLineTerms.LongestDescription);
            terms.Property(t => t.Unit).HasColumnName("unit");
            terms.Property(t => t.UnitText).HasColumnName("unit_text").HasMaxLength(PriceItemTerms.LongestUnit);
            terms.Property(t => t.Quantity).HasColumnName("quantity").HasColumnType("numeric(12,4)");
            terms.Property(t => t.ListNet).HasColumnName("list_net").HasColumnType(PriceColumns.Money);
            terms.Property(t => t.IsOptional).HasColumnName("is_optional");
            terms.Property(t => t.IsSuggested).HasColumnName("is_suggested");
            terms.Property(t => t.Justification).HasColumnName("justification").HasMaxLength(QuoteLineTerms.LongestJustification);
            terms.ComplexProperty(t => t.Price, price => PriceColumns.Price(price, "price"));
        });
        line.HasOne<PublishedPriceItem>().WithMany().HasForeignKey(l => l.ItemId).OnDelete(DeleteBehavior.Restrict);
        line.HasIndex(l => new { l.ClientId, l.QuoteId, l.Position });
    }

    public static void MapDiscount<T>(this EntityTypeBuilder<T> discount, string name)
        where T : QuoteDiscount
    {
        discount.ToTable(name, table =>
        {
            table.HasCheckConstraint($"ck_{name}_value", "value > 0 AND (kind <> 'Percent' OR value <= 100)");
            table.HasCheckConstraint($"ck_{name}_reason", "reason <> ''");
        });
        discount.HasKey(d => new { d.QuoteId, d.Id });
        discount.Ignore(d => d.Said);
        discount.Property(d => d.Value).HasColumnType(PriceColumns.Money);
        discount.Property(d => d.Reason).HasMaxLength(QuoteDiscount.LongestReason);
        discount.HasIndex(d => new { d.ClientId, d.QuoteId, d.Position });
    }
}
