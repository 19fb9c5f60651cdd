using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Administrators see that logs are signed and with which keys, and nothing of what stands in them. No table changes its shape.</summary>
[DbContext(typeof(PortalDb))]
[Migration("20261126045000_RecordKeepers")]
public sealed class RecordKeepers : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE POLICY app_keep ON portal.log FOR SELECT TO portal_app USING ((SELECT portal.has_role('Administrator')));
        CREATE POLICY app_keep ON portal.log_key FOR SELECT TO portal_app USING ((SELECT portal.has_role('Administrator')));
        CREATE POLICY app_keep ON portal.log_checkpoint FOR SELECT TO portal_app USING ((SELECT portal.has_role('Administrator')));

        -- When the oldest of them was recorded, without showing what it tells of.
        CREATE FUNCTION portal.oldest_waiting() RETURNS timestamptz
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT min(e.at) FROM portal.log_waiting w JOIN portal.entry e ON e.id = w.entry_id
                WHERE portal.has_role('Administrator', 'Auditor')
            $$;
        REVOKE ALL ON FUNCTION portal.oldest_waiting() FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION portal.oldest_waiting() TO portal_app;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Migrations go forward only.");
}
