using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClientPortal.Domain.Data.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PortalDb))]
    [Migration("20261125163702_PriceUploads")]
    public sealed class PriceUploads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "price_upload",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    price_list_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    saved = table.Column<string>(type: "jsonb", nullable: true),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_upload", x => x.id);
                    table.CheckConstraint("ck_price_upload_content", "length(content) BETWEEN 1 AND 5242880");
                    table.ForeignKey(
                        name: "fk_price_upload_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_price_upload_price_list_price_list_id",
                        column: x => x.price_list_id,
                        principalSchema: "portal",
                        principalTable: "price_list",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_price_upload_person_id",
                schema: "portal",
                table: "price_upload",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_price_upload_price_list_id_person_id",
                schema: "portal",
                table: "price_upload",
                columns: new[] { "price_list_id", "person_id" },
                unique: true);

            PriceUploadGuards.Apply(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Migrations go forward only.");
    }
}
