using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClientPortal.Domain.Data.Migrations
{
    /// <summary>A verification says how many rows it held against the entries, and the worker tells of changes to the structure of the tables.</summary>
    [DbContext(typeof(PortalDb))]
    [Migration("20261126111103_WatchedStructure")]
    public sealed class WatchedStructure : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "rows",
                schema: "portal",
                table: "verification",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
            migrationBuilder.Sql("GRANT UPDATE (rows) ON portal.verification TO portal_worker;");

            migrationBuilder.ForWorker("entry", "INSERT", "actor_id IS NULL AND client_id IS NULL AND code = 'record.structure-changed' AND subject_kind = 'structure'", "worker_tells_of_structure");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Migrations go forward only.");
    }
}
