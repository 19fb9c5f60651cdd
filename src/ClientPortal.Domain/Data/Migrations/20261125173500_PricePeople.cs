using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>The function that says whom prices concern. No table changes its shape.</summary>
[DbContext(typeof(PortalDb))]
[Migration("20261125173500_PricePeople")]
public sealed class PricePeople : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => PricePeopleGuards.Apply(migrationBuilder);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Migrations go forward only.");
}
