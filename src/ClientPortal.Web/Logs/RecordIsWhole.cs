using ClientPortal.Domain.Records.Verifying;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ClientPortal.Web.Logs;

/// <summary>Whether the record was verified lately and found whole. A server goes on serving when it was not: it is who watches over it that must know.</summary>
internal sealed class RecordIsWhole(VerificationRuns runs) : IHealthCheck
{
    /// <summary>How long the answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await runs.IsKnownWholeAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded();
        }
        catch (NpgsqlException away)
        {
            return HealthCheckResult.Degraded(exception: away);
        }
    }
}
