using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>
/// Search: one function that runs as the owner, since row security would keep full text from its indexes. It brings its own
/// predicate: the clients, roles and drafts row security itself goes by.
/// </summary>
internal static class SearchGuards
{
    public static void Apply(MigrationBuilder migration)
    {
        Words(migration);
        Indexes(migration);
        Search(migration);
    }

    // The Russian configuration stems Latin words as English ones; the simple one keeps words as typed, for prefixes and numbers.
    private static void Words(MigrationBuilder migration) => migration.Sql(
        """
        CREATE FUNCTION portal.search_words(said text) RETURNS tsvector
            LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT to_tsvector('pg_catalog.russian', plain) || to_tsvector('pg_catalog.simple', plain || ' ' || regexp_replace(plain, '\m0+(?=\d)', '', 'g'))
                FROM translate(said, '-_/.@№#:+', '         ') AS plain
            $$;

        -- Every word must be there, as a beginning or in another form; what is no letter and no digit parts words.
        CREATE FUNCTION portal.search_query(typed text) RETURNS tsquery
            LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
            AS $$
            DECLARE
                word text;
                whole tsquery;
                one tsquery;
            BEGIN
                FOR word IN SELECT w FROM regexp_split_to_table(lower(left(typed, 200)), '[^[:alnum:]]+') AS w WHERE w <> '' LIMIT 8 LOOP
                    one := to_tsquery('pg_catalog.simple', quote_literal(word) || ':*');
                    IF word !~ '\d' THEN one := one || plainto_tsquery('pg_catalog.russian', word) || plainto_tsquery('pg_catalog.english', word); END IF;
                    whole := CASE WHEN whole IS NULL THEN one ELSE whole && one END;
                END LOOP;
                RETURN whole;
            END $$;

        REVOKE ALL ON FUNCTION portal.search_words(text), portal.search_query(text) FROM PUBLIC;
        -- Whoever writes a row computes its index entry.
        GRANT EXECUTE ON FUNCTION portal.search_words(text) TO portal_app, portal_worker;
        """);

    private static void Indexes(MigrationBuilder migration) => migration.Sql(
        """
        CREATE INDEX ix_contract_words ON portal.contract USING gin (portal.search_words(number || ' ' || title));
        CREATE INDEX ix_terms_clause_words ON portal.terms_clause USING gin (portal.search_words(heading || ' ' || text));
        CREATE INDEX ix_amendment_revision_words ON portal.amendment_revision USING gin (portal.search_words(reason));
        CREATE INDEX ix_quote_words ON portal.quote USING gin (portal.search_words('Q ' || year || ' ' || lpad(sequence::text, 3, '0') || ' ' || title || ' ' || introduction));
        CREATE INDEX ix_client_words ON portal.client USING gin (portal.search_words(name || ' ' || legal_name || ' ' || registration));
        CREATE INDEX ix_person_words ON portal.person USING gin (portal.search_words(name || ' ' || email));
        CREATE INDEX ix_published_price_item_words ON portal.published_price_item USING gin (portal.search_words(code || ' ' || name_english || ' ' || name_russian));
        """);

