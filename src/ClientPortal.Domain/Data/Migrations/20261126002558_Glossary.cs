using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClientPortal.Domain.Data.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PortalDb))]
    [Migration("20261126002558_Glossary")]
    public sealed class Glossary : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "glossary_term",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    word = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    word_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    forms = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    meaning = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    explained_by = table.Column<Guid>(type: "uuid", nullable: false),
                    explained_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_glossary_term", x => x.id);
                    table.CheckConstraint("ck_glossary_term_language", "\"language\" IN ('English', 'Russian')");
                    table.ForeignKey(
                        name: "fk_glossary_term_person_explained_by",
                        column: x => x.explained_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_glossary_term_explained_by",
                schema: "portal",
                table: "glossary_term",
                column: "explained_by");

            migrationBuilder.CreateIndex(
                name: "ux_glossary_term_word",
                schema: "portal",
                table: "glossary_term",
                columns: new[] { "language", "word_key" },
                unique: true);

            GlossaryGuards.Apply(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Migrations go forward only.");
    }
}
