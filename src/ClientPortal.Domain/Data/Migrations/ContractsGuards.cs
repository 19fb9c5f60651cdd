using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Who may read and write contracts, and what the database itself holds them to.</summary>
internal static class ContractsGuards
{
    private const string Me = "(SELECT portal.actor_id())";
    private const string Staff = "client_id = ANY ((SELECT portal.clients_as('Manager', 'Finance', 'Auditor'))::uuid[])";
    private const string Manager = "client_id = ANY ((SELECT portal.clients_as('Manager'))::uuid[])";
    private const string Signatory = "client_id = ANY ((SELECT portal.clients_as('ClientSignatory'))::uuid[])";
    private const string SignsForProvider = "(client_id = ANY ((SELECT portal.clients_as('Manager', 'Finance'))::uuid[]) AND (SELECT portal.holds_right('SignForProvider')))";
    private const string Party = $"({Manager} OR {Signatory} OR {SignsForProvider})";
    private const string BeingDrafted = "EXISTS (SELECT FROM portal.contract c WHERE c.id = contract_id AND c.state IN ('Draft', 'Withdrawn', 'Declined'))";

    public static void Apply(MigrationBuilder migration)
    {
        Functions(migration);
        Heads(migration);
        Drafts(migration);
        Frozen(migration);
        Rules(migration);
        Worker(migration);
    }

    private static void Functions(MigrationBuilder migration) => migration.Sql(
        """
        CREATE FUNCTION portal.holds_right(wanted text) RETURNS boolean
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT EXISTS (SELECT FROM portal.right_grant g WHERE g.person_id = portal.actor_id() AND g."right" = wanted AND g.revoked_at IS NULL)
            $$;

        -- The people who deal with each other about a client. Memberships for all clients, and the rights of others, are hidden from most.
        CREATE FUNCTION portal.people_of(client uuid) RETURNS TABLE (person_id uuid, name text, email text, is_staff boolean, signs boolean)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT p.id, p.name::text, p.email::text,
                    bool_or(m.role IN ('Manager', 'Finance')),
                    bool_or(m.role = 'ClientSignatory' OR EXISTS (
                        SELECT FROM portal.right_grant g WHERE g.person_id = p.id AND g."right" = 'SignForProvider' AND g.revoked_at IS NULL))
                FROM portal.person p JOIN portal.membership m ON m.person_id = p.id
                WHERE m.ended_at IS NULL AND p.disabled_at IS NULL
                    AND ((m.role IN ('Manager', 'Finance') AND (m.client_id IS NULL OR m.client_id = client))
                        OR (m.role IN ('ClientViewer', 'ClientSignatory') AND m.client_id = client))
                    AND (session_user = 'portal_worker' OR client = ANY (portal.visible_clients()))
                GROUP BY p.id
            $$;

        REVOKE ALL ON FUNCTION portal.holds_right(text), portal.people_of(uuid) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION portal.holds_right(text) TO portal_app;
        GRANT EXECUTE ON FUNCTION portal.people_of(uuid) TO portal_app, portal_worker;
        """);

    private static void Heads(MigrationBuilder migration)
    {
        // The client sees a contract from its first offer on.
        migration.Guarded("contract",
            read: $"{Guard.VisibleClient} AND (offers > 0 OR {Staff})",
            insert: $"{Manager} AND created_by = {Me} AND state = 'Draft'",
            update: Party);
        migration.Guarded("amendment",
            read: Guard.VisibleClient,
            insert: $"({Manager} OR {Signatory}) AND proposed_by = {Me} AND state = 'Proposed'",
            update: Party);
    }

    private static void Drafts(MigrationBuilder migration)
    {
        foreach (var table in (string[])["contract_draft", "contract_draft_clause", "contract_draft_stage"])
            migration.Guarded(table, read: Staff, insert: $"{Manager} AND {BeingDrafted}", update: $"{Manager} AND {BeingDrafted}", delete: $"{Manager} AND {BeingDrafted}");
        const string own = $"CASE side WHEN 'Client' THEN {Signatory} ELSE {Manager} END";
        migration.Guarded("amendment_draft", read: own, insert: own, update: own, delete: own);
    }

    private static void Frozen(MigrationBuilder migration)
    {
        AppendOnly("terms_version", $"{Party} AND frozen_by = {Me}");
        AppendOnly("terms_clause", Party);
        AppendOnly("terms_stage", Party);
        AppendOnly("contract_document", Party);
        AppendOnly("signature", $"person_id = {Me} AND CASE side WHEN 'Client' THEN {Signatory} ELSE {SignsForProvider} END");
        AppendOnly("amendment_revision", $"sent_by = {Me} AND CASE sent_for WHEN 'Client' THEN {Signatory} ELSE {Manager} END");
        AppendOnly("amendment_comment",
            $"person_id = {Me} AND client_id = ANY (CASE side WHEN 'Client' THEN (SELECT portal.clients_as('ClientViewer', 'ClientSignatory')) ELSE (SELECT portal.clients_as('Manager', 'Finance')) END)");
        AppendOnly("notice_waiver", $"person_id = {Me} AND {Signatory}");
        AppendOnly("file", $"stored_by = {Me} AND client_id = ANY ((SELECT portal.clients_as('ClientViewer', 'ClientSignatory', 'Manager', 'Finance'))::uuid[])");
        AppendOnly("look", $"person_id = {Me} AND {Guard.VisibleClient}");

        void AppendOnly(string table, string insert)
        {
            migration.Guarded(table, Guard.VisibleClient, insert);
            migration.AppendOnly(table);
        }
    }