    // Each kind is matched first, through its index, and only then joined, ordered and cut; OFFSET 0 holds the planner to that.
    private static void Search(MigrationBuilder migration) => migration.Sql(
        """
        CREATE FUNCTION portal.search(typed text, only_kind text, most integer)
            RETURNS TABLE (kind text, id uuid, number text, title text, client_name text, excerpt text)
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
            DECLARE
                q tsquery := portal.search_query(typed);
                visible uuid[] := portal.visible_clients();
                makers uuid[] := portal.clients_as('Manager', 'Finance', 'Auditor');
                marks constant text := 'StartSel=' || chr(2) || ',StopSel=' || chr(3) || ',MaxWords=26,MinWords=12,MaxFragments=1';
            BEGIN
                IF q IS NULL OR portal.actor_id() IS NULL THEN RETURN; END IF;
                most := least(greatest(most, 1), 50);

                IF only_kind IS NULL OR only_kind = 'Contract' THEN
                    RETURN QUERY
                    SELECT 'Contract', c.id, c.number::text, c.title::text, o.name::text, ''
                    FROM (SELECT * FROM portal.contract x WHERE portal.search_words(x.number || ' ' || x.title) @@ q OFFSET 0) c JOIN portal.client o ON o.id = c.client_id
                    WHERE c.client_id = ANY (visible) AND (c.offers > 0 OR c.client_id = ANY (makers))
                    ORDER BY c.created_at DESC, c.id LIMIT most;
                END IF;

                -- Clauses as the newest signed version, or the offer, words them.
                IF only_kind IS NULL OR only_kind = 'Clause' THEN
                    RETURN QUERY
                    SELECT 'Clause', f.contract, f.number, f.title, f.client_name, ts_headline('pg_catalog.russian', f.heading || '. ' || f.said, q, marks)
                    FROM (
                        SELECT c.id AS contract, c.number::text AS number, c.title::text AS title, o.name::text AS client_name, t.heading::text AS heading, t.text::text AS said
                        FROM (SELECT * FROM portal.terms_clause x WHERE portal.search_words(x.heading || ' ' || x.text) @@ q OFFSET 0) t
                        JOIN portal.terms_version v ON v.id = t.version_id JOIN portal.contract c ON c.id = v.contract_id JOIN portal.client o ON o.id = c.client_id
                        WHERE t.client_id = ANY (visible) AND (v.number > 1 OR v.id = c.offered_version_id)
                            AND NOT EXISTS (SELECT FROM portal.terms_version later WHERE later.contract_id = v.contract_id AND later.number > v.number)
                        ORDER BY c.created_at DESC, c.id, t.ordinal LIMIT most) f;
                END IF;

                IF only_kind IS NULL OR only_kind = 'Amendment' THEN
                    RETURN QUERY
                    SELECT 'Amendment', f.id, f.number, f.title, f.client_name, ts_headline('pg_catalog.russian', f.reason, q, marks)
                    FROM (
                        SELECT a.id, a.number::text AS number, c.title::text AS title, o.name::text AS client_name, r.reason::text AS reason
                        FROM (SELECT * FROM portal.amendment_revision x WHERE portal.search_words(x.reason) @@ q OFFSET 0) r
                        JOIN portal.amendment a ON a.id = r.amendment_id AND a.latest_revision = r.number
                        JOIN portal.contract c ON c.id = a.contract_id JOIN portal.client o ON o.id = a.client_id
                        WHERE r.client_id = ANY (visible)
                        ORDER BY a.proposed_at DESC, a.id LIMIT most) f;
                END IF;

                IF only_kind IS NULL OR only_kind IN ('Quote', 'QuoteDraft') THEN
                    RETURN QUERY
                    SELECT CASE f.state WHEN 'Draft' THEN 'QuoteDraft' ELSE 'Quote' END, f.id, f.number, f.title, f.client_name, ts_headline('pg_catalog.russian', f.introduction, q, marks)
                    FROM (
                        SELECT k.id, k.state, 'Q-' || k.year || '-' || lpad(k.sequence::text, 3, '0') || CASE WHEN k.edition > 1 THEN '-r' || k.edition ELSE '' END AS number,
                            k.title::text AS title, o.name::text AS client_name, k.introduction::text AS introduction
                        FROM (SELECT * FROM portal.quote x
                            WHERE portal.search_words('Q ' || x.year || ' ' || lpad(x.sequence::text, 3, '0') || ' ' || x.title || ' ' || x.introduction) @@ q OFFSET 0) k
                        JOIN portal.client o ON o.id = k.client_id
                        WHERE k.client_id = ANY (visible) AND (k.state <> 'Draft' OR k.client_id = ANY (makers))
                        ORDER BY k.created_at DESC, k.id LIMIT most) f;
                END IF;

                IF only_kind IS NULL OR only_kind = 'Client' THEN
                    RETURN QUERY
                    SELECT 'Client', c.id, '', c.name::text, c.name::text, c.legal_name::text
                    FROM (SELECT * FROM portal.client x WHERE portal.search_words(x.name || ' ' || x.legal_name || ' ' || x.registration) @@ q OFFSET 0) c
                    WHERE c.id = ANY (makers) ORDER BY c.name, c.id LIMIT most;
                END IF;

                IF (only_kind IS NULL OR only_kind = 'Person') AND portal.has_role('Administrator') THEN
                    RETURN QUERY
                    SELECT 'Person', p.id, '', p.name::text, '', p.email::text
                    FROM (SELECT * FROM portal.person x WHERE portal.search_words(x.name || ' ' || x.email) @@ q OFFSET 0) p ORDER BY p.name, p.id LIMIT most;
                END IF;

                IF (only_kind IS NULL OR only_kind = 'Price') AND portal.has_role('Manager', 'Finance') THEN
                    RETURN QUERY
                    SELECT 'Price', v.id, i.code::text, (CASE WHEN i.name_english <> '' THEN i.name_english ELSE i.name_russian END)::text, '', i.name_russian::text
                    FROM (SELECT * FROM portal.published_price_item x WHERE portal.search_words(x.code || ' ' || x.name_english || ' ' || x.name_russian) @@ q OFFSET 0) i
                    JOIN portal.price_list_version v ON v.id = i.version_id JOIN portal.price_list l ON l.id = v.price_list_id AND l.latest_number = v.number
                    ORDER BY i.code, i.id LIMIT most;
                END IF;
            END $$;

        REVOKE ALL ON FUNCTION portal.search(text, text, integer) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION portal.search(text, text, integer) TO portal_app;
        """);
}
