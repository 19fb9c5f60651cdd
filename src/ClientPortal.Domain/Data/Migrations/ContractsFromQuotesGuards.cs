using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>A contract that follows from an accepted quote: the signatory who accepts begins it, and its prices stay those that were accepted.</summary>
internal static class ContractsFromQuotesGuards
{
    private const string Me = "(SELECT portal.actor_id())";
    private const string Signatory = "client_id = ANY ((SELECT portal.clients_as('ClientSignatory'))::uuid[])";

    public static void Apply(MigrationBuilder migration)
    {
        Beginning(migration);
        Prices(migration);
    }

    // Whoever accepts begins the contract, and does not see it until it is offered: what they may add is asked of functions that do.
    private static void Beginning(MigrationBuilder migration)
    {
        migration.Sql(
            $"""
            CREATE FUNCTION portal.begins_from_quote(contract uuid) RETURNS boolean
                LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
                AS $$
                    SELECT EXISTS (SELECT FROM portal.contract c
                        WHERE c.id = contract AND c.state = 'Draft' AND c.offers = 0 AND c.source_quote_id IS NOT NULL AND c.created_by = portal.actor_id()
                            AND NOT EXISTS (SELECT FROM portal.contract_draft d WHERE d.contract_id = c.id AND (d.saved_by <> c.created_by OR d.saved_at <> c.created_at)))
                $$;

            -- Numbers of other clients' contracts are hidden from whoever begins one. Held until the transaction ends, so that no number is given twice.
            CREATE FUNCTION portal.next_contract_number(year integer) RETURNS text
                LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
                AS $$
                DECLARE
                    counted integer;
                BEGIN
                    PERFORM pg_advisory_xact_lock(hashtext('portal.next_contract_number'));
                    SELECT COALESCE(max(substring(c.number FROM '^\d+-(\d+)$')::integer), 0) INTO counted
                        FROM portal.contract c WHERE c.number ~ ('^' || year || '-\d' || '{"{1,8}"}' || '$');
                    RETURN year || '-' || to_char(counted + 1, CASE WHEN counted < 999 THEN 'FM000' ELSE 'FM999999999' END);
                END $$;

            REVOKE ALL ON FUNCTION portal.begins_from_quote(uuid), portal.next_contract_number(integer) FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION portal.begins_from_quote(uuid), portal.next_contract_number(integer) TO portal_app;

            CREATE POLICY app_begins_from_quote ON portal.contract FOR INSERT TO portal_app
                WITH CHECK ({Signatory} AND created_by = {Me} AND state = 'Draft'
                    AND EXISTS (SELECT FROM portal.quote_acceptance a WHERE a.quote_id = source_quote_id AND a.person_id = {Me} AND a.accepted_at = created_at));
            CREATE POLICY app_begins_from_quote ON portal.contract_draft FOR INSERT TO portal_app
                WITH CHECK ({Signatory} AND saved_by = {Me} AND portal.begins_from_quote(contract_id));
            """);
        foreach (var table in (string[])["contract_draft_clause", "contract_draft_stage"])
            migration.Sql($"CREATE POLICY app_begins_from_quote ON portal.{table} FOR INSERT TO portal_app WITH CHECK ({Signatory} AND portal.begins_from_quote(contract_id));");
    }

    // The rule of ContractDraft.Save once more: looked at when the transaction ends, whichever way the rows came there.
    private static void Prices(MigrationBuilder migration) => migration.Sql(
        """
        CREATE FUNCTION portal.prices_of_quote(quote uuid) RETURNS numeric[]
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT array_agg(stage.price ORDER BY stage.price) FROM (
                    SELECT sum(a.gross_amount) AS price FROM portal.accepted_quote_line a
                    JOIN portal.issued_quote_line l ON l.quote_id = a.quote_id AND l.key = a.key
                    WHERE a.quote_id = quote GROUP BY l.stage) stage
            $$;

        CREATE FUNCTION portal.keep_source_quote() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'contract %: the quote it follows from does not change', OLD.id USING ERRCODE = 'check_violation';
        END $$;
        CREATE TRIGGER keep_source_quote BEFORE UPDATE ON portal.contract FOR EACH ROW
            WHEN (OLD.source_quote_id IS DISTINCT FROM NEW.source_quote_id) EXECUTE FUNCTION portal.keep_source_quote();

        CREATE FUNCTION portal.draft_keeps_quote() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            source record;
        BEGIN
            SELECT c.source_quote_id AS quote, d.source_quote_id AS draft_quote, d.currency, a.currency AS accepted INTO source
                FROM portal.contract c JOIN portal.contract_draft d ON d.contract_id = c.id
                LEFT JOIN portal.quote_acceptance a ON a.quote_id = c.source_quote_id
                WHERE c.id = COALESCE(NEW.contract_id, OLD.contract_id);
            IF source.quote IS DISTINCT FROM source.draft_quote THEN
                RAISE EXCEPTION 'contract %: the draft is of another quote', COALESCE(NEW.contract_id, OLD.contract_id) USING ERRCODE = 'check_violation';
            END IF;
            IF source.quote IS NOT NULL AND (source.currency <> source.accepted OR portal.prices_of_quote(source.quote) IS DISTINCT FROM
                (SELECT array_agg(s.price ORDER BY s.price) FROM portal.contract_draft_stage s WHERE s.contract_id = COALESCE(NEW.contract_id, OLD.contract_id))) THEN
                RAISE EXCEPTION 'contract %: its prices are locked to the accepted quote', COALESCE(NEW.contract_id, OLD.contract_id) USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER draft_keeps_quote AFTER INSERT OR UPDATE ON portal.contract_draft DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION portal.draft_keeps_quote();
        CREATE CONSTRAINT TRIGGER draft_keeps_quote AFTER INSERT OR UPDATE OR DELETE ON portal.contract_draft_stage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION portal.draft_keeps_quote();

        CREATE FUNCTION portal.offer_keeps_quote() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            quote uuid;
        BEGIN
            SELECT c.source_quote_id INTO quote FROM portal.contract c WHERE c.id = NEW.contract_id;
            IF quote IS DISTINCT FROM NEW.source_quote_id OR (quote IS NOT NULL AND portal.prices_of_quote(quote) IS DISTINCT FROM
                (SELECT array_agg(s.price ORDER BY s.price) FROM portal.terms_stage s WHERE s.version_id = NEW.id)) THEN
                RAISE EXCEPTION 'contract %: what is offered is not what was accepted', NEW.contract_id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER offer_keeps_quote AFTER INSERT ON portal.terms_version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
            WHEN (NEW.number = 1) EXECUTE FUNCTION portal.offer_keeps_quote();

        REVOKE ALL ON FUNCTION portal.prices_of_quote(uuid), portal.draft_keeps_quote(), portal.offer_keeps_quote() FROM PUBLIC;
        """);
}
