using ClientPortal.Domain.Pricing.Import;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Pricing;

/// <summary>Puts the use cases and reads of price lists into a service collection.</summary>
public static class PricingServices
{
    /// <summary>The area's use cases and reads.</summary>
    public static IServiceCollection AddPortalPricing(this IServiceCollection services) =>
        services.AddTransient<ChangePriceLists>().AddTransient<ChangePriceItems>().AddTransient<PublishPriceList>().AddTransient<ImportPrices>().AddTransient<KeepPriceFile>()
            .AddTransient<PricingReads>().AddTransient<PriceDraftReads>();
}
