using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClientPortal.Domain.Data.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PortalDb))]
    [Migration("20261125193741_Reports")]
    public sealed class Reports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "report",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    latest_revision = table.Column<int>(type: "integer", nullable: false),
                    stage_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    planned_end = table.Column<DateOnly>(type: "date", nullable: false),
                    progress = table.Column<int>(type: "integer", nullable: false),
                    spent = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    forecast_end = table.Column<DateOnly>(type: "date", nullable: true),
                    decisions = table.Column<int>(type: "integer", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: false),
                    revised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revised_by = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report", x => x.id);
                    table.UniqueConstraint("ak_report_client_id_id", x => new { x.client_id, x.id });
                    table.CheckConstraint("ck_report_end", "num_nonnulls(ended_on, forecast_end) = 1");
                    table.CheckConstraint("ck_report_progress", "progress BETWEEN 0 AND 100 AND (ended_on IS NULL OR progress = 100)");
                    table.CheckConstraint("ck_report_spent", "spent >= 0");
                    table.ForeignKey(
                        name: "fk_report_contract_client_id_contract_id",
                        columns: x => new { x.client_id, x.contract_id },
                        principalSchema: "portal",
                        principalTable: "contract",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_report_person_published_by",
                        column: x => x.published_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_report_person_revised_by",
                        column: x => x.revised_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_draft",
                schema: "portal",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    corrects = table.Column<int>(type: "integer", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    saved_by = table.Column<Guid>(type: "uuid", nullable: false),
                    input = table.Column<string>(type: "jsonb", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    files = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_draft", x => x.report_id);
                    table.ForeignKey(
                        name: "fk_report_draft_contract_client_id_contract_id",
                        columns: x => new { x.client_id, x.contract_id },
                        principalSchema: "portal",
                        principalTable: "contract",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_reminder",
                schema: "portal",
                columns: table => new
                {
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_reminder", x => new { x.contract_id, x.stage_id, x.due_on });
                    table.ForeignKey(
                        name: "fk_report_reminder_contract_client_id_contract_id",
                        columns: x => new { x.client_id, x.contract_id },
                        principalSchema: "portal",
                        principalTable: "contract",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_revision",
                schema: "portal",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_revision", x => new { x.report_id, x.number });
                    table.CheckConstraint("ck_report_revision_hash", "content_hash = sha256(convert_to(content, 'UTF8'))");
                    table.CheckConstraint("ck_report_revision_reason", "(number = 1) = (reason = '')");
                    table.ForeignKey(
                        name: "fk_report_revision_report_client_id_report_id",
                        columns: x => new { x.client_id, x.report_id },
                        principalSchema: "portal",
                        principalTable: "report",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_report_revision_terms_version_client_id_version_id",
                        columns: x => new { x.client_id, x.version_id },
                        principalSchema: "portal",
                        principalTable: "terms_version",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_acknowledgement",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision_number = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_acknowledgement", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_acknowledgement_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_report_acknowledgement_report_client_id_report_id",
                        columns: x => new { x.client_id, x.report_id },
                        principalSchema: "portal",
                        principalTable: "report",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_report_acknowledgement_report_revision_report_id_revision_n",
                        columns: x => new { x.report_id, x.revision_number },
                        principalSchema: "portal",
                        principalTable: "report_revision",
                        principalColumns: new[] { "report_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_comment",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision_number = table.Column<int>(type: "integer", nullable: false),
                    decision = table.Column<int>(type: "integer", nullable: true),
                    side = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_comment", x => x.id);
                    table.CheckConstraint("ck_report_comment_side", "\"side\" IN ('Provider', 'Client')");
                    table.ForeignKey(
                        name: "fk_report_comment_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_report_comment_report_client_id_report_id",
                        columns: x => new { x.client_id, x.report_id },
                        principalSchema: "portal",
                        principalTable: "report",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_report_comment_report_revision_report_id_revision_number",
                        columns: x => new { x.report_id, x.revision_number },
                        principalSchema: "portal",
                        principalTable: "report_revision",
                        principalColumns: new[] { "report_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stage_answer",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision_number = table.Column<int>(type: "integer", nullable: false),
                    accepted = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stage_answer", x => x.id);
                    table.CheckConstraint("ck_stage_answer_reason", "accepted = (reason = '')");
                    table.ForeignKey(
                        name: "fk_stage_answer_contract_client_id_contract_id",
                        columns: x => new { x.client_id, x.contract_id },
                        principalSchema: "portal",
                        principalTable: "contract",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stage_answer_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stage_answer_report_client_id_report_id",
                        columns: x => new { x.client_id, x.report_id },
                        principalSchema: "portal",
                        principalTable: "report",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stage_answer_report_revision_report_id_revision_number",
                        columns: x => new { x.report_id, x.revision_number },
                        principalSchema: "portal",
                        principalTable: "report_revision",
                        principalColumns: new[] { "report_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_report_client_id_contract_id",
                schema: "portal",
                table: "report",
                columns: new[] { "client_id", "contract_id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_newest",
                schema: "portal",
                table: "report",
                columns: new[] { "revised_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_newest_of_client",
                schema: "portal",
                table: "report",
                columns: new[] { "client_id", "revised_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_published_by",
                schema: "portal",
                table: "report",
                column: "published_by");

            migrationBuilder.CreateIndex(
                name: "ix_report_revised_by",
                schema: "portal",
                table: "report",
                column: "revised_by");

            migrationBuilder.CreateIndex(
                name: "ix_report_stage",
                schema: "portal",
                table: "report",
                columns: new[] { "contract_id", "stage_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ux_report_number",
                schema: "portal",
                table: "report",
                columns: new[] { "contract_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_acknowledgement_client_id_report_id",
                schema: "portal",
                table: "report_acknowledgement",
                columns: new[] { "client_id", "report_id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_acknowledgement_person_id",
                schema: "portal",
                table: "report_acknowledgement",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_report_acknowledgement",
                schema: "portal",
                table: "report_acknowledgement",
                columns: new[] { "report_id", "revision_number", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_comment_client_id_report_id",
                schema: "portal",
                table: "report_comment",
                columns: new[] { "client_id", "report_id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_comment_person_id",
                schema: "portal",
                table: "report_comment",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_report_comment_report_id_at",
                schema: "portal",
                table: "report_comment",
                columns: new[] { "report_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_report_comment_report_id_revision_number",
                schema: "portal",
                table: "report_comment",
                columns: new[] { "report_id", "revision_number" });

            migrationBuilder.CreateIndex(
                name: "ix_report_draft_client_id_contract_id",
                schema: "portal",
                table: "report_draft",
                columns: new[] { "client_id", "contract_id" });

            migrationBuilder.CreateIndex(
                name: "ux_report_draft_stage",
                schema: "portal",
                table: "report_draft",
                columns: new[] { "contract_id", "stage_id" },
                unique: true,
                filter: "corrects = 0");

            migrationBuilder.CreateIndex(
                name: "ix_report_reminder_client_id_contract_id",
                schema: "portal",
                table: "report_reminder",
                columns: new[] { "client_id", "contract_id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_revision_client_id_report_id",
                schema: "portal",
                table: "report_revision",
                columns: new[] { "client_id", "report_id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_revision_client_id_version_id",
                schema: "portal",
                table: "report_revision",
                columns: new[] { "client_id", "version_id" });

            migrationBuilder.CreateIndex(
                name: "ix_stage_answer_client_id_contract_id",
                schema: "portal",
                table: "stage_answer",
                columns: new[] { "client_id", "contract_id" });

            migrationBuilder.CreateIndex(
                name: "ix_stage_answer_client_id_report_id",
                schema: "portal",
                table: "stage_answer",
                columns: new[] { "client_id", "report_id" });

            migrationBuilder.CreateIndex(
                name: "ix_stage_answer_person_id",
                schema: "portal",
                table: "stage_answer",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_stage_answer_report_id_at",
                schema: "portal",
                table: "stage_answer",
                columns: new[] { "report_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_stage_answer_report_id_revision_number",
                schema: "portal",
                table: "stage_answer",
                columns: new[] { "report_id", "revision_number" });

            migrationBuilder.CreateIndex(
                name: "ux_stage_accepted",
                schema: "portal",
                table: "stage_answer",
                columns: new[] { "contract_id", "stage_id" },
                unique: true,
                filter: "accepted");

            ReportsGuards.Apply(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Migrations go forward only.");
    }
}
