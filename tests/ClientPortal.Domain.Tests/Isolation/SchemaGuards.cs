using ClientPortal.Domain.Data;
using Npgsql;

namespace ClientPortal.Domain.Tests.Isolation;

/// <summary>What is unguarded in a database, as sentences. Each look reads the catalogue and nothing of ours.</summary>
internal static class SchemaGuards
{
    private const string SignIn = "sign-in: no row security";

    private const string Applications = $"'{DatabaseRoles.Application}', '{DatabaseRoles.Worker}'";

    /// <summary>Tables that are neither under forced row security, which the owner passes, nor said to be of sign-in, nor the list of migrations.</summary>
    public static Task<List<string>> UnguardedTablesAsync(NpgsqlConnection connection) => connection.ListAsync<string>(
        $"""
        SELECT format('%s is not guarded', c.relname) FROM pg_class c
        WHERE c.relnamespace = 'portal'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'migration'
            AND obj_description(c.oid, 'pg_class') IS DISTINCT FROM '{SignIn}'
            AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
                SELECT FROM pg_policies p WHERE p.schemaname = 'portal' AND p.tablename = c.relname AND p.policyname = 'owner_all'
                    AND p.roles = ARRAY['{DatabaseRoles.Owner}']::name[] AND p.cmd = 'ALL' AND p.qual = 'true' AND p.with_check = 'true'))
        UNION ALL
        SELECT format('%s is of sign-in and knows clients', c.relname) FROM pg_class c
        WHERE c.relnamespace = 'portal'::regnamespace AND obj_description(c.oid, 'pg_class') = '{SignIn}'
            AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'client_id' AND NOT a.attisdropped)
        UNION ALL
        SELECT format('%s is seen past row security', c.relname) FROM pg_class c
        WHERE c.relnamespace = 'portal'::regnamespace
            AND (c.relkind IN ('m', 'f') OR (c.relkind = 'v' AND NOT COALESCE('security_invoker=true' = ANY (c.reloptions), false)))
        UNION ALL
        -- A policy for everybody, or one without a condition, is no guard; the worker's are its own affair.
        SELECT format('%s lets everybody pass by %s', p.tablename, p.policyname) FROM pg_policies p
        WHERE p.schemaname = 'portal' AND (p.roles @> ARRAY['public']::name[]
            OR (p.roles @> ARRAY['{DatabaseRoles.Application}']::name[] AND COALESCE(p.qual, p.with_check) = 'true'))
        """);

    /// <summary>Append-only tables that can be changed after all.</summary>
    public static Task<List<string>> ChangeableRecordsAsync(NpgsqlConnection connection) => connection.ListAsync<string>(
        $"""
        WITH kept AS (
            SELECT c.oid, c.relname, bool_or(t.tgtype & 16 = 16) AS is_fixed FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid
            WHERE c.relnamespace = 'portal'::regnamespace AND t.tgfoid = 'portal.refuse_change'::regproc GROUP BY c.oid, c.relname)
        SELECT format('%s can be %s', kept.relname, way.name)
        -- pg_trigger.tgtype: 1 for each row, 2 before, 8 delete, 16 update, 32 truncate.
        FROM kept CROSS JOIN (VALUES ('updated', 1 | 2 | 16), ('deleted from', 1 | 2 | 8), ('truncated', 2 | 32)) way (name, bits)
        -- Where rows move a little, a trigger of their own looks at each change.
        WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = kept.oid AND (t.tgfoid = 'portal.refuse_change'::regproc OR (NOT kept.is_fixed AND way.name = 'updated'))
            AND t.tgenabled = 'A' AND t.tgtype & way.bits = way.bits AND t.tgqual IS NULL)
        UNION ALL
        SELECT format('%s may be changed by %s', kept.relname, login) FROM kept CROSS JOIN unnest(ARRAY[{Applications}]) login
        WHERE has_table_privilege(login, kept.oid, 'UPDATE, DELETE, TRUNCATE') OR (kept.is_fixed AND has_any_column_privilege(login, kept.oid, 'UPDATE'))
        """);

    /// <summary>Powers of the application's logins beyond what they were given row by row.</summary>
    public static Task<List<string>> PowersAsync(NpgsqlConnection connection) => connection.ListAsync<string>(
        $"""
        SELECT format('%s passes row security or the server', rolname) FROM pg_roles
        WHERE rolname IN ({Applications}) AND (rolbypassrls OR rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication)
        UNION ALL
        SELECT format('%s can become %s', m.rolname, g.rolname) FROM pg_roles m CROSS JOIN pg_roles g
        WHERE m.rolname IN ({Applications}) AND g.rolname <> m.rolname AND pg_has_role(m.oid, g.oid, 'MEMBER')
        UNION ALL
        SELECT format('%s owns %s', r.rolname, c.relname) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname IN ({Applications})
        UNION ALL
        SELECT format('%s owns %s', r.rolname, p.proname) FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner WHERE r.rolname IN ({Applications})
        UNION ALL
        SELECT format('%s owns %s', r.rolname, n.nspname) FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner WHERE r.rolname IN ({Applications})
        UNION ALL
        SELECT format('%s creates in %s', login, n.nspname) FROM pg_namespace n CROSS JOIN unnest(ARRAY[{Applications}]) login
        WHERE n.nspname NOT LIKE 'pg\_temp%' AND n.nspname NOT LIKE 'pg\_toast%' AND has_schema_privilege(login, n.oid, 'CREATE')
        UNION ALL
        SELECT format('%s creates in the database', login) FROM unnest(ARRAY[{Applications}]) login
        WHERE has_database_privilege(login, current_database(), 'CREATE') OR has_database_privilege(login, current_database(), 'TEMP')
        """);

    /// <summary>Functions that everybody may call, or that run as their owner over whatever the caller put in their path.</summary>
    public static Task<List<string>> OpenFunctionsAsync(NpgsqlConnection connection) => connection.ListAsync<string>(
        """
        SELECT format('%s is called by everybody', p.proname) FROM pg_proc p
        WHERE p.pronamespace = 'portal'::regnamespace
            AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE'))
        UNION ALL
        SELECT format('%s runs as its owner over a foreign path', p.proname) FROM pg_proc p
        WHERE p.pronamespace = 'portal'::regnamespace AND p.prosecdef
            AND NOT COALESCE('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false)
        """);
}
