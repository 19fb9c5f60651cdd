using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>
/// Whom prices concern, across clients: one function that runs as the owner and gives identifiers of people alone, not why they are
/// among them. It answers finance, who publishes; to anybody else it is empty.
/// </summary>
internal static class PricePeopleGuards
{
    // A contract that followed from a quote is among them: its quote was accepted, and an accepted quote stays so.
    public static void Apply(MigrationBuilder migration) => migration.Sql(
        """
        CREATE FUNCTION portal.people_of_prices(list uuid) RETURNS TABLE (person_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT DISTINCT p.id FROM portal.person p JOIN portal.membership m ON m.person_id = p.id
                WHERE portal.has_role('Finance') AND m.ended_at IS NULL AND p.joined_at IS NOT NULL AND p.disabled_at IS NULL
                    AND (m.role IN ('Manager', 'Finance')
                        OR (m.role IN ('ClientViewer', 'ClientSignatory') AND m.client_id IN (
                            SELECT q.client_id FROM portal.price_list_version v
                            JOIN portal.published_price_item i ON i.version_id = v.id
                            JOIN portal.issued_quote_line l ON l.item_id = i.id
                            JOIN portal.quote q ON q.id = l.quote_id
                            WHERE v.price_list_id = list AND q.state IN ('Issued', 'Viewed', 'Accepted'))))
            $$;

        REVOKE ALL ON FUNCTION portal.people_of_prices(uuid) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION portal.people_of_prices(uuid) TO portal_app;
        """);
}
