using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Glossary;
using ClientPortal.Domain.Home;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Records.Attesting;
using ClientPortal.Domain.Records.Verifying;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Search;
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
        services.AddTransient<PortalFiles>().AddPortalLooks().AddPortalContracts();
        services.AddTransient<NoticeReads>().AddTransient<MarkSeen>().AddTransient<DeliveryReads>().AddTransient<TryDeliveryAgain>();
        services.AddTransient<RecordReads>().AddTransient<ReceiptReads>().AddTransient<LogReads>().AddTransient<KeepingReads>().AddTransient<RotateKeys>();
        services.AddTransient<AskVerification>().AddTransient<VerificationReads>();
        services.AddTransient<SetAuthority>().AddTransient<ChangeWitnesses>().AddSingleton(new OutsideAddress(WitnessMayBeHere: false));
        services.AddPortalPricing();
        services.AddPortalQuotes();
        services.AddPortalReports();
        services.AddTransient<ExplainTerms>().AddTransient<GlossaryReads>();
        services.AddTransient<HomeReads>().AddTransient<ClientWorkReads>().AddTransient<SearchReads>();
        return services.AddPortalAccess();
    }
}
