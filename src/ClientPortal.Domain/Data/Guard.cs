using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data;

/// <summary>
/// What a migration says about a new table besides its columns: who may read and write which rows. A test checks that
/// every table of the schema was given to one of these.
/// </summary>
internal static class Guard
{
    /// <summary>Rows of clients the actor may see.</summary>
    public const string VisibleClient = "client_id = ANY ((SELECT portal.visible_clients())::uuid[])";

    /// <summary>Functions that say who acts and what they may see. They belong to the owner and look at memberships only.</summary>
    public static void Foundations(this MigrationBuilder migration) => migration.Sql(
        """
        GRANT USAGE ON SCHEMA portal TO portal_app, portal_worker;
        -- Otherwise every function made later could be called by everybody.
        ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

        -- The application tells who acts when it opens a connection. An unset setting reads as NULL at first and as '' after a reset.
        CREATE FUNCTION portal.actor_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
            RETURN NULLIF(current_setting('app.person', true), '')::uuid;

        CREATE FUNCTION portal.roles_held() RETURNS TABLE (role text, client_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT m.role::text, m.client_id FROM portal.membership m JOIN portal.person p ON p.id = m.person_id
                WHERE m.person_id = portal.actor_id() AND m.ended_at IS NULL AND p.disabled_at IS NULL AND p.joined_at IS NOT NULL
            $$;

        CREATE FUNCTION portal.has_role(VARIADIC roles text[]) RETURNS boolean
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT EXISTS (SELECT FROM portal.roles_held() held WHERE held.role = ANY (roles))
            $$;

        CREATE FUNCTION portal.clients_as(VARIADIC roles text[]) RETURNS uuid[]
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT COALESCE(CASE
                    WHEN EXISTS (SELECT FROM portal.roles_held() held WHERE held.role = ANY (roles) AND held.client_id IS NULL)
                    THEN (SELECT array_agg(c.id) FROM portal.client c)
                    ELSE (SELECT array_agg(held.client_id) FROM portal.roles_held() held WHERE held.role = ANY (roles))
                END, '{}')
            $$;

        -- An administrator, as such, sees no client's content.
        CREATE FUNCTION portal.visible_clients() RETURNS uuid[]
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT portal.clients_as('ClientViewer', 'ClientSignatory', 'Manager', 'Finance', 'Auditor')
            $$;

        CREATE FUNCTION portal.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% on %.% is refused: its rows are kept as they were written', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
                USING ERRCODE = 'insufficient_privilege';
        END $$;

        REVOKE ALL ON ALL FUNCTIONS IN SCHEMA portal FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION portal.actor_id(), portal.roles_held(), portal.has_role(text[]), portal.clients_as(text[]), portal.visible_clients() TO portal_app;
        GRANT SELECT ON portal.migration TO portal_app, portal_worker;
        """);

    /// <summary>A table of sign-in, which knows no client: the application reads and writes it by column grants and has no row security to pass.</summary>
    public static void SignInTable(this MigrationBuilder migration, string table, string rights) => migration.Sql(
        $"""
        GRANT {rights} ON portal.{table} TO portal_app;
        COMMENT ON TABLE portal.{table} IS 'sign-in: no row security';
        """);

    /// <summary>Row security with these predicates; null gives the application no such right.</summary>
    public static void Guarded(this MigrationBuilder migration, string table, string read, string? insert = null, string? update = null, string? delete = null)
    {
        migration.Sql(
            $"""
            ALTER TABLE portal.{table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE portal.{table} FORCE ROW LEVEL SECURITY;
            -- Forced row security would hide every row from the owner, silently.
            CREATE POLICY owner_all ON portal.{table} TO portal_owner USING (true) WITH CHECK (true);
            CREATE POLICY app_read ON portal.{table} FOR SELECT TO portal_app USING ({read});
            GRANT SELECT ON portal.{table} TO portal_app;
            """);
        if (insert is not null)
            migration.Sql($"CREATE POLICY app_insert ON portal.{table} FOR INSERT TO portal_app WITH CHECK ({insert}); GRANT INSERT ON portal.{table} TO portal_app;");
        if (update is not null)
            migration.Sql($"CREATE POLICY app_update ON portal.{table} FOR UPDATE TO portal_app USING ({update}) WITH CHECK ({update}); GRANT UPDATE ON portal.{table} TO portal_app;");
        if (delete is not null)
            migration.Sql($"CREATE POLICY app_delete ON portal.{table} FOR DELETE TO portal_app USING ({delete}); GRANT DELETE ON portal.{table} TO portal_app;");
    }

    /// <summary>A table whose rows belong to a client: read by whom the client is visible to, written as the given roles for that client.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="table">The table; it has a column <c>client_id</c>.</param>
    /// <param name="writers">Roles whose holders may insert, and update where <paramref name="moves"/> says so.</param>
    /// <param name="moves">Whether rows may be updated.</param>
    public static void ClientOwned(this MigrationBuilder migration, string table, IEnumerable<string> writers, bool moves)
    {
        var writable = $"client_id = ANY ((SELECT portal.clients_as({string.Join(", ", writers.Select(role => $"'{role}'"))}))::uuid[])";
        migration.Guarded(table, VisibleClient, writable, moves ? writable : null);
    }

    /// <summary>Rows stay as they were written, whoever asks, the owner and a replication session included.</summary>
    public static void AppendOnly(this MigrationBuilder migration, string table) => migration.Sql(
        $"""
        REVOKE UPDATE, DELETE, TRUNCATE ON portal.{table} FROM portal_app, portal_worker;
        CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON portal.{table} FOR EACH ROW EXECUTE FUNCTION portal.refuse_change();
        CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON portal.{table} FOR EACH STATEMENT EXECUTE FUNCTION portal.refuse_change();
        ALTER TABLE portal.{table} ENABLE ALWAYS TRIGGER refuse_change;
        ALTER TABLE portal.{table} ENABLE ALWAYS TRIGGER refuse_truncate;
        """);

    /// <summary>What the worker may do with the table's rows, each right with its own predicate.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="table">The table.</param>
    /// <param name="rights">The rights, with commas between them.</param>
    /// <param name="predicate">Which rows.</param>
    /// <param name="policy">The policy's name, where the worker has such a right for other rows already.</param>
    public static void ForWorker(this MigrationBuilder migration, string table, string rights, string predicate = "true", string? policy = null)
    {
        foreach (var right in rights.Split(", "))
        {
            var clause = right == "INSERT" ? $"WITH CHECK ({predicate})" : $"USING ({predicate})";
            migration.Sql($"CREATE POLICY {policy ?? $"worker_{right.ToLowerInvariant()}"} ON portal.{table} FOR {right} TO portal_worker {clause}; GRANT {right} ON portal.{table} TO portal_worker;");
        }
    }
}
