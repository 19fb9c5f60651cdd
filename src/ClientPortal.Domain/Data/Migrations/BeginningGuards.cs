using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Who may read and write the first tables.</summary>
internal static class BeginningGuards
{
    internal const string Me = "(SELECT portal.actor_id())";
    private const string Administrator = "(SELECT portal.has_role('Administrator'))";
    private const string Overseer = "(SELECT portal.has_role('Administrator', 'Auditor'))";
    private const string ManagerOfAll = "(SELECT EXISTS (SELECT FROM portal.roles_held() held WHERE held.role = 'Manager' AND held.client_id IS NULL))";
    internal const string InMyLogs = $"(CASE WHEN client_id IS NULL THEN {Overseer} ELSE {Guard.VisibleClient} END)";
    internal const string IntoMyLogs = $"(client_id IS NULL OR {Guard.VisibleClient} OR {Administrator})";

    public static void Apply(MigrationBuilder migration)
    {
        migration.Foundations();

        migration.SignInTable("person", "SELECT, INSERT, UPDATE");
        migration.SignInTable("person_claim", "SELECT");
        migration.SignInTable("person_login", "SELECT");
        migration.SignInTable("person_token", "SELECT, INSERT, UPDATE, DELETE");
        migration.SignInTable("person_passkey", "SELECT, INSERT, UPDATE, DELETE");
        migration.SignInTable("session", "SELECT, INSERT, UPDATE");
        migration.SignInTable("sign_in_event", "SELECT, INSERT");
        migration.AppendOnly("sign_in_event");
        migration.SignInTable("key_ring", "SELECT, INSERT");

        migration.Guarded("command", read: $"person_id = {Me}", insert: $"person_id = {Me}", update: $"person_id = {Me}");
        migration.Guarded("client",
            read: $"id = ANY ((SELECT portal.visible_clients())::uuid[]) OR {Administrator}",
            insert: $"opened_by = {Me} AND {ManagerOfAll}",
            update: "id = ANY ((SELECT portal.clients_as('Manager'))::uuid[])");
        migration.Guarded("membership",
            read: $"person_id = {Me} OR {Overseer} OR {Guard.VisibleClient}",
            insert: $"{Administrator} AND granted_by = {Me}",
            update: Administrator);
        migration.Guarded("right_grant",
            read: $"person_id = {Me} OR {Overseer}",
            insert: $"{Administrator} AND granted_by = {Me}",
            update: Administrator);

        migration.Guarded("entry", read: InMyLogs, insert: $"actor_id = {Me} AND {IntoMyLogs}");
        migration.AppendOnly("entry");
        migration.Guarded("entry_personal", read: InMyLogs, insert: $"{Me} IS NOT NULL AND {IntoMyLogs}");

        migration.Guarded("delivery",
            read: $"person_id = {Me} OR {Overseer} OR {Guard.VisibleClient}",
            insert: $"{Me} IS NOT NULL",
            update: Administrator);
        migration.ForWorker("delivery", "SELECT, UPDATE");
        migration.Guarded("delivery_attempt", read: "EXISTS (SELECT FROM portal.delivery d WHERE d.id = delivery_id)");
        migration.ForWorker("delivery_attempt", "SELECT, INSERT");
        migration.AppendOnly("delivery_attempt");
        // Mail is addressed when it is sent; links in it are made from the person's security stamp.
        migration.Sql("GRANT SELECT ON portal.person TO portal_worker;");
    }
}
