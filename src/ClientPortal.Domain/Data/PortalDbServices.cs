using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClientPortal.Domain.Data;

/// <summary>Puts the database into a service collection.</summary>
public static class PortalDbServices
{
    // A connection keeps the plans of as many statements as it runs again and again, some 20 KiB each in its server process.
    private const int MostPrepared = 100;

    /// <summary>The application's way to the database: <see cref="PortalWork"/>, <see cref="PortalReads"/> and, for sign-in, a scoped context.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="connectionString">Where the database is, as the application's login.</param>
    public static IServiceCollection AddPortalDb(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => NpgsqlDataSource.Create(Prepared(RowSecurity.Checked(connectionString))));
        services.AddDbContextFactory<PortalDb>((provider, options) => options.UsePortal(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<PortalWork>();
        services.AddSingleton<PortalReads>();
        return services;
    }

    // Under row security planning a query costs more than running it. The reset of a connection keeps its plans, and says again who acts.
    private static NpgsqlConnectionStringBuilder Prepared(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        if (parts.MaxAutoPrepare == 0) parts.MaxAutoPrepare = MostPrepared;
        return parts;
    }

    /// <summary>The options of a context that is asked for its model alone.</summary>
    internal static DbContextOptionsBuilder<PortalDb> UsePortalModel(this DbContextOptionsBuilder<PortalDb> options)
    {
        options.UseNpgsql().UseSnakeCaseNamingConvention();
        return options;
    }

    /// <summary>The options every context of the portal has.</summary>
    internal static DbContextOptionsBuilder UsePortal(this DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options.UseNpgsql(source, npgsql => npgsql.MigrationsHistoryTable("migration", PortalDb.Schema).UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery))
            .UseSnakeCaseNamingConvention()
            // What the database refuses is thrown, and answered or logged with its reference by who catches it: a taken name is no error of ours.
            .ConfigureWarnings(events => events.Log(
                (RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug)))
            .AddInterceptors(new RowSecurity(), new LostConnections());
}
