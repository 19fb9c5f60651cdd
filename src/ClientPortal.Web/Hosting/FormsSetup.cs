using ClientPortal.Web.Access;
using ClientPortal.Web.Demonstration;
using ClientPortal.Web.Forms;
using Microsoft.AspNetCore.Http.Features;

namespace ClientPortal.Web.Hosting;

/// <summary>What posted forms need.</summary>
internal static class FormsSetup
{
    // The editor of a quote posts all of it at once: 500 lines with their prices.
    private const int MostFields = 10_000;

    public static void AddForms(this WebApplicationBuilder builder) =>
        builder.Services.Configure<FormOptions>(options => options.ValueCountLimit = MostFields).AddScoped<FormReply>().AddScoped<PostedForms>().AddScoped<SecondFactorDesk>();

    public static void AddDemonstration(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment()) builder.Services.AddScoped<DemonstrationSignIns>().AddSingleton(services => new DemonstrationCompany(builder.Services, services.GetRequiredService<ILogger<DemonstrationCompany>>()));
    }
}
