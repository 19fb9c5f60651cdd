using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>Search leaves out words that say nothing, and takes a single letter for a word, not for the beginning of all that begin with it.</summary>
internal static class SmallWordsGuards
{
    public static void Apply(MigrationBuilder migration) => migration.Sql(
        """
        -- Every word must be there, as a beginning or in another form; what is no letter and no digit parts words.
        -- Words like "the" and "и" are left out, but not beside a figure: the letter of "A-14" says which one.
        CREATE OR REPLACE FUNCTION portal.search_query(typed text) RETURNS tsquery
            LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
            AS $$
            DECLARE
                word text;
                whole tsquery;
                one tsquery;
                forms tsquery;
                numbered boolean := typed ~ '\d';
            BEGIN
                FOR word IN SELECT w FROM regexp_split_to_table(lower(left(typed, 200)), '[^[:alnum:]]+') AS w WHERE w <> '' LIMIT 8 LOOP
                    one := to_tsquery('pg_catalog.simple', quote_literal(word) || CASE WHEN word ~ '^\D$' THEN '' ELSE ':*' END);
                    IF word !~ '\d' THEN
                        -- The Russian configuration knows the small words of both languages.
                        forms := plainto_tsquery('pg_catalog.russian', word);
                        IF numnode(forms) = 0 AND NOT numbered THEN CONTINUE; END IF;
                        one := one || forms || plainto_tsquery('pg_catalog.english', word);
                    END IF;
                    whole := CASE WHEN whole IS NULL THEN one ELSE whole && one END;
                END LOOP;
                RETURN whole;
            END $$;
        """);
}
