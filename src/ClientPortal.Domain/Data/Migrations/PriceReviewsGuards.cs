using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Who may remind finance of prices to be looked at again: the worker, once for each version. It sees days and names of lists, and no price.</summary>
internal static class PriceReviewsGuards
{
    public static void Apply(MigrationBuilder migration)
    {
        migration.Guarded("price_review_reminder", read: "(SELECT portal.has_role('Finance'))");
        migration.AppendOnly("price_review_reminder");
        migration.ForWorker("price_review_reminder", "SELECT, INSERT");
        migration.ForWorker("price_list_version", "SELECT");
        migration.ForWorker("price_list_retirement", "SELECT");
        migration.Sql(
            """
            CREATE POLICY worker_tells_finance ON portal.membership FOR SELECT TO portal_worker USING (role = 'Finance');
            CREATE POLICY worker_reminds_of_prices ON portal.entry FOR INSERT TO portal_worker
                WITH CHECK (actor_id IS NULL AND client_id IS NULL AND code = 'price-list.review-due');
            """);
    }
}