    private static void Rules(MigrationBuilder migration)
    {
        Moves(migration, "contract", ContractMoves.Table.Select(row => ($"{row.Key.From}", $"{row.Value}")));
        Moves(migration, "amendment", AmendmentMoves.Table.Select(row => ($"{row.Key.From}", $"{row.Value}")));
        migration.Sql(
            """
            CREATE FUNCTION portal.keep_offered_head() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'contract %: number, title, zone and offered version move only with an offer', OLD.id USING ERRCODE = 'check_violation';
            END $$;
            CREATE TRIGGER keep_offered_head BEFORE UPDATE ON portal.contract FOR EACH ROW
                WHEN ((OLD.id, OLD.client_id, OLD.created_at, OLD.created_by) IS DISTINCT FROM (NEW.id, NEW.client_id, NEW.created_at, NEW.created_by)
                    OR (NEW.state NOT IN ('Draft', 'Offered') OR OLD.state = 'Offered')
                        AND (OLD.number, OLD.title, OLD.zone, OLD.offers, OLD.offered_version_id) IS DISTINCT FROM (NEW.number, NEW.title, NEW.zone, NEW.offers, NEW.offered_version_id))
                EXECUTE FUNCTION portal.keep_offered_head();

            -- A frozen version is whole when its transaction ends: nothing is added to it afterwards.
            CREATE FUNCTION portal.version_is_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            DECLARE
                version portal.terms_version;
            BEGIN
                SELECT * INTO version FROM portal.terms_version v WHERE v.id = NEW.version_id;
                IF version.clause_count <> (SELECT count(*) FROM portal.terms_clause c WHERE c.version_id = version.id)
                    OR version.stage_count <> (SELECT count(*) FROM portal.terms_stage s WHERE s.version_id = version.id) THEN
                    RAISE EXCEPTION 'version %: its clauses and stages are not those it was frozen with', version.id USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER version_is_whole AFTER INSERT ON portal.terms_clause DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION portal.version_is_whole();
            CREATE CONSTRAINT TRIGGER version_is_whole AFTER INSERT ON portal.terms_stage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION portal.version_is_whole();

            -- Terms change only when every signature exists.
            CREATE FUNCTION portal.version_is_signed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            BEGIN
                IF (SELECT count(DISTINCT s.side) FROM portal.signature s
                    JOIN portal.amendment_revision r ON r.id = s.revision_id
                    JOIN portal.amendment a ON a.id = r.amendment_id AND a.latest_revision = r.number
                    WHERE a.id = NEW.amendment_id AND a.contract_id = NEW.contract_id AND r.effective_on = NEW.effective_on) < 2 THEN
                    RAISE EXCEPTION 'version % of contract %: both sides have not signed', NEW.number, NEW.contract_id USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER version_is_signed AFTER INSERT ON portal.terms_version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                WHEN (NEW.number > 1) EXECUTE FUNCTION portal.version_is_signed();

            CREATE FUNCTION portal.contract_is_signed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            BEGIN
                IF (SELECT count(DISTINCT s.side) FROM portal.signature s WHERE s.version_id = NEW.offered_version_id) < 2 THEN
                    RAISE EXCEPTION 'contract %: both sides have not signed', NEW.id USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER contract_is_signed AFTER UPDATE ON portal.contract DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                WHEN (NEW.state = 'InForce' AND OLD.state <> 'InForce') EXECUTE FUNCTION portal.contract_is_signed();

            REVOKE ALL ON FUNCTION portal.version_is_whole(), portal.version_is_signed(), portal.contract_is_signed() FROM PUBLIC;
            """);
    }

    // The pairs are those of the table in code when this migration was made; a test compares the two.
    private static void Moves(MigrationBuilder migration, string table, IEnumerable<(string From, string To)> pairs)
    {
        var allowed = string.Join(", ", pairs.Where(pair => pair.From != pair.To).Distinct().Order().Select(pair => $"('{pair.From}', '{pair.To}')"));
        migration.Sql(
            $"""
            CREATE FUNCTION portal.refuse_{table}_move() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '{table} %: from % to % is no move', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
            END $$;
            CREATE TRIGGER refuse_move BEFORE UPDATE ON portal.{table} FOR EACH ROW
                WHEN (OLD.state <> NEW.state AND (OLD.state::text, NEW.state::text) NOT IN ({allowed}))
                EXECUTE FUNCTION portal.refuse_{table}_move();
            """);
    }

    // The due job notes what the calendar did: nothing else.
    private static void Worker(MigrationBuilder migration) => migration.Sql(
        """
        CREATE POLICY worker_select ON portal.contract FOR SELECT TO portal_worker USING (applies_from IS NOT NULL);
        CREATE POLICY worker_update ON portal.contract FOR UPDATE TO portal_worker USING (applied_recorded_at IS NULL) WITH CHECK (applied_recorded_at IS NOT NULL);
        GRANT SELECT, UPDATE (applied_recorded_at, revision) ON portal.contract TO portal_worker;

        CREATE POLICY worker_select ON portal.amendment FOR SELECT TO portal_worker USING (true);
        CREATE POLICY worker_update ON portal.amendment FOR UPDATE TO portal_worker
            USING (state IN ('Proposed', 'UnderDiscussion', 'Agreed', 'SignedByOne', 'Signed')) WITH CHECK (state IN ('Lapsed', 'InForce'));
        GRANT SELECT, UPDATE (state, took_effect_at, closed_at, revision) ON portal.amendment TO portal_worker;

        CREATE POLICY worker_select ON portal.terms_version FOR SELECT TO portal_worker USING (true);
        GRANT SELECT ON portal.terms_version TO portal_worker;

        CREATE POLICY worker_records_due ON portal.entry FOR INSERT TO portal_worker
            WITH CHECK (actor_id IS NULL AND client_id IS NOT NULL AND code IN ('terms.version-applies', 'amendment.in-force', 'amendment.lapsed'));
        """);
}
