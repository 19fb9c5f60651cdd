using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing.Import;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Pricing;

internal sealed class PriceListMapping : IEntityTypeConfiguration<PriceList>
{
    public void Configure(EntityTypeBuilder<PriceList> list)
    {
        list.ToTable("price_list", table =>
        {
            table.HasCheckConstraint("ck_price_list_name", "name_english <> '' OR name_russian <> ''");
            table.HasCheckConstraint("ck_price_list_index", "index_percent >= 0");
        });
        list.HasKey(l => l.Id);
        list.Property(l => l.Id).ValueGeneratedNever();
        list.HasRevision();
        list.Ignore(l => l.Details);
        list.Property(l => l.NameEnglish).HasMaxLength(PriceList.LongestName);
        list.Property(l => l.NameRussian).HasMaxLength(PriceList.LongestName);
        list.Property(l => l.Zone).HasMaxLength(64);
        list.Property(l => l.IndexPercent).HasColumnType(PriceColumns.Percent);
        list.Property(l => l.IndexReason).HasMaxLength(PriceList.LongestReason);
        list.HasOne<Person>().WithMany().HasForeignKey(l => l.OpenedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PriceItemMapping : IEntityTypeConfiguration<PriceItem>
{
    public void Configure(EntityTypeBuilder<PriceItem> item)
    {
        item.ToTable("price_item", table =>
        {
            table.Holds("price_item", "price").HoldsTerms("price_item");
            table.HasCheckConstraint("ck_price_item_price_whole",
                "num_nulls(price_base, price_materials, price_subcontractors, price_other, price_margin_percent, price_margin, price_net, price_tax_percent, price_tax, price_gross) IN (0, 10)");
        });
        item.HasKey(i => i.Id);
        item.Property(i => i.Id).ValueGeneratedNever();
        item.ComplexProperty(i => i.Terms, PriceColumns.Terms);
        item.ComplexProperty(i => i.Price, price => PriceColumns.Price(price!, "price"));
        item.HasOne<PriceList>().WithMany().HasForeignKey(i => i.PriceListId).OnDelete(DeleteBehavior.Restrict);
        item.HasIndex(i => new { i.PriceListId, i.Position });
        // A code is the same in upper and lower case.
        item.Property<string>("CodeKey").HasMaxLength(PriceItemTerms.LongestCode * 2).HasComputedColumnSql("upper(code)", stored: true);
        item.HasIndex("PriceListId", "CodeKey").IsUnique().HasDatabaseName("ux_price_item_code").RefusedAs(Rule.PriceCodeTaken, "Code");
    }
}

internal sealed class PriceListVersionMapping : IEntityTypeConfiguration<PriceListVersion>
{
    public void Configure(EntityTypeBuilder<PriceListVersion> version)
    {
        version.ToTable("price_list_version", table =>
        {
            table.HasCheckConstraint("ck_price_list_version_name", "name_english <> '' OR name_russian <> ''");
            table.HasCheckConstraint("ck_price_list_version_item_count", "item_count > 0");
            table.HasCheckConstraint("ck_price_list_version_reason", "reason <> ''");
        });
        version.HasKey(v => v.Id);
        version.Property(v => v.Id).ValueGeneratedNever();
        version.Property(v => v.NameEnglish).HasMaxLength(PriceList.LongestName);
        version.Property(v => v.NameRussian).HasMaxLength(PriceList.LongestName);
        version.Property(v => v.Zone).HasMaxLength(64);
        version.Property(v => v.IndexPercent).HasColumnType(PriceColumns.Percent);
        version.Property(v => v.IndexReason).HasMaxLength(PriceList.LongestReason);
        version.Property(v => v.Reason).HasMaxLength(PriceList.LongestReason);
        version.HasOne<PriceList>().WithMany().HasForeignKey(v => v.PriceListId).OnDelete(DeleteBehavior.Restrict);
        version.HasOne<Person>().WithMany().HasForeignKey(v => v.PublishedBy).OnDelete(DeleteBehavior.Restrict);
        version.HasIndex(v => new { v.PriceListId, v.Number }).IsUnique();
    }
}

internal sealed class PublishedPriceItemMapping : IEntityTypeConfiguration<PublishedPriceItem>
{
    public void Configure(EntityTypeBuilder<PublishedPriceItem> item)
    {
        item.ToTable("published_price_item", table => table.Holds("published_price_item", "price").HoldsTerms("published_price_item"));
        item.HasKey(i => i.Id);
        item.Property(i => i.Id).ValueGeneratedNever();
        item.ComplexProperty(i => i.Terms, PriceColumns.Terms);
        item.ComplexProperty(i => i.Price, price => PriceColumns.Price(price, "price"));
        item.HasOne<PriceListVersion>().WithMany().HasForeignKey(i => i.VersionId).OnDelete(DeleteBehavior.Restrict);
        // Positions run from 1 to the version's count: a version that is complete takes no further row.
        item.HasIndex(i => new { i.VersionId, i.Position }).IsUnique();
    }
}

internal sealed class PriceListRetirementMapping : IEntityTypeConfiguration<PriceListRetirement>
{
    public void Configure(EntityTypeBuilder<PriceListRetirement> retirement)
    {
        retirement.ToTable("price_list_retirement");
        retirement.HasKey(r => r.VersionId);
        retirement.Property(r => r.VersionId).ValueGeneratedNever();
        retirement.Property(r => r.Reason).HasMaxLength(PriceList.LongestReason);
        retirement.HasOne<PriceListVersion>().WithOne().HasForeignKey<PriceListRetirement>(r => r.VersionId).OnDelete(DeleteBehavior.Restrict);
        retirement.HasOne<PriceList>().WithMany().HasForeignKey(r => r.PriceListId).OnDelete(DeleteBehavior.Restrict);
        retirement.HasOne<Person>().WithMany().HasForeignKey(r => r.RetiredBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PriceReviewReminderMapping : IEntityTypeConfiguration<PriceReviewReminder>
{
    public void Configure(EntityTypeBuilder<PriceReviewReminder> reminder)
    {
        reminder.ToTable("price_review_reminder");
        reminder.HasKey(r => r.VersionId);
        reminder.Property(r => r.VersionId).ValueGeneratedNever();
        reminder.HasOne<PriceListVersion>().WithOne().HasForeignKey<PriceReviewReminder>(r => r.VersionId).OnDelete(DeleteBehavior.Restrict);
        reminder.HasOne<PriceList>().WithMany().HasForeignKey(r => r.PriceListId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PriceMappingMapping : IEntityTypeConfiguration<PriceMapping>
{
    public void Configure(EntityTypeBuilder<PriceMapping> mapping)
    {
        mapping.ToTable("price_mapping", table => table.HasCheckConstraint("ck_price_mapping_heading", "length(heading) = 32"));
        mapping.HasKey(m => m.Id);
        mapping.Property(m => m.Id).ValueGeneratedNever();
        mapping.Property(m => m.Saved).HasColumnType("jsonb");
        mapping.HasOne<Person>().WithMany().HasForeignKey(m => m.SavedBy).OnDelete(DeleteBehavior.Restrict);
        mapping.HasIndex(m => m.Heading).IsUnique();
    }
}

internal sealed class PriceUploadMapping : IEntityTypeConfiguration<PriceUpload>
{
    public void Configure(EntityTypeBuilder<PriceUpload> upload)
    {
        upload.ToTable("price_upload", table => table.HasCheckConstraint("ck_price_upload_content", $"length(content) BETWEEN 1 AND {PriceFile.MostBytes}"));
        upload.HasKey(u => u.Id);
        upload.Property(u => u.Id).ValueGeneratedNever();
        upload.Property(u => u.FileName).HasMaxLength(PriceUpload.LongestName);
        upload.Property(u => u.Saved).HasColumnType("jsonb");
        upload.Ignore(u => u.Choices);
        upload.HasOne<PriceList>().WithMany().HasForeignKey(u => u.PriceListId).OnDelete(DeleteBehavior.Restrict);
        upload.HasOne<Person>().WithMany().HasForeignKey(u => u.PersonId).OnDelete(DeleteBehavior.Restrict);
        upload.HasIndex(u => new { u.PriceListId, u.PersonId }).IsUnique();
    }
}

/// <summary>How prices stand in tables, said once for lists and quotes.</summary>
internal static class PriceColumns
{
    public const string Money = "numeric(19,4)";

    public const string Percent = "numeric(9,4)";

    public static void Terms(ComplexPropertyBuilder<PriceItemTerms> terms)
    {
        terms.Property(t => t.Code).HasColumnName("code").HasMaxLength(PriceItemTerms.LongestCode);
        terms.Property(t => t.NameEnglish).HasColumnName("name_english").HasMaxLength(PriceItemTerms.LongestName);
        terms.Property(t => t.NameRussian).HasColumnName("name_russian").HasMaxLength(PriceItemTerms.LongestName);
        terms.Property(t => t.Unit).HasColumnName("unit");
        terms.Property(t => t.UnitText).HasColumnName("unit_text").HasMaxLength(PriceItemTerms.LongestUnit);
        terms.Property(t => t.Basis).HasColumnName("basis").HasMaxLength(PriceItemTerms.LongestBasis);
    }

    public static void Price(ComplexPropertyBuilder<Composition> price, string prefix)
    {
        price.Property(p => p.Base).HasColumnName($"{prefix}_base").HasColumnType(Money);
        price.Property(p => p.Materials).HasColumnName($"{prefix}_materials").HasColumnType(Money);
        price.Property(p => p.Subcontractors).HasColumnName($"{prefix}_subcontractors").HasColumnType(Money);
        price.Property(p => p.Other).HasColumnName($"{prefix}_other").HasColumnType(Money);
        price.Property(p => p.MarginPercent).HasColumnName($"{prefix}_margin_percent").HasColumnType(Percent);
        price.Property(p => p.Margin).HasColumnName($"{prefix}_margin").HasColumnType(Money);
        price.Property(p => p.Net).HasColumnName($"{prefix}_net").HasColumnType(Money);
        price.Property(p => p.TaxPercent).HasColumnName($"{prefix}_tax_percent").HasColumnType(Percent);
        price.Property(p => p.Tax).HasColumnName($"{prefix}_tax").HasColumnType(Money);
        price.Property(p => p.Gross).HasColumnName($"{prefix}_gross").HasColumnType(Money);
    }

    public static void Parts(ComplexPropertyBuilder<LineParts> parts, string prefix)
    {
        parts.Property(p => p.Base).HasColumnName($"{prefix}_base").HasColumnType(Money);
        parts.Property(p => p.Materials).HasColumnName($"{prefix}_materials").HasColumnType(Money);
        parts.Property(p => p.Subcontractors).HasColumnName($"{prefix}_subcontractors").HasColumnType(Money);
        parts.Property(p => p.Other).HasColumnName($"{prefix}_other").HasColumnType(Money);
        parts.Property(p => p.Margin).HasColumnName($"{prefix}_margin").HasColumnType(Money);
    }

    /// <summary>No part is negative, and the parts add up; a price that is not known yet passes.</summary>
    public static TableBuilder<T> Holds<T>(this TableBuilder<T> table, string name, string prefix)
        where T : class
    {
        table.HasCheckConstraint($"ck_{name}_{prefix}_adds_up",
            $"{prefix}_base + {prefix}_materials + {prefix}_subcontractors + {prefix}_other + {prefix}_margin = {prefix}_net AND {prefix}_net + {prefix}_tax = {prefix}_gross");
        table.HasCheckConstraint($"ck_{name}_{prefix}_not_negative",
            $"LEAST({prefix}_base, {prefix}_materials, {prefix}_subcontractors, {prefix}_other, {prefix}_margin_percent, {prefix}_margin, {prefix}_tax_percent, {prefix}_tax) >= 0");
        return table;
    }

    public static TableBuilder<T> HoldsTerms<T>(this TableBuilder<T> table, string name)
        where T : class
    {
        table.HasCheckConstraint($"ck_{name}_name", "name_english <> '' OR name_russian <> ''");
        table.HasCheckConstraint($"ck_{name}_unit_text", "(unit = 'Custom') = (unit_text <> '')");
        return table;
    }
}
