using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClientPortal.Domain.Data.Migrations
{
    /// <summary>What waits for its place is kept in its order: sorting all of it for each round took as long as the rest when much was waiting.</summary>
    [DbContext(typeof(PortalDb))]
    [Migration("20261126110124_WaitingInOrder")]
    public sealed class WaitingInOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                ALTER TABLE portal.log_waiting ADD COLUMN at timestamptz;
                UPDATE portal.log_waiting w SET at = e.at FROM portal.entry e WHERE e.id = w.entry_id;
                ALTER TABLE portal.log_waiting ALTER COLUMN at SET NOT NULL;

                CREATE OR REPLACE FUNCTION portal.wait_for_place() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
                BEGIN
                    INSERT INTO portal.log_waiting (entry_id, at) SELECT id, at FROM fresh;
                    PERFORM pg_notify('portal_record', '');
                    RETURN NULL;
                END $$;
                -- Whoever may see what waits sees since when.
                DROP FUNCTION portal.oldest_waiting();
                """);

            migrationBuilder.CreateIndex(
                name: "ix_log_waiting_at_entry_id",
                schema: "portal",
                table: "log_waiting",
                columns: new[] { "at", "entry_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Migrations go forward only.");
    }
}
