using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>
/// Auditors and administrators ask for a verification and read what it found; the worker runs it. A run keeps who asked for it and when, and how it ended.
/// </summary>
internal static class VerificationGuards
{
    private const string Overseer = "(SELECT portal.has_role('Auditor', 'Administrator'))";

    public static void Apply(MigrationBuilder migration)
    {
        migration.Guarded("verification", read: Overseer, insert: $"{Overseer} AND asked_by = {BeginningGuards.Me} AND state = 'Asked'");
        migration.ForWorker("verification", "SELECT");
        migration.ForWorker("verification", "INSERT", "asked_by IS NULL AND state = 'Asked'");
        migration.Sql(
            """
            CREATE POLICY worker_update ON portal.verification FOR UPDATE TO portal_worker USING (state IN ('Asked', 'Running')) WITH CHECK (state <> 'Asked');
            GRANT UPDATE (state, attempt, begun_at, told_at, ended_at, entries, total, logs, checkpoints, findings, digest) ON portal.verification TO portal_worker;

            CREATE FUNCTION portal.keep_verification() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF OLD.ended_at IS NOT NULL OR (NEW.id, NEW.asked_by, NEW.night, NEW.asked_at) IS DISTINCT FROM (OLD.id, OLD.asked_by, OLD.night, OLD.asked_at) THEN
                    RAISE EXCEPTION 'a verification keeps who asked for it, and how it ended' USING ERRCODE = 'insufficient_privilege';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER keep_verification BEFORE UPDATE ON portal.verification FOR EACH ROW EXECUTE FUNCTION portal.keep_verification();
            CREATE TRIGGER refuse_delete BEFORE DELETE ON portal.verification FOR EACH ROW EXECUTE FUNCTION portal.refuse_change();
            CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON portal.verification FOR EACH STATEMENT EXECUTE FUNCTION portal.refuse_change();
            ALTER TABLE portal.verification ENABLE ALWAYS TRIGGER keep_verification;
            ALTER TABLE portal.verification ENABLE ALWAYS TRIGGER refuse_delete;
            ALTER TABLE portal.verification ENABLE ALWAYS TRIGGER refuse_truncate;

            CREATE FUNCTION portal.wake_verifier() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_notify('portal_verification', '');
                RETURN NULL;
            END $$;
            -- For each row: a night that was asked for already wakes nobody.
            CREATE TRIGGER wake_verifier AFTER INSERT ON portal.verification FOR EACH ROW EXECUTE FUNCTION portal.wake_verifier();
            """);

        migration.Guarded("verification_finding", read: Overseer);
        migration.ForWorker("verification_finding", "SELECT, INSERT");
        migration.AppendOnly("verification_finding");

        migration.ForWorker("entry", "INSERT", "actor_id IS NULL AND client_id IS NULL AND code IN ('record.broken', 'record.whole') AND subject_kind = 'verification'", "worker_raises_alarm");
        migration.ForWorker("membership", "SELECT", "role IN ('Auditor', 'Administrator')", "worker_tells_overseers");

        // When it was and how it ended, for everybody who signs in; not what was found, nor in whose log.
        migration.Sql(
            """
            CREATE FUNCTION portal.last_verification() RETURNS TABLE (ended_at timestamptz, is_whole boolean)
                LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
                AS $$
                    SELECT v.ended_at, v.state = 'Whole' FROM portal.verification v
                    WHERE v.ended_at IS NOT NULL AND EXISTS (SELECT FROM portal.roles_held())
                    ORDER BY v.ended_at DESC, v.id DESC LIMIT 1
                $$;
            REVOKE ALL ON FUNCTION portal.last_verification() FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION portal.last_verification() TO portal_app;
            """);
    }
}
