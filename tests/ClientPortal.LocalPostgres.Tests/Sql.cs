using System.Globalization;
using Npgsql;

namespace ClientPortal.LocalPostgres.Tests;

/// <summary>One statement over a connection of its own, outside any pool.</summary>
internal static class Sql
{
    public static Task<string> AskAsync(this PrivatePostgres server, string sql) => AskAsync(server.AdminConnectionString(), sql);

    public static async Task<string> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        var answer = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        return Convert.ToString(answer, CultureInfo.InvariantCulture) ?? "";
    }
}
