using ClientPortal.Domain;

namespace ClientPortal.Web.Hosting;

internal static class Database
{
    /// <summary>The connection string of the application's login.</summary>
    public const string Connection = "Portal";

    /// <summary>The domain over the database that is configured; answers whether one is.</summary>
    public static bool AddDatabase(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString(Connection) is not { } connection) return false;
        builder.Services.AddPortalDomain(connection);
        return true;
    }
}
