using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Nobody stands on both sides, and rights of the provider's people are given to the provider's people alone. No table changes its shape.</summary>
[DbContext(typeof(PortalDb))]
[Migration("20261126075000_OneSide")]
public sealed class OneSide : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        -- A policy of a table cannot ask the table itself. It answers administrators, who alone grant.
        CREATE FUNCTION portal.side_of(person uuid) RETURNS text
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT CASE WHEN m.role::text IN ('ClientViewer', 'ClientSignatory') THEN 'Client' ELSE 'Provider' END
                FROM portal.membership m WHERE m.person_id = person AND m.ended_at IS NULL AND portal.has_role('Administrator') LIMIT 1
            $$;
        REVOKE ALL ON FUNCTION portal.side_of(uuid) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION portal.side_of(uuid) TO portal_app;

        CREATE POLICY app_one_side ON portal.membership AS RESTRICTIVE FOR INSERT TO portal_app
            WITH CHECK (portal.side_of(person_id) IS DISTINCT FROM (CASE WHEN role::text IN ('ClientViewer', 'ClientSignatory') THEN 'Provider' ELSE 'Client' END));
        CREATE POLICY app_staff ON portal.right_grant AS RESTRICTIVE FOR INSERT TO portal_app WITH CHECK (portal.side_of(person_id) = 'Provider');
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Migrations go forward only.");
}
