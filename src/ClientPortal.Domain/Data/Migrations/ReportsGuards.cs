using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>
/// Who may read and write status reports: drafts are the managers' alone, what was published is frozen and the client's to read,
/// and each of the client's answers is written by who gives it.
/// </summary>
internal static class ReportsGuards
{
    private const string Me = "(SELECT portal.actor_id())";
    private const string Manager = "client_id = ANY ((SELECT portal.clients_as('Manager'))::uuid[])";
    private const string Readers = "client_id = ANY ((SELECT portal.clients_as('ClientViewer', 'ClientSignatory'))::uuid[])";
    private const string Signatory = "client_id = ANY ((SELECT portal.clients_as('ClientSignatory'))::uuid[])";

    public static void Apply(MigrationBuilder migration)
    {
        migration.Guarded("report_draft", read: Manager, insert: Manager, update: Manager, delete: Manager);
        migration.Guarded("report", read: Guard.VisibleClient, insert: $"{Manager} AND published_by = {Me} AND latest_revision = 1");
        migration.Sql(
            $"""
            CREATE POLICY app_update ON portal.report FOR UPDATE TO portal_app USING ({Manager}) WITH CHECK ({Manager} AND revised_by = {Me});
            GRANT UPDATE ON portal.report TO portal_app;
            """);
        Head(migration);
        Frozen(migration, "report_revision", $"{Manager} AND published_by = {Me}");
        Frozen(migration, "report_acknowledgement", $"{Readers} AND person_id = {Me}");
        Frozen(migration, "report_comment",
            $"person_id = {Me} AND client_id = ANY (CASE side WHEN 'Client' THEN (SELECT portal.clients_as('ClientViewer', 'ClientSignatory')) ELSE (SELECT portal.clients_as('Manager', 'Finance')) END)");
        Frozen(migration, "stage_answer", $"{Signatory} AND person_id = {Me}");
        Latest(migration);
        Reminders(migration);
        Search(migration);
    }

    private static void Frozen(MigrationBuilder migration, string table, string insert)
    {
        migration.Guarded(table, Guard.VisibleClient, insert);
        migration.AppendOnly(table);
    }

    // A head keeps what it is about, and each change of it comes with the next revision.
    private static void Head(MigrationBuilder migration) => migration.Sql(
        """
        CREATE FUNCTION portal.guard_report() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF (OLD.id, OLD.client_id, OLD.contract_id, OLD.stage_id, OLD.number, OLD.published_at, OLD.published_by)
                IS DISTINCT FROM (NEW.id, NEW.client_id, NEW.contract_id, NEW.stage_id, NEW.number, NEW.published_at, NEW.published_by)
                OR NEW.latest_revision <> OLD.latest_revision + 1
            THEN
                RAISE EXCEPTION 'report %: a published report is not changed; its correction is the next revision', OLD.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER guard_report BEFORE UPDATE ON portal.report FOR EACH ROW EXECUTE FUNCTION portal.guard_report();
        ALTER TABLE portal.report ENABLE ALWAYS TRIGGER guard_report;

        -- Looked at when the transaction ends: head and revision come together, and say the same.
        CREATE FUNCTION portal.check_report() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF NOT EXISTS (
                SELECT FROM portal.report_revision r WHERE r.report_id = NEW.id AND r.number = NEW.latest_revision
                    AND (r.content::jsonb ->> 'progress')::integer = NEW.progress AND (r.content::jsonb ->> 'spent')::numeric = NEW.spent
                    AND (r.content::jsonb ->> 'ended')::date IS NOT DISTINCT FROM NEW.ended_on)
            THEN
                RAISE EXCEPTION 'report %: there is no revision % that says what its head says', NEW.id, NEW.latest_revision USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER check_report AFTER INSERT OR UPDATE ON portal.report DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION portal.check_report();
        ALTER TABLE portal.report ENABLE ALWAYS TRIGGER check_report;
        """);

