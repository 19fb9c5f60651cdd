-- Tells the portal of every change to the structure of its tables: who disables a trigger, drops a policy or swaps a table, by whatever login, is named to
-- auditors and administrators within a minute. Run once by a superuser, in the portal's database, after the first "migrate"; running it again does no harm:
--   psql -d portal -f watch-structure.sql
-- What it makes belongs to that superuser: the portal's own logins can neither change nor empty it. Upgrades are told of as well.
BEGIN;

CREATE SCHEMA IF NOT EXISTS portal_watch;
REVOKE ALL ON SCHEMA portal_watch FROM PUBLIC;
GRANT USAGE ON SCHEMA portal_watch TO portal_worker;

CREATE TABLE IF NOT EXISTS portal_watch.change (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Commands of one transaction are told together.
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    login text NOT NULL DEFAULT session_user,
    program text NOT NULL DEFAULT current_setting('application_name'),
    command text NOT NULL,
    object text NOT NULL
);
GRANT SELECT ON portal_watch.change TO portal_worker;

-- As the superuser, whoever's command it is: nobody else may write here. The session's user stays the one who signed in.
CREATE OR REPLACE FUNCTION portal_watch.note_command() RETURNS event_trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    BEGIN
        INSERT INTO portal_watch.change (command, object)
        SELECT c.command_tag, coalesce(c.object_identity, c.object_type, '')
        FROM pg_event_trigger_ddl_commands() c
        -- In whatever schema: a table that was moved is named where it is now, and rights and schemas are named without one. What is temporary is nobody's business.
        WHERE c.schema_name IS DISTINCT FROM 'pg_temp';
        NOTIFY portal_structure;
    END $$;

CREATE OR REPLACE FUNCTION portal_watch.note_drop() RETURNS event_trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    BEGIN
        INSERT INTO portal_watch.change (command, object)
        SELECT TG_TAG, d.object_type || ' ' || d.object_identity
        FROM pg_event_trigger_dropped_objects() d
        WHERE d.original AND NOT d.is_temporary;
        NOTIFY portal_structure;
    END $$;

-- Also where a session plays the part of a replica, in which ordinary triggers rest.
DROP EVENT TRIGGER IF EXISTS portal_watch_command;
DROP EVENT TRIGGER IF EXISTS portal_watch_drop;
CREATE EVENT TRIGGER portal_watch_command ON ddl_command_end EXECUTE FUNCTION portal_watch.note_command();
CREATE EVENT TRIGGER portal_watch_drop ON sql_drop EXECUTE FUNCTION portal_watch.note_drop();
ALTER EVENT TRIGGER portal_watch_command ENABLE ALWAYS;
ALTER EVENT TRIGGER portal_watch_drop ENABLE ALWAYS;

INSERT INTO portal_watch.change (command, object) VALUES ('WATCH', 'portal');
NOTIFY portal_structure;

COMMIT;
