using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>The glossary is open to everybody who has a role; managers write it.</summary>
internal static class GlossaryGuards
{
    private const string Manager = "(SELECT portal.has_role('Manager'))";

    public static void Apply(MigrationBuilder migration) => migration.Guarded(
        "glossary_term", read: "(SELECT EXISTS (SELECT FROM portal.roles_held()))", insert: $"{Manager} AND explained_by = (SELECT portal.actor_id())", update: Manager, delete: Manager);
}
