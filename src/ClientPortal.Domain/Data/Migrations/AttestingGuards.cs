using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>
/// Administrators say who vouches for the logs and see how it goes; the worker asks and keeps what it got. Who may see a log may see who vouched for it.
/// </summary>
internal static class AttestingGuards
{
    private const string Administrator = "(SELECT portal.has_role('Administrator'))";

    // As with the checkpoints: the installation's are everybody's, and of clients' an administrator sees that there are some.
    private const string OfLog =
        $"log_id = '00000000-0000-7000-8000-000000000000' OR log_id = ANY ((SELECT portal.visible_clients())::uuid[]) OR {Administrator}";

    public static void Apply(MigrationBuilder migration)
    {
        migration.Guarded("timestamp_authority", read: Administrator, insert: $"{Administrator} AND set_by = {BeginningGuards.Me}");
        migration.AppendOnly("timestamp_authority");
        migration.Guarded("witness", read: Administrator, insert: $"{Administrator} AND added_by = {BeginningGuards.Me} AND removed_at IS NULL");
        migration.Sql(
            $"""
            CREATE POLICY app_update ON portal.witness FOR UPDATE TO portal_app USING ({Administrator} AND removed_at IS NULL) WITH CHECK ({Administrator} AND removed_by = {BeginningGuards.Me});
            GRANT UPDATE (removed_by, removed_at, revision) ON portal.witness TO portal_app;
            """);
        foreach (var table in new[] { "timestamp_authority", "witness" }) migration.ForWorker(table, "SELECT", policy: "worker_verifies");

        foreach (var table in new[] { "checkpoint_timestamp", "checkpoint_cosignature" })
        {
            migration.Guarded(table, read: OfLog);
            migration.ForWorker(table, "SELECT, INSERT");
            migration.AppendOnly(table);
        }

        migration.Guarded("attestation_trouble", read: Administrator);
        migration.ForWorker("attestation_trouble", "SELECT, INSERT, UPDATE, DELETE");
    }
}
