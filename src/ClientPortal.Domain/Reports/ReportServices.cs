using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Reports;

/// <summary>Puts status reports into a service collection.</summary>
public static class ReportServices
{
    /// <summary>The area's use cases and reads. <see cref="ReportsDue"/> comes with the worker's login.</summary>
    public static IServiceCollection AddPortalReports(this IServiceCollection services) => services
        .AddTransient<DraftReport>().AddTransient<PublishReport>().AddTransient<AnswerReport>().AddTransient<ReportReads>().AddTransient<StageReads>();
}
