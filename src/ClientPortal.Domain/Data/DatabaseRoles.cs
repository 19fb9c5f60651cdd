using Npgsql;

namespace ClientPortal.Domain.Data;

/// <summary>The three logins of the database: who migrates, who serves, who works in the background.</summary>
public static class DatabaseRoles
{
    /// <summary>Owns schema and tables, migrates, never serves.</summary>
    public const string Owner = "portal_owner";

    /// <summary>Serves people; owns nothing and cannot pass row security.</summary>
    public const string Application = "portal_app";

    /// <summary>Sends mail and does what is due; sees what its narrow policies show.</summary>
    public const string Worker = "portal_worker";

    /// <summary>
    /// Makes the three logins, as a superuser does once for a server. Running it again sets the passwords and the
    /// attributes anew.
    /// </summary>
    /// <param name="administrator">A connection as superuser.</param>
    /// <param name="passwordOf">The password for each login.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task EnsureAsync(NpgsqlConnection administrator, Func<string, string> passwordOf, CancellationToken cancellation)
    {
        foreach (var role in new[] { Owner, Application, Worker })
        {
            // Roles belong to the whole server: two databases made at once meet here.
            await using var command = new NpgsqlCommand(
                $"""
                DO $$ BEGIN
                    PERFORM pg_advisory_xact_lock(7163801);
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role}; END IF;
                    EXECUTE format('ALTER ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD %L', current_setting('portal.password'));
                END $$
                """,
                administrator);
            await using var setting = new NpgsqlCommand("SELECT set_config('portal.password', $1, false)", administrator);
            setting.Parameters.Add(new NpgsqlParameter { Value = passwordOf(role) });
            await setting.ExecuteNonQueryAsync(cancellation);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Makes a database owned by the owner's login, to which nobody else may connect but the other two.</summary>
    /// <param name="administrator">A connection as superuser.</param>
    /// <param name="database">A plain name: lower-case letters, digits and underscores.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it was not there before.</returns>
    public static async Task<bool> EnsureDatabaseAsync(NpgsqlConnection administrator, string database, CancellationToken cancellation)
    {
        await using var find = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", administrator);
        find.Parameters.Add(new NpgsqlParameter { Value = database });
        if (await find.ExecuteScalarAsync(cancellation) is not null) return false;
        var name = new NpgsqlCommandBuilder().QuoteIdentifier(database);
        foreach (var statement in new[]
        {
            $"CREATE DATABASE {name} OWNER {Owner} ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'und' TEMPLATE template0",
            $"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
            $"GRANT CONNECT ON DATABASE {name} TO {Application}, {Worker}",
        })
        {
            await using var command = new NpgsqlCommand(statement, administrator);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        return true;
    }
}
