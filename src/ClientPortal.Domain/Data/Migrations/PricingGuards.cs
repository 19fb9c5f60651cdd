using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Who may read and write price lists: drafts are finance's alone, what is published is open to everybody signed in.</summary>
internal static class PricingGuards
{
    private const string Me = "(SELECT portal.actor_id())";
    private const string Finance = "(SELECT portal.has_role('Finance'))";
    private const string SignedIn = "(SELECT EXISTS (SELECT FROM portal.roles_held()))";

    public static void Apply(MigrationBuilder migration)
    {
        migration.Guarded("price_list",
            read: $"{Finance} OR (latest_number > 0 AND {SignedIn})",
            insert: $"{Finance} AND opened_by = {Me}",
            update: Finance);
        migration.Guarded("price_item", read: Finance, insert: Finance, update: Finance, delete: Finance);

        // The model cannot say an index on an expression.
        migration.Sql("CREATE UNIQUE INDEX ux_published_price_item_code ON portal.published_price_item (version_id, upper(code));");

        migration.Guarded("price_list_version", read: SignedIn, insert: $"{Finance} AND published_by = {Me}");
        migration.AppendOnly("price_list_version");
        // With the unique position this closes a version to further rows once it is complete.
        migration.Guarded("published_price_item", read: SignedIn,
            insert: $"{Finance} AND position BETWEEN 1 AND (SELECT v.item_count FROM portal.price_list_version v WHERE v.id = version_id)");
        migration.AppendOnly("published_price_item");
        migration.Guarded("price_list_retirement", read: SignedIn, insert: $"{Finance} AND retired_by = {Me}");
        migration.AppendOnly("price_list_retirement");
        migration.Guarded("price_mapping", read: Finance, insert: Finance, update: Finance);
    }
}
