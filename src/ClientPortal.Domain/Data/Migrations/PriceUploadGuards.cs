using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Who may read and write files of prices on their way into a draft: each of finance their own.</summary>
internal static class PriceUploadGuards
{
    private const string MineAsFinance = "person_id = (SELECT portal.actor_id()) AND (SELECT portal.has_role('Finance'))";

    public static void Apply(MigrationBuilder migration) =>
        migration.Guarded("price_upload", read: MineAsFinance, insert: MineAsFinance, update: MineAsFinance, delete: MineAsFinance);
}
