using ClientPortal.Web.Access;
using ClientPortal.Web.Demonstration;
using ClientPortal.Web.Forms;

namespace ClientPortal.Web.Hosting;

/// <summary>What posted forms need.</summary>
internal static class FormsSetup
{
    public static void AddForms(this WebApplicationBuilder builder) =>
        builder.Services.AddScoped<FormReply>().AddScoped<PostedForms>().AddScoped<SecondFactorDesk>();

    public static void AddDemonstration(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment()) builder.Services.AddScoped<DemonstrationSignIns>().AddSingleton(new DemonstrationCompany(builder.Services));
    }
}
