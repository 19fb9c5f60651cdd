using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClientPortal.Domain.Data.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PortalDb))]
    [Migration("20261126074836_ContractComments")]
    public sealed class ContractComments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "contract_comment",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clause_id = table.Column<Guid>(type: "uuid", nullable: true),
                    stage_id = table.Column<Guid>(type: "uuid", nullable: true),
                    side = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_comment", x => x.id);
                    table.CheckConstraint("ck_contract_comment_about", "num_nonnulls(clause_id, stage_id) <= 1");
                    table.CheckConstraint("ck_contract_comment_side", "\"side\" IN ('Provider', 'Client')");
                    table.ForeignKey(
                        name: "fk_contract_comment_contract_client_id_contract_id",
                        columns: x => new { x.client_id, x.contract_id },
                        principalSchema: "portal",
                        principalTable: "contract",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contract_comment_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contract_comment_terms_clause_version_id_clause_id",
                        columns: x => new { x.version_id, x.clause_id },
                        principalSchema: "portal",
                        principalTable: "terms_clause",
                        principalColumns: new[] { "version_id", "clause_id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contract_comment_terms_stage_version_id_stage_id",
                        columns: x => new { x.version_id, x.stage_id },
                        principalSchema: "portal",
                        principalTable: "terms_stage",
                        principalColumns: new[] { "version_id", "stage_id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contract_comment_terms_version_client_id_version_id",
                        columns: x => new { x.client_id, x.version_id },
                        principalSchema: "portal",
                        principalTable: "terms_version",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_contract_comment_client_id_contract_id",
                schema: "portal",
                table: "contract_comment",
                columns: new[] { "client_id", "contract_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_comment_client_id_version_id",
                schema: "portal",
                table: "contract_comment",
                columns: new[] { "client_id", "version_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_comment_contract_id_at",
                schema: "portal",
                table: "contract_comment",
                columns: new[] { "contract_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_comment_person_id",
                schema: "portal",
                table: "contract_comment",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_contract_comment_version_id_clause_id",
                schema: "portal",
                table: "contract_comment",
                columns: new[] { "version_id", "clause_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_comment_version_id_stage_id",
                schema: "portal",
                table: "contract_comment",
                columns: new[] { "version_id", "stage_id" });

            ContractCommentsGuards.Apply(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("Migrations go forward only.");
    }
}
