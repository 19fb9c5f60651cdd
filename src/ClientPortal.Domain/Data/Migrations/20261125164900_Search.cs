using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Indexes and the function of search. No table changes its shape.</summary>
[DbContext(typeof(PortalDb))]
[Migration("20261125164900_Search")]
public sealed class Search : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => SearchGuards.Apply(migrationBuilder);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Migrations go forward only.");
}
