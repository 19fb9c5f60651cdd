using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>What is queued and told belongs to a log the actor may write into; what falls due by itself is recorded and told by the worker.</summary>
internal static class TellingGuards
{
    public static void Apply(MigrationBuilder migration) => migration.Sql(
        $"""
        ALTER POLICY app_insert ON portal.delivery WITH CHECK ({BeginningGuards.Me} IS NOT NULL AND {BeginningGuards.IntoMyLogs});
        ALTER POLICY app_insert ON portal.notice WITH CHECK ({BeginningGuards.Me} IS NOT NULL AND seen_at IS NULL AND {BeginningGuards.IntoMyLogs});

        -- Which entries the worker may write, each area says by their codes.
        GRANT INSERT ON portal.entry TO portal_worker;
        CREATE POLICY worker_tells ON portal.notice FOR INSERT TO portal_worker WITH CHECK (seen_at IS NULL);
        CREATE POLICY worker_tells ON portal.delivery FOR INSERT TO portal_worker WITH CHECK (kind = 'notice' AND entry_id IS NOT NULL AND state = 'Queued');
        GRANT INSERT ON portal.notice, portal.delivery TO portal_worker;
        """);
}
