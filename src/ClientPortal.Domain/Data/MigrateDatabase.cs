using ClientPortal.Audit.Rows;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClientPortal.Domain.Data;

/// <summary>Brings a database to the form this version needs, as the owner's login.</summary>
public static class MigrateDatabase
{
    /// <summary>Applies the migrations that are pending, forward only, and takes up into the record what was there before it told of rows.</summary>
    public static async Task RunAsync(string ownerConnectionString, TimeProvider clock, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnectionString);
        await using var db = Open(source);
        await db.Database.MigrateAsync(cancellation);
        await TakeUpRows.RunAsync(source, BoundRows.Tables, clock.GetUtcNow(), cancellation);
    }

    /// <summary>The names of migrations the database does not have yet; it is read with any of the logins.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var db = Open(source);
        return [.. await db.Database.GetPendingMigrationsAsync(cancellation)];
    }

    private static PortalDb Open(NpgsqlDataSource source)
    {
        var options = new DbContextOptionsBuilder<PortalDb>();
        options.UsePortal(source);
        return new PortalDb(options.Options);
    }
}
