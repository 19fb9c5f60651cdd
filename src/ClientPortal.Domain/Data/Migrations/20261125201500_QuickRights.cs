using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>The functions that say what a person may see, quicker. No table changes its shape.</summary>
[DbContext(typeof(PortalDb))]
[Migration("20261125201500_QuickRights")]
public sealed class QuickRights : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => QuickRightsGuards.Apply(migrationBuilder);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Migrations go forward only.");
}
