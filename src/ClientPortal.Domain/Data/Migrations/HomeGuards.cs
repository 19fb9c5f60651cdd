using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>What the homes look for by state or day, and whom somebody without a role can ask.</summary>
internal static class HomeGuards
{
    public static void Apply(MigrationBuilder migration) => migration.Sql(
        """
        CREATE INDEX ix_contract_unsigned ON portal.contract (offered_at) WHERE state IN ('Offered', 'SignedByOne');
        CREATE INDEX ix_contract_drafted ON portal.contract (created_at) WHERE state = 'Draft';
        CREATE INDEX ix_quote_drafted ON portal.quote (created_at) WHERE state = 'Draft';
        CREATE INDEX ix_terms_stage_ends ON portal.terms_stage (ends_on);
        CREATE INDEX ix_entry_newest ON portal.entry (at, id);
        CREATE INDEX ix_look_newest ON portal.look (at, id);
        CREATE INDEX ix_person_invited ON portal.person (invited_at) WHERE joined_at IS NULL AND disabled_at IS NULL;

        -- Names alone: whoever may sign in may know whom to ask for a role.
        CREATE FUNCTION portal.administrators() RETURNS TABLE (name text)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT DISTINCT p.name::text FROM portal.person p JOIN portal.membership m ON m.person_id = p.id
                WHERE m.role = 'Administrator' AND m.ended_at IS NULL AND p.disabled_at IS NULL AND p.joined_at IS NOT NULL AND portal.actor_id() IS NOT NULL
                ORDER BY 1
            $$;
        REVOKE ALL ON FUNCTION portal.administrators() FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION portal.administrators() TO portal_app;
        """);
}
