using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClientPortal.Domain.Data.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PortalDb))]
    [Migration("20261125162245_ContractsFromQuotes")]
    public sealed class ContractsFromQuotes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "stage",
                schema: "portal",
                table: "issued_quote_line",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200);

            migrationBuilder.AlterColumn<string>(
                name: "stage",
                schema: "portal",
                table: "draft_quote_line",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200);

            migrationBuilder.AddColumn<Guid>(
                name: "source_quote_id",
                schema: "portal",
                table: "contract",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_contract_client_id_source_quote_id",
                schema: "portal",
                table: "contract",
                columns: new[] { "client_id", "source_quote_id" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_contract_quote_acceptance_client_id_source_quote_id",
                schema: "portal",
                table: "contract",
                columns: new[] { "client_id", "source_quote_id" },
                principalSchema: "portal",
                principalTable: "quote_acceptance",
                principalColumns: new[] { "client_id", "quote_id" },
                onDelete: ReferentialAction.Restrict);

            ContractsFromQuotesGuards.Apply(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("Migrations go forward only.");
    }
}
