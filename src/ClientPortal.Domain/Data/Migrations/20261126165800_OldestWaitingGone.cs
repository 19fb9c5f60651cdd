using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClientPortal.Domain.Data.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PortalDb))]
    [Migration("20261126165800_OldestWaitingGone")]
    public sealed class OldestWaitingGone : Migration
    {
        /// <inheritdoc />
        // Databases that took WaitingInOrder in its first form still have the function: since then whoever may see what waits sees since when.
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP FUNCTION IF EXISTS portal.oldest_waiting();");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Migrations go forward only.");
    }
}
