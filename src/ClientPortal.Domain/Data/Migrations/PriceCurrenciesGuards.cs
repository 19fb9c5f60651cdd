using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>
/// Which published prices a client's people see: those in the currencies of its contracts and quotes, a list in another currency being
/// no business of theirs. Before the first contract or quote they see all, and so does staff.
/// </summary>
internal static class PriceCurrenciesGuards
{
    private const string SignedIn = "(SELECT EXISTS (SELECT FROM portal.roles_held()))";

    // Null stands for all currencies, and a comparison with it lets everything pass.
    private const string Priced = "coalesce(currency = ANY ((SELECT portal.price_currencies())::text[]), true)";

    // The version is looked for under its own policy, and by nobody who sees them all.
    private const string VersionSeen = "((SELECT portal.price_currencies()) IS NULL OR EXISTS (SELECT FROM portal.price_list_version v WHERE v.id = version_id))";

    public static void Apply(MigrationBuilder migration) => migration.Sql(
        $$"""
        CREATE FUNCTION portal.price_currencies() RETURNS text[]
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
            DECLARE
                mine uuid[] := portal.clients_as('ClientViewer', 'ClientSignatory');
            BEGIN
                IF portal.has_role('Manager', 'Finance', 'Administrator', 'Auditor') THEN RETURN NULL; END IF;
                IF EXISTS (
                    SELECT FROM unnest(mine) AS one (client)
                    WHERE NOT EXISTS (SELECT FROM portal.terms_version v WHERE v.client_id = one.client)
                        AND NOT EXISTS (SELECT FROM portal.quote q WHERE q.client_id = one.client AND q.state <> 'Draft'))
                THEN
                    RETURN NULL;
                END IF;
                RETURN (
                    SELECT coalesce(array_agg(DISTINCT used.currency), '{}') FROM (
                        SELECT v.currency::text FROM portal.terms_version v WHERE v.client_id = ANY (mine)
                        UNION SELECT q.currency::text FROM portal.quote q WHERE q.client_id = ANY (mine) AND q.state <> 'Draft') used);
            END $$;

        REVOKE ALL ON FUNCTION portal.price_currencies() FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION portal.price_currencies() TO portal_app;

        ALTER POLICY app_read ON portal.price_list USING ((SELECT portal.has_role('Finance')) OR (latest_number > 0 AND {{SignedIn}} AND {{Priced}}));
        ALTER POLICY app_read ON portal.price_list_version USING ({{SignedIn}} AND {{Priced}});
        ALTER POLICY app_read ON portal.published_price_item USING ({{SignedIn}} AND {{VersionSeen}});
        ALTER POLICY app_read ON portal.price_list_retirement USING ({{SignedIn}} AND {{VersionSeen}});
        """);
}
