using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Glossary;

internal sealed class GlossaryMapping : IEntityTypeConfiguration<Term>
{
    public void Configure(EntityTypeBuilder<Term> term)
    {
        term.ToTable("glossary_term");
        term.HasKey(t => t.Id);
        term.Property(t => t.Id).ValueGeneratedNever();
        term.HasRevision();
        term.Ignore(t => t.Explanation);
        term.Property(t => t.Word).HasMaxLength(Term.LongestWord);
        term.Property(t => t.WordKey).HasMaxLength(Term.LongestWord);
        term.Property(t => t.Forms).HasMaxLength(Term.LongestForms);
        term.Property(t => t.Meaning).HasMaxLength(Term.LongestMeaning);
        term.HasOne<Person>().WithMany().HasForeignKey(t => t.ExplainedBy).OnDelete(DeleteBehavior.Restrict);
        term.HasIndex(t => new { t.Language, t.WordKey }).IsUnique().HasDatabaseName("ux_glossary_term_word").RefusedAs(Rule.WordExplained, "Word");
    }
}
