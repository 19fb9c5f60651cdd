using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Who may read and write quotes: drafts are the makers' alone, what was issued is the client's to read and a signatory's to answer.</summary>
internal static class QuotesGuards
{
    private const string Me = "(SELECT portal.actor_id())";
    private const string Makers = "client_id = ANY ((SELECT portal.clients_as('Manager', 'Finance'))::uuid[])";
    private const string StaffReaders = "client_id = ANY ((SELECT portal.clients_as('Manager', 'Finance', 'Auditor'))::uuid[])";
    private const string Answerers = "client_id = ANY ((SELECT portal.clients_as('ClientViewer', 'ClientSignatory'))::uuid[])";
    private const string Signatories = "client_id = ANY ((SELECT portal.clients_as('ClientSignatory'))::uuid[])";
    private const string DraftOfMakers = $"{Makers} AND EXISTS (SELECT FROM portal.quote q WHERE q.id = quote_id AND q.state = 'Draft')";

    public static void Apply(MigrationBuilder migration)
    {
        migration.Guarded("quote",
            read: $"{Guard.VisibleClient} AND (state <> 'Draft' OR {StaffReaders})",
            insert: $"{Makers} AND state = 'Draft' AND created_by = {Me}",
            update: Makers);
        migration.Sql(
            $"""
            CREATE POLICY app_view ON portal.quote FOR UPDATE TO portal_app
                USING ({Answerers} AND state = 'Issued') WITH CHECK ({Answerers} AND state = 'Viewed' AND viewed_by = {Me});
            CREATE POLICY app_answer ON portal.quote FOR UPDATE TO portal_app
                USING ({Signatories} AND state IN ('Issued', 'Viewed')) WITH CHECK ({Signatories} AND state IN ('Accepted', 'Declined') AND answered_by = {Me});
            """);
        Moves(migration);
        migration.Guarded("quote_counter", read: "(SELECT portal.has_role('Manager', 'Finance'))", insert: "(SELECT portal.has_role('Manager', 'Finance'))", update: "(SELECT portal.has_role('Manager', 'Finance'))");

        // A draft that was issued is read for what it was, and changed no more.
        migration.Guarded("draft_quote_line", read: Makers, insert: DraftOfMakers, update: DraftOfMakers, delete: DraftOfMakers);
        migration.Guarded("draft_quote_discount", read: Makers, insert: DraftOfMakers, update: DraftOfMakers, delete: DraftOfMakers);

        migration.Guarded("issued_quote", read: Guard.VisibleClient, insert: $"{Makers} AND issued_by = {Me}");
        migration.AppendOnly("issued_quote");
        // With the unique position these close a quote to further rows once it is complete.
        migration.Guarded("issued_quote_line", read: Guard.VisibleClient,
            insert: $"{Makers} AND position BETWEEN 1 AND (SELECT i.line_count FROM portal.issued_quote i WHERE i.quote_id = issued_quote_line.quote_id)");
        migration.AppendOnly("issued_quote_line");
        migration.Guarded("issued_quote_discount", read: Guard.VisibleClient,
            insert: $"{Makers} AND position BETWEEN 1 AND (SELECT i.discount_count FROM portal.issued_quote i WHERE i.quote_id = issued_quote_discount.quote_id)");
        migration.AppendOnly("issued_quote_discount");

        migration.Guarded("quote_acceptance", read: Guard.VisibleClient, insert: $"{Signatories} AND person_id = {Me}");
        migration.AppendOnly("quote_acceptance");
        migration.Guarded("accepted_quote_line", read: Guard.VisibleClient,
            insert: $"{Signatories} AND position BETWEEN 1 AND (SELECT a.line_count FROM portal.quote_acceptance a WHERE a.quote_id = accepted_quote_line.quote_id AND a.person_id = {Me})");
        migration.AppendOnly("accepted_quote_line");

        ForLapses(migration);
    }

    // The table of QuoteStates once more, and that nothing but the state moves once a quote is issued.
    private static void Moves(MigrationBuilder migration) => migration.Sql(
        """
        CREATE FUNCTION portal.guard_quote() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF OLD.state <> NEW.state AND NOT (OLD.state, NEW.state) IN (
                ('Draft', 'Issued'),
                ('Issued', 'Viewed'), ('Issued', 'Accepted'), ('Issued', 'Declined'), ('Issued', 'Lapsed'), ('Issued', 'Superseded'),
                ('Viewed', 'Accepted'), ('Viewed', 'Declined'), ('Viewed', 'Lapsed'), ('Viewed', 'Superseded'),
                ('Declined', 'Superseded'), ('Lapsed', 'Superseded'))
            THEN
                RAISE EXCEPTION 'A quote does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
            END IF;
            IF (OLD.id, OLD.client_id, OLD.year, OLD.sequence, OLD.edition, OLD.previous_id, OLD.created_at, OLD.created_by)
                IS DISTINCT FROM (NEW.id, NEW.client_id, NEW.year, NEW.sequence, NEW.edition, NEW.previous_id, NEW.created_at, NEW.created_by)
            THEN
                RAISE EXCEPTION 'A quote keeps its number, its client and its beginning' USING ERRCODE = 'check_violation';
            END IF;
            IF OLD.state <> 'Draft' AND
                (OLD.title, OLD.language, OLD.currency, OLD.introduction, OLD.valid_until, OLD.sections, OLD.issued_at, OLD.issued_by, OLD.lapses_at)
                IS DISTINCT FROM (NEW.title, NEW.language, NEW.currency, NEW.introduction, NEW.valid_until, NEW.sections, NEW.issued_at, NEW.issued_by, NEW.lapses_at)
            THEN
                RAISE EXCEPTION 'An issued quote is not changed' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER guard_quote BEFORE UPDATE ON portal.quote FOR EACH ROW EXECUTE FUNCTION portal.guard_quote();
        ALTER TABLE portal.quote ENABLE ALWAYS TRIGGER guard_quote;
        """);

    // The worker records lapses: it sees open quotes that are over, may only mark them so, writes that one fact and tells of it.
    private static void ForLapses(MigrationBuilder migration)
    {
        migration.Sql(
            """
            CREATE POLICY worker_reads_due ON portal.quote FOR SELECT TO portal_worker USING (state IN ('Issued', 'Viewed', 'Lapsed'));
            CREATE POLICY worker_lapses ON portal.quote FOR UPDATE TO portal_worker USING (state IN ('Issued', 'Viewed')) WITH CHECK (state = 'Lapsed');
            GRANT SELECT, UPDATE ON portal.quote TO portal_worker;
            CREATE POLICY worker_lapses ON portal.entry FOR INSERT TO portal_worker WITH CHECK (code = 'quote.lapsed' AND actor_id IS NULL);
            CREATE POLICY worker_lapses ON portal.membership FOR SELECT TO portal_worker USING (role IN ('ClientViewer', 'ClientSignatory'));
            GRANT SELECT ON portal.membership TO portal_worker;
            """);
    }
}
