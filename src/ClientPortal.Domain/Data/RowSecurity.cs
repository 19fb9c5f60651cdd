using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace ClientPortal.Domain.Data;

/// <summary>
/// Tells the database on whose behalf a connection works, as soon as it is opened. The pool resets the setting when the
/// connection goes back, so connection strings that forbid the reset are refused.
/// </summary>
internal sealed class RowSecurity : DbConnectionInterceptor
{
    private const string Setting = "SELECT set_config('app.person', $1, false)";

    /// <summary>Refuses a connection string under which a lease would see another person's rows.</summary>
    /// <exception cref="InvalidOperationException">The string says <c>No Reset On Close</c> or <c>Multiplexing</c>.</exception>
    public static string Checked(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        if (parts.NoResetOnClose)
            throw new InvalidOperationException("The connection string says No Reset On Close: one person's rows would be shown to the next. Remove it.");
        if (parts.Multiplexing)
            throw new InvalidOperationException("The connection string says Multiplexing: several people's queries would share one connection. Remove it.");
        return connectionString;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (Command(connection, eventData) is not { } command) return;
        using (command) command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (Command(connection, eventData) is not { } command) return;
        await using (command) await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first of a batch that is sent past EF Core, in one round trip: what follows it sees and writes what the person may.</summary>
    public static NpgsqlBatchCommand ActingFor(PersonId person) => new(Setting) { Parameters = { new() { Value = person.Value.ToString() } } };

    private static DbCommand? Command(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (eventData.Context is not PortalDb { ActingFor: { } person }) return null;
        var command = connection.CreateCommand();
        command.CommandText = Setting;
        command.Parameters.Add(new NpgsqlParameter { Value = person.Value.ToString() });
        return command;
    }
}
