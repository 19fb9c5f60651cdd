using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>An acceptance comes with its document from now on. Those of before have none, and stay as they are.</summary>
internal static class QuoteAcceptanceGuards
{
    public static void Apply(MigrationBuilder migration) => migration.Sql(
        """
        ALTER POLICY app_insert ON portal.quote_acceptance WITH CHECK (
            client_id = ANY ((SELECT portal.clients_as('ClientSignatory'))::uuid[]) AND person_id = (SELECT portal.actor_id())
            AND protocol_hash IS NOT NULL AND EXISTS (SELECT FROM portal.file f WHERE f.client_id = quote_acceptance.client_id AND f.hash = protocol_hash));
        """);
}
