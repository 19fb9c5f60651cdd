using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ClientPortal.Web.Hosting;

/// <summary>
/// <c>/health/live</c> says that the process answers; <c>/health/ready</c> that it reaches the database, too, and "Degraded" while the record is not known to be whole.
/// Both say one word and no details, and need no sign-in.
/// </summary>
internal static class Health
{
    private const string ReadyAddress = "/health/ready";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks().AddCheck<DatabaseAnswers>("database", timeout: Patience);

    /// <summary>Asks the server on this machine whether it is ready, for container engines whose image has no other program to ask with.</summary>
    /// <returns>The exit code: 0 when it is.</returns>
    public static async Task<int> AskAsync(IConfiguration configuration)
    {
        using var browser = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await browser.GetAsync(new Uri($"http://localhost:{configuration["HTTP_PORTS"] ?? "8080"}{ReadyAddress}"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            return 1;
        }
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(ReadyAddress, new HealthCheckOptions()).AllowAnonymous();
    }

    private sealed class DatabaseAnswers(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var ask = source.CreateCommand("SELECT 1");
                await ask.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException away)
            {
                return HealthCheckResult.Unhealthy(exception: away);
            }
        }
    }
}
