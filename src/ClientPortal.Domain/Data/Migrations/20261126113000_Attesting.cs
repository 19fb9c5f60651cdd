using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClientPortal.Domain.Data.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PortalDb))]
    [Migration("20261126113000_Attesting")]
    public sealed class Attesting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "attestation_trouble",
                schema: "portal",
                columns: table => new
                {
                    asked_id = table.Column<Guid>(type: "uuid", nullable: false),
                    log_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fault = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attestation_trouble", x => new { x.asked_id, x.log_id });
                    table.CheckConstraint("ck_attestation_trouble_attempts", "attempts > 0");
                    table.CheckConstraint("ck_attestation_trouble_fault", "\"fault\" IN ('NoConnection', 'NoAnswer', 'WrongStatus', 'TooLong', 'Unreadable', 'Refused', 'OtherContent', 'Forged', 'NotTrusted', 'ClockDiffers', 'LogUnknown', 'KeyUnknown', 'Disagrees', 'SawMore', 'NoProof')");
                    table.ForeignKey(
                        name: "fk_attestation_trouble_log_log_id",
                        column: x => x.log_id,
                        principalSchema: "portal",
                        principalTable: "log",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "timestamp_authority",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    address = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    certificates = table.Column<string>(type: "character varying(60000)", maxLength: 60000, nullable: true),
                    minutes = table.Column<int>(type: "integer", nullable: true),
                    set_by = table.Column<Guid>(type: "uuid", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_timestamp_authority", x => x.id);
                    table.CheckConstraint("ck_timestamp_authority", "number > 0 AND num_nulls(address, certificates, minutes) IN (0, 3) AND minutes BETWEEN 5 AND 1440");
                    table.ForeignKey(
                        name: "fk_timestamp_authority_person_set_by",
                        column: x => x.set_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "witness",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    key = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_witness", x => x.id);
                    table.CheckConstraint("ck_witness_removed", "num_nulls(removed_by, removed_at) IN (0, 2)");
                    table.ForeignKey(
                        name: "fk_witness_person_added_by",
                        column: x => x.added_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_witness_person_removed_by",
                        column: x => x.removed_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "checkpoint_timestamp",
                schema: "portal",
                columns: table => new
                {
                    log_id = table.Column<Guid>(type: "uuid", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    authority_id = table.Column<Guid>(type: "uuid", nullable: false),
                    authority = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    token = table.Column<byte[]>(type: "bytea", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checkpoint_timestamp", x => new { x.log_id, x.size });
                    table.CheckConstraint("ck_checkpoint_timestamp_token", "length(token) BETWEEN 1 AND 65536");
                    table.ForeignKey(
                        name: "fk_checkpoint_timestamp_log_checkpoint_log_id_size",
                        columns: x => new { x.log_id, x.size },
                        principalSchema: "portal",
                        principalTable: "log_checkpoint",
                        principalColumns: new[] { "log_id", "size" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_checkpoint_timestamp_timestamp_authority_authority_id",
                        column: x => x.authority_id,
                        principalSchema: "portal",
                        principalTable: "timestamp_authority",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "checkpoint_cosignature",
                schema: "portal",
                columns: table => new
                {
                    log_id = table.Column<Guid>(type: "uuid", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    witness_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_name = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    line = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checkpoint_cosignature", x => new { x.log_id, x.size, x.witness_id });
                    table.CheckConstraint("ck_checkpoint_cosignature_line", "line ~ '^— [^\\n]+$'");
                    table.ForeignKey(
                        name: "fk_checkpoint_cosignature_log_checkpoint_log_id_size",
                        columns: x => new { x.log_id, x.size },
                        principalSchema: "portal",
                        principalTable: "log_checkpoint",
                        principalColumns: new[] { "log_id", "size" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_checkpoint_cosignature_witness_witness_id",
                        column: x => x.witness_id,
                        principalSchema: "portal",
                        principalTable: "witness",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_attestation_trouble_log_id",
                schema: "portal",
                table: "attestation_trouble",
                column: "log_id");

            migrationBuilder.CreateIndex(
                name: "ix_checkpoint_cosignature_witness_id_log_id_size",
                schema: "portal",
                table: "checkpoint_cosignature",
                columns: new[] { "witness_id", "log_id", "size" });

            migrationBuilder.CreateIndex(
                name: "ix_checkpoint_cosignature_witness_id_received_at",
                schema: "portal",
                table: "checkpoint_cosignature",
                columns: new[] { "witness_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_checkpoint_timestamp_authority_id_received_at",
                schema: "portal",
                table: "checkpoint_timestamp",
                columns: new[] { "authority_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_timestamp_authority_number",
                schema: "portal",
                table: "timestamp_authority",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_timestamp_authority_set_by",
                schema: "portal",
                table: "timestamp_authority",
                column: "set_by");

            migrationBuilder.CreateIndex(
                name: "ix_witness_added_by",
                schema: "portal",
                table: "witness",
                column: "added_by");

            migrationBuilder.CreateIndex(
                name: "ix_witness_removed_by",
                schema: "portal",
                table: "witness",
                column: "removed_by");

            migrationBuilder.CreateIndex(
                name: "ux_witness_key",
                schema: "portal",
                table: "witness",
                column: "key",
                unique: true,
                filter: "removed_at IS NULL");

            AttestingGuards.Apply(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Migrations go forward only.");
    }
}
