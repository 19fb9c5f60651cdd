using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>What search makes of small words and single letters. No table changes its shape.</summary>
[DbContext(typeof(PortalDb))]
[Migration("20261125174500_SearchSmallWords")]
public sealed class SearchSmallWords : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => SmallWordsGuards.Apply(migrationBuilder);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Migrations go forward only.");
}
