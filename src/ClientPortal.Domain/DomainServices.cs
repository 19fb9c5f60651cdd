using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Notices;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain;

/// <summary>Puts the whole domain into a service collection.</summary>
public static class DomainServices
{
    /// <summary>Database, sign-in and every area's use cases and reads.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="connectionString">Where the database is, as the application's login.</param>
    /// <returns>Identity's builder, to which a web host adds its sign-in manager.</returns>
    public static IdentityBuilder AddPortalDomain(this IServiceCollection services, string connectionString)
    {
        services.AddPortalDb(connectionString);
        services.AddTransient<ChangeClients>().AddTransient<ClientReads>();
        services.AddTransient<NoticeReads>().AddTransient<MarkSeen>().AddTransient<DeliveryReads>().AddTransient<TryDeliveryAgain>();
        return services.AddPortalAccess();
    }
}
