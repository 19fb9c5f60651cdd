using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Who may read and write notices, what they wake, and what the worker reads to put them into words.</summary>
internal static class NoticeGuards
{
    private const string ToldMe = $"EXISTS (SELECT FROM portal.notice n WHERE n.entry_id = {{0}} AND n.person_id = {BeginningGuards.Me})";

    public static void Apply(MigrationBuilder migration)
    {
        // The record shows who was told and when they opened it, to both sides.
        migration.Guarded("notice",
            read: $"person_id = {BeginningGuards.Me} OR {BeginningGuards.InMyLogs}",
            insert: $"{BeginningGuards.Me} IS NOT NULL AND seen_at IS NULL",
            update: $"person_id = {BeginningGuards.Me}");
        migration.ForWorker("notice", "SELECT");
        migration.Sql(
            """
            REVOKE UPDATE ON portal.notice FROM portal_app;
            GRANT UPDATE (seen_at, seen_through) ON portal.notice TO portal_app;

            CREATE FUNCTION portal.keep_notice() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF OLD.seen_at IS NOT NULL OR NEW.seen_at IS NULL
                    OR (NEW.id, NEW.entry_id, NEW.person_id, NEW.client_id, NEW.code, NEW.at)
                        IS DISTINCT FROM (OLD.id, OLD.entry_id, OLD.person_id, OLD.client_id, OLD.code, OLD.at)
                THEN
                    RAISE EXCEPTION 'a notice keeps what it says, and is seen once' USING ERRCODE = 'insufficient_privilege';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER keep_notice BEFORE UPDATE ON portal.notice FOR EACH ROW EXECUTE FUNCTION portal.keep_notice();
            CREATE TRIGGER refuse_delete BEFORE DELETE ON portal.notice FOR EACH ROW EXECUTE FUNCTION portal.refuse_change();
            CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON portal.notice FOR EACH STATEMENT EXECUTE FUNCTION portal.refuse_change();
            ALTER TABLE portal.notice ENABLE ALWAYS TRIGGER keep_notice;
            ALTER TABLE portal.notice ENABLE ALWAYS TRIGGER refuse_delete;
            ALTER TABLE portal.notice ENABLE ALWAYS TRIGGER refuse_truncate;
            """);

        // Who was told of an entry may read it, also when it ended their access or stands in the installation's log.
        migration.Sql(
            $"""
            ALTER POLICY app_read ON portal.entry USING ({BeginningGuards.InMyLogs} OR {string.Format(null, ToldMe, "entry.id")});
            ALTER POLICY app_read ON portal.entry_personal USING ({BeginningGuards.InMyLogs} OR {string.Format(null, ToldMe, "entry_personal.entry_id")});
            """);

        // Wakes only: the tables are the truth. One message a person and transaction, since equal ones are folded.
        migration.Sql(
            """
            CREATE FUNCTION portal.wake_bell() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_notify('portal_bell', NEW.person_id::text);
                RETURN NULL;
            END $$;
            CREATE TRIGGER wake_bell AFTER INSERT OR UPDATE ON portal.notice FOR EACH ROW EXECUTE FUNCTION portal.wake_bell();

            CREATE FUNCTION portal.wake_dispatcher() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_notify('portal_delivery', '');
                RETURN NULL;
            END $$;
            CREATE TRIGGER wake_on_queue AFTER INSERT ON portal.delivery FOR EACH STATEMENT EXECUTE FUNCTION portal.wake_dispatcher();
            CREATE TRIGGER wake_on_retry AFTER UPDATE OF state ON portal.delivery FOR EACH ROW
                WHEN (OLD.state <> NEW.state AND NEW.state = 'Queued') EXECUTE FUNCTION portal.wake_dispatcher();
            """);

        // A mail says what happened, to what, for whom.
        migration.ForWorker("entry", "SELECT");
        migration.ForWorker("entry_personal", "SELECT");
        migration.ForWorker("client", "SELECT");
    }
}
