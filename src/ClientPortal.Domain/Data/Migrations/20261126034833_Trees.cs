using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClientPortal.Domain.Data.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PortalDb))]
    [Migration("20261126034833_Trees")]
    public sealed class Trees : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "log",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log", x => x.id);
                    table.CheckConstraint("ck_log_id", "CASE WHEN client_id IS NULL THEN id = '00000000-0000-7000-8000-000000000000' ELSE id = client_id END");
                });

            migrationBuilder.CreateTable(
                name: "log_rotation",
                schema: "portal",
                columns: table => new
                {
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_rotation", x => x.asked_at);
                });

            migrationBuilder.CreateTable(
                name: "log_waiting",
                schema: "portal",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_waiting", x => x.entry_id);
                    table.ForeignKey(
                        name: "fk_log_waiting_entry_entry_id",
                        column: x => x.entry_id,
                        principalSchema: "portal",
                        principalTable: "entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "log_checkpoint",
                schema: "portal",
                columns: table => new
                {
                    log_id = table.Column<Guid>(type: "uuid", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", nullable: false),
                    note = table.Column<byte[]>(type: "bytea", nullable: false),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_checkpoint", x => new { x.log_id, x.size });
                    table.CheckConstraint("ck_log_checkpoint", "size > 0 AND length(root) = 32");
                    table.ForeignKey(
                        name: "fk_log_checkpoint_record_log_log_id",
                        column: x => x.log_id,
                        principalSchema: "portal",
                        principalTable: "log",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "log_key",
                schema: "portal",
                columns: table => new
                {
                    log_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    verifier_key = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_key", x => new { x.log_id, x.number });
                    table.CheckConstraint("ck_log_key_number", "number > 0");
                    table.ForeignKey(
                        name: "fk_log_key_record_log_log_id",
                        column: x => x.log_id,
                        principalSchema: "portal",
                        principalTable: "log",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "log_leaf",
                schema: "portal",
                columns: table => new
                {
                    log_id = table.Column<Guid>(type: "uuid", nullable: false),
                    index = table.Column<long>(type: "bigint", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_leaf", x => new { x.log_id, x.index });
                    table.CheckConstraint("ck_log_leaf_index", "index >= 0");
                    table.ForeignKey(
                        name: "fk_log_leaf_entry_entry_id",
                        column: x => x.entry_id,
                        principalSchema: "portal",
                        principalTable: "entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_log_leaf_record_log_log_id",
                        column: x => x.log_id,
                        principalSchema: "portal",
                        principalTable: "log",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "log_node",
                schema: "portal",
                columns: table => new
                {
                    log_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<short>(type: "smallint", nullable: false),
                    index = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_node", x => new { x.log_id, x.level, x.index });
                    table.CheckConstraint("ck_log_node", "level BETWEEN 0 AND 62 AND index >= 0 AND length(hash) = 32");
                    table.ForeignKey(
                        name: "fk_log_node_record_log_log_id",
                        column: x => x.log_id,
                        principalSchema: "portal",
                        principalTable: "log",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_log_client_id",
                schema: "portal",
                table: "log",
                column: "client_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_log_name",
                schema: "portal",
                table: "log",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_log_checkpoint_signed_at",
                schema: "portal",
                table: "log_checkpoint",
                column: "signed_at");

            migrationBuilder.CreateIndex(
                name: "ix_log_leaf_entry_id",
                schema: "portal",
                table: "log_leaf",
                column: "entry_id",
                unique: true);

            TreesGuards.Apply(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Migrations go forward only.");
    }
}