    // What is answered is the newest revision, and a stage that has ended; a revision is the next one.
    private static void Latest(MigrationBuilder migration) => migration.Sql(
        """
        CREATE FUNCTION portal.check_report_answer() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            head record;
        BEGIN
            SELECT r.latest_revision, r.ended_on, r.contract_id, r.stage_id INTO head FROM portal.report r WHERE r.id = NEW.report_id;
            IF head.latest_revision <> NEW.revision_number THEN
                RAISE EXCEPTION 'report %: revision % is not the newest', NEW.report_id, NEW.revision_number USING ERRCODE = 'check_violation';
            END IF;
            IF TG_TABLE_NAME = 'stage_answer' THEN
                IF head.ended_on IS NULL OR (head.contract_id, head.stage_id) IS DISTINCT FROM (NEW.contract_id, NEW.stage_id) THEN
                    RAISE EXCEPTION 'report %: it does not say that this stage has ended', NEW.report_id USING ERRCODE = 'check_violation';
                END IF;
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER check_newest BEFORE INSERT ON portal.report_acknowledgement FOR EACH ROW EXECUTE FUNCTION portal.check_report_answer();
        CREATE TRIGGER check_newest BEFORE INSERT ON portal.report_comment FOR EACH ROW EXECUTE FUNCTION portal.check_report_answer();
        CREATE TRIGGER check_newest BEFORE INSERT ON portal.stage_answer FOR EACH ROW EXECUTE FUNCTION portal.check_report_answer();
        ALTER TABLE portal.report_acknowledgement ENABLE ALWAYS TRIGGER check_newest;
        ALTER TABLE portal.report_comment ENABLE ALWAYS TRIGGER check_newest;
        ALTER TABLE portal.stage_answer ENABLE ALWAYS TRIGGER check_newest;
        """);

    // The worker sees days, not what reports say, and reminds of each last day once.
    private static void Reminders(MigrationBuilder migration)
    {
        migration.Guarded("report_reminder", Guard.VisibleClient);
        migration.AppendOnly("report_reminder");
        migration.ForWorker("report_reminder", "SELECT, INSERT");
        migration.ForWorker("terms_stage", "SELECT");
        migration.Sql(
            """
            CREATE POLICY worker_select ON portal.report FOR SELECT TO portal_worker USING (true);
            GRANT SELECT (id, contract_id, stage_id, published_at, ended_on) ON portal.report TO portal_worker;
            CREATE POLICY worker_reminds ON portal.entry FOR INSERT TO portal_worker WITH CHECK (actor_id IS NULL AND client_id IS NOT NULL AND code = 'report.due');
            """);
    }

    // Reports are found beside everything else: by the stage, and by what the newest revision sums up.
    private static void Search(MigrationBuilder migration) => migration.Sql(
        """
        CREATE INDEX ix_report_words ON portal.report USING gin (portal.search_words(stage_name));
        CREATE INDEX ix_report_revision_words ON portal.report_revision USING gin (portal.search_words(content::jsonb ->> 'summary'));

        ALTER FUNCTION portal.search(text, text, integer) RENAME TO search_but_reports;
        REVOKE ALL ON FUNCTION portal.search_but_reports(text, text, integer) FROM portal_app;

        CREATE FUNCTION portal.search(typed text, only_kind text, most integer)
            RETURNS TABLE (kind text, id uuid, number text, title text, client_name text, excerpt text)
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
            DECLARE
                q tsquery := portal.search_query(typed);
                visible uuid[] := portal.visible_clients();
                marks constant text := 'StartSel=' || chr(2) || ',StopSel=' || chr(3) || ',MaxWords=26,MinWords=12,MaxFragments=1';
            BEGIN
                RETURN QUERY SELECT * FROM portal.search_but_reports(typed, only_kind, most);
                IF q IS NULL OR portal.actor_id() IS NULL OR only_kind <> 'Report' THEN RETURN; END IF;
                most := least(greatest(most, 1), 50);
                RETURN QUERY
                SELECT 'Report', f.id, f.number, f.title, f.client_name, ts_headline('pg_catalog.russian', f.summary, q, marks)
                FROM (
                    SELECT r.id, r.number::text AS number, r.stage_name || ' · ' || c.title AS title, o.name::text AS client_name, v.content::jsonb ->> 'summary' AS summary
                    FROM (
                        SELECT x.id FROM portal.report x WHERE portal.search_words(x.stage_name) @@ q
                        UNION SELECT x.report_id FROM portal.report_revision x WHERE portal.search_words(x.content::jsonb ->> 'summary') @@ q) hit
                    JOIN portal.report r ON r.id = hit.id
                    JOIN portal.report_revision v ON v.report_id = r.id AND v.number = r.latest_revision
                    JOIN portal.contract c ON c.id = r.contract_id JOIN portal.client o ON o.id = r.client_id
                    WHERE r.client_id = ANY (visible)
                        AND portal.search_words(r.stage_name) || portal.search_words(v.content::jsonb ->> 'summary') @@ q
                    ORDER BY r.revised_at DESC, r.id LIMIT most) f;
            END $$;

        REVOKE ALL ON FUNCTION portal.search(text, text, integer) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION portal.search(text, text, integer) TO portal_app;
        """);
}
