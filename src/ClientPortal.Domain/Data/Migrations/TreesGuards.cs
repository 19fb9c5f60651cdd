using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>
/// The trees over the entries. The worker alone adds to them; who may see a client may see that client's log, and the installation's log is everybody's.
/// </summary>
internal static class TreesGuards
{
    private const string Installation = "'00000000-0000-7000-8000-000000000000'";
    private const string Mine = $"{{0}} = {Installation} OR {{0}} = ANY ((SELECT portal.visible_clients())::uuid[])";

    public static void Apply(MigrationBuilder migration)
    {
        migration.Sql(
            """
            ALTER TABLE portal.log ADD CONSTRAINT fk_log_client FOREIGN KEY (client_id) REFERENCES portal.client (id) ON DELETE RESTRICT;
            ALTER TABLE portal.log_rotation ADD CONSTRAINT fk_log_rotation_person FOREIGN KEY (asked_by) REFERENCES portal.person (id) ON DELETE RESTRICT;
            """);
        Log(migration, "log", "id");
        foreach (var table in new[] { "log_key", "log_leaf", "log_node", "log_checkpoint" }) Log(migration, table, "log_id");
        // The private halves, sealed as they are, are for who signs.
        migration.Sql("REVOKE SELECT ON portal.log_key FROM portal_app; GRANT SELECT (log_id, number, verifier_key, made_at) ON portal.log_key TO portal_app;");

        const string asAdministrator = "(SELECT portal.has_role('Administrator'))";
        migration.Guarded("log_rotation", read: asAdministrator, insert: $"{asAdministrator} AND asked_by = (SELECT portal.actor_id())");
        migration.ForWorker("log_rotation", "SELECT");
        migration.AppendOnly("log_rotation");

        migration.Guarded("log_waiting", read: "(SELECT portal.has_role('Administrator', 'Auditor'))");
        migration.ForWorker("log_waiting", "SELECT, DELETE");
        migration.ForWorker("entry", "INSERT", "actor_id IS NULL AND code IN ('log.opened', 'log.key-replaced', 'log.anchored') AND subject_kind = 'log'", "worker_speaks_of_logs");
        migration.Sql(
            """
            -- Seen by nobody before the entry is, since both are of one transaction: what is committed late is not passed over.
            CREATE FUNCTION portal.wait_for_place() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            BEGIN
                INSERT INTO portal.log_waiting (entry_id) SELECT id FROM fresh;
                PERFORM pg_notify('portal_record', '');
                RETURN NULL;
            END $$;
            REVOKE ALL ON FUNCTION portal.wait_for_place() FROM PUBLIC;
            CREATE TRIGGER wait_for_place AFTER INSERT ON portal.entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION portal.wait_for_place();
            ALTER TABLE portal.entry ENABLE ALWAYS TRIGGER wait_for_place;

            -- What was written before there were trees.
            INSERT INTO portal.log_waiting (entry_id) SELECT id FROM portal.entry;
            """);
    }

    private static void Log(MigrationBuilder migration, string table, string log)
    {
        migration.Guarded(table, read: string.Format(null, Mine, log));
        migration.ForWorker(table, "SELECT, INSERT");
        migration.AppendOnly(table);
    }
}
