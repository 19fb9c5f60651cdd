using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientPortal.Domain.Data;

/// <summary>Puts the database into a service collection.</summary>
public static class PortalDbServices
{
    /// <summary>The application's way to the database: <see cref="PortalWork"/>, <see cref="PortalReads"/> and, for sign-in, a scoped context.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="connectionString">Where the database is, as the application's login.</param>
    public static IServiceCollection AddPortalDb(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => NpgsqlDataSource.Create(RowSecurity.Checked(connectionString)));
        services.AddDbContextFactory<PortalDb>((provider, options) => options.UsePortal(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<PortalWork>();
        services.AddSingleton<PortalReads>();
        return services;
    }

    /// <summary>The options every context of the portal has.</summary>
    internal static DbContextOptionsBuilder UsePortal(this DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options.UseNpgsql(source, npgsql => npgsql.MigrationsHistoryTable("migration", PortalDb.Schema))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new RowSecurity());
}
