using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Which published prices a client's people see. No table changes its shape.</summary>
[DbContext(typeof(PortalDb))]
[Migration("20261126041500_PriceCurrencies")]
public sealed class PriceCurrencies : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => PriceCurrenciesGuards.Apply(migrationBuilder);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Migrations go forward only.");
}
