namespace ClientPortal.Web.Due;

internal static class DueSetup
{
    public static void AddDue(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<DueWork>().AddHostedService<DueService>();
}
