using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace ClientPortal.Bench;

/// <summary>
/// The page to beat: Kestrel and Npgsql alone. It reads a session and the rows the contract's page shows in one round trip, prepared,
/// without row security, and answers as many bytes.
/// </summary>
internal static class HandMade
{
    private const string Rows =
        """
        SELECT s.* FROM portal.session s ORDER BY s.id DESC LIMIT 1;
        SELECT k.*, c.name FROM portal.contract k JOIN portal.client c ON c.id = k.client_id WHERE k.id = $1;
        SELECT v.* FROM portal.terms_version v WHERE v.contract_id = $1 ORDER BY v.number;
        SELECT l.* FROM portal.terms_clause l JOIN portal.terms_version v ON v.id = l.version_id WHERE v.contract_id = $1 ORDER BY l.ordinal;
        SELECT g.* FROM portal.terms_stage g JOIN portal.terms_version v ON v.id = g.version_id WHERE v.contract_id = $1 ORDER BY g.ordinal;
        SELECT a.* FROM portal.amendment a WHERE a.contract_id = $1
        """;

    public static async Task ServeAsync(string connection, Guid contract, int bytes)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Max Auto Prepare=20");
        var builder = WebApplication.CreateSlimBuilder();
        var app = builder.Build();
        var filler = new byte[bytes];
        Array.Fill(filler, (byte)'x');
        app.MapGet("/", async context =>
        {
            var values = 0;
            await using (var batch = source.CreateBatch())
            {
                foreach (var query in Rows.Split(';'))
                {
                    var command = new NpgsqlBatchCommand(query);
                    if (query.Contains("$1", StringComparison.Ordinal)) command.Parameters.Add(new NpgsqlParameter { Value = contract });
                    batch.BatchCommands.Add(command);
                }

                await using var reader = await batch.ExecuteReaderAsync(context.RequestAborted);
                do
                {
                    while (await reader.ReadAsync(context.RequestAborted))
                    {
                        for (var column = 0; column < reader.FieldCount; column++) values += reader.IsDBNull(column) ? 0 : reader.GetValue(column).GetHashCode() & 1;
                    }
                }
                while (await reader.NextResultAsync(context.RequestAborted));
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = filler.Length;
            filler[0] = (byte)('0' + (values % 10));
            await context.Response.Body.WriteAsync(filler, context.RequestAborted);
        });
        await app.RunAsync();
    }
}
