using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace ClientPortal.Web.Hosting;

/// <summary>
/// <c>/health/live</c> says that the process answers; <c>/health/ready</c> runs the checks tagged <see cref="Ready"/> (a database adds its own).
/// Both say one word and no details, and need no sign-in.
/// </summary>
internal static class Health
{
    /// <summary>The tag of a check that must pass before the server may get requests.</summary>
    public const string Ready = "ready";

    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks();

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }
}
