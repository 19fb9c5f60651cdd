using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientPortal.Domain.Data;

internal sealed class CommandMapping : IEntityTypeConfiguration<DoneCommand>
{
    public void Configure(EntityTypeBuilder<DoneCommand> command)
    {
        command.ToTable("command");
        command.HasKey(c => c.Id);
        command.Property(c => c.UseCase).HasMaxLength(100);
        command.Property(c => c.Result).HasColumnType("jsonb");
        // Old commands are removed by age.
        command.HasIndex(c => c.DoneAt);
    }
}
