using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>What is said about an offer is written by readers of the client and by managers, in their own names, about the offer that stands, and stays.</summary>
internal static class ContractCommentsGuards
{
    public static void Apply(MigrationBuilder migration)
    {
        migration.Guarded("contract_comment", Guard.VisibleClient,
            """
            person_id = (SELECT portal.actor_id())
                AND client_id = ANY (CASE side WHEN 'Client' THEN (SELECT portal.clients_as('ClientViewer', 'ClientSignatory')) ELSE (SELECT portal.clients_as('Manager')) END)
            """);
        migration.AppendOnly("contract_comment");
        migration.Sql(
            """
            -- Whoever signs or withdraws at this moment is waited for. A contract that has moved on meanwhile is a passing fault: the use
            -- case runs again, finds it as it stands now and says so. A reader of the client could not hold the row itself.
            CREATE FUNCTION portal.check_contract_comment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            DECLARE
                head record;
            BEGIN
                SELECT c.state, c.offered_version_id INTO head FROM portal.contract c WHERE c.id = NEW.contract_id FOR SHARE;
                IF head.state NOT IN ('Offered', 'SignedByOne') OR head.offered_version_id IS DISTINCT FROM NEW.version_id THEN
                    RAISE EXCEPTION 'contract %: this offer does not stand', NEW.contract_id USING ERRCODE = 'serialization_failure';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER check_offer BEFORE INSERT ON portal.contract_comment FOR EACH ROW EXECUTE FUNCTION portal.check_contract_comment();
            ALTER TABLE portal.contract_comment ENABLE ALWAYS TRIGGER check_offer;
            REVOKE ALL ON FUNCTION portal.check_contract_comment() FROM PUBLIC;
            """);
    }
}
