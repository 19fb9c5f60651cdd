using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClientPortal.Domain.Data.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PortalDb))]
    [Migration("20261126081230_Verifications")]
    public sealed class Verifications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "verification",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    night = table.Column<DateOnly>(type: "date", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    entries = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    logs = table.Column<int>(type: "integer", nullable: false),
                    checkpoints = table.Column<long>(type: "bigint", nullable: false),
                    findings = table.Column<int>(type: "integer", nullable: false),
                    digest = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_verification", x => x.id);
                    table.CheckConstraint("ck_verification_asked", "num_nonnulls(asked_by, night) = 1");
                    table.CheckConstraint("ck_verification_standing", "entries >= 0 AND total >= 0 AND CASE state\n    WHEN 'Asked' THEN attempt = 0 AND num_nonnulls(begun_at, told_at, ended_at, digest) = 0 AND (entries, total, logs, checkpoints, findings) = (0, 0, 0, 0, 0)\n    WHEN 'Running' THEN attempt > 0 AND num_nulls(begun_at, told_at) = 0 AND num_nonnulls(ended_at, digest) = 0 AND (logs, checkpoints, findings) = (0, 0, 0)\n    WHEN 'Whole' THEN attempt > 0 AND num_nulls(begun_at, told_at, ended_at) = 0 AND findings = 0 AND digest IS NULL\n    ELSE attempt > 0 AND num_nulls(begun_at, told_at, ended_at, digest) = 0 AND findings > 0 AND length(digest) = 32\nEND");
                    table.CheckConstraint("ck_verification_state", "\"state\" IN ('Asked', 'Running', 'Whole', 'Wrong')");
                    table.ForeignKey(
                        name: "fk_verification_person_asked_by",
                        column: x => x.asked_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "verification_finding",
                schema: "portal",
                columns: table => new
                {
                    verification_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    log_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<long>(type: "bigint", nullable: true),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    what = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_verification_finding", x => new { x.verification_id, x.number });
                    table.CheckConstraint("ck_verification_finding", "number BETWEEN 1 AND 2000 AND kind ~ '^[A-Za-z]+$' AND place >= 0");
                    table.ForeignKey(
                        name: "fk_verification_finding_verification_verification_id",
                        column: x => x.verification_id,
                        principalSchema: "portal",
                        principalTable: "verification",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_verification_asked_by",
                schema: "portal",
                table: "verification",
                column: "asked_by");

            migrationBuilder.CreateIndex(
                name: "ix_verification_ended_at_id",
                schema: "portal",
                table: "verification",
                columns: new[] { "ended_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_verification_night",
                schema: "portal",
                table: "verification",
                column: "night",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_verification_running",
                schema: "portal",
                table: "verification",
                column: "state",
                unique: true,
                filter: "state = 'Running'");

            VerificationGuards.Apply(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Migrations go forward only.");
    }
}
