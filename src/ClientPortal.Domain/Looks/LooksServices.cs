using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Looks;

/// <summary>Puts looks into a service collection.</summary>
public static class LooksServices
{
    /// <summary>The note-taker, which is also the hosted service that writes, and the reads.</summary>
    public static IServiceCollection AddPortalLooks(this IServiceCollection services) =>
        services.AddSingleton<RecordLook>().AddHostedService(provider => provider.GetRequiredService<RecordLook>()).AddTransient<LooksReads>();
}
