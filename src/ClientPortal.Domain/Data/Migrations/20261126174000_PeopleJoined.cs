using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Whom a client's people can be chosen from says also who of them has come; from now on nobody gives a role or a right to themselves.</summary>
[DbContext(typeof(PortalDb))]
[Migration("20261126174000_PeopleJoined")]
public sealed class PeopleJoined : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        DROP FUNCTION portal.people_of(uuid);

        CREATE FUNCTION portal.people_of(client uuid) RETURNS TABLE (person_id uuid, name text, email text, is_staff boolean, signs boolean, joined boolean)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT p.id, p.name::text, p.email::text,
                    bool_or(m.role IN ('Manager', 'Finance')),
                    bool_or(m.role = 'ClientSignatory' OR EXISTS (
                        SELECT FROM portal.right_grant g WHERE g.person_id = p.id AND g."right" = 'SignForProvider' AND g.revoked_at IS NULL)),
                    p.joined_at IS NOT NULL
                FROM portal.person p JOIN portal.membership m ON m.person_id = p.id
                WHERE m.ended_at IS NULL AND p.disabled_at IS NULL
                    AND ((m.role IN ('Manager', 'Finance') AND (m.client_id IS NULL OR m.client_id = client))
                        OR (m.role IN ('ClientViewer', 'ClientSignatory') AND m.client_id = client))
                    AND (session_user = 'portal_worker' OR client = ANY (portal.visible_clients()))
                GROUP BY p.id
            $$;

        REVOKE ALL ON FUNCTION portal.people_of(uuid) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION portal.people_of(uuid) TO portal_app, portal_worker;

        -- What was given before stands as it was.
        ALTER TABLE portal.membership ADD CONSTRAINT ck_membership_granted_by_another CHECK (granted_by IS NULL OR granted_by <> person_id) NOT VALID;
        ALTER TABLE portal.right_grant ADD CONSTRAINT ck_right_grant_granted_by_another CHECK (granted_by <> person_id) NOT VALID;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Migrations go forward only.");
}
