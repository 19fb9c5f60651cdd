using ClientPortal.Audit.Rows;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Tests.Isolation;
using Npgsql;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>What binds somebody is held against the entries, row by row and column by column.</summary>
public sealed class ReplayTests(TwoCompanies portal) : IClassFixture<TwoCompanies>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_kind_of_thing_that_is_recorded_is_held_against_the_record_with_its_parts() =>
        Assert.Equal(
            "accepted_quote_line, amendment, amendment_comment, amendment_revision, client, contract, contract_comment, contract_document, glossary_term, issued_quote, issued_quote_discount, issued_quote_line, "
            + "membership, notice_waiver, price_list_retirement, price_list_version, price_review_reminder, published_price_item, quote, quote_acceptance, report, report_acknowledgement, "
            + "report_comment, report_reminder, report_revision, right_grant, signature, stage_answer, terms_clause, terms_stage, terms_version, timestamp_authority, witness",
            string.Join(", ", BoundRows.Tables.Select(table => table.Name)));

    [Fact]
    public async Task Entries_replayed_give_exactly_what_binds_today()
    {
        var result = await VerifyAsync();

        Assert.Empty(result.Findings);
        Assert.True(result.Rows > 50, $"{result.Rows} rows were held against the record.");
    }

    [Theory]
    [InlineData("terms_stage", "UPDATE portal.terms_stage SET price = price + 1 WHERE (version_id, stage_id) = (SELECT version_id, stage_id FROM portal.terms_stage LIMIT 1)", LogFindingKind.RowDiffers, "terms_stage ", ": price")]
    [InlineData("terms_clause", "UPDATE portal.terms_clause SET text = text || ' or not' WHERE (version_id, clause_id) = (SELECT version_id, clause_id FROM portal.terms_clause LIMIT 1)", LogFindingKind.RowDiffers, "terms_clause ", ": text")]
    [InlineData("terms_version", "UPDATE portal.terms_version SET notice_price_days = 0 WHERE id = (SELECT id FROM portal.terms_version LIMIT 1)", LogFindingKind.RowDiffers, "terms_version ", ": notice_price_days")]
    [InlineData("contract", "UPDATE portal.contract SET applies_from = applies_from - 1 WHERE applies_from IS NOT NULL", LogFindingKind.RowDiffers, "contract ", ": applies_from")]
    [InlineData("amendment", "UPDATE portal.amendment SET effective_on = effective_on - 1 WHERE id = (SELECT id FROM portal.amendment WHERE effective_on IS NOT NULL LIMIT 1)", LogFindingKind.RowDiffers, "amendment ", ": effective_on")]
    [InlineData("amendment_revision", "UPDATE portal.amendment_revision SET changes = '[]' WHERE id = (SELECT id FROM portal.amendment_revision LIMIT 1)", LogFindingKind.RowDiffers, "amendment_revision ", ": changes")]
    [InlineData("signature", "DELETE FROM portal.signature WHERE id = (SELECT id FROM portal.signature LIMIT 1)", LogFindingKind.RowMissing, "signature ", "")]
    [InlineData("signature", "UPDATE portal.signature SET person_name = 'Somebody else' WHERE id = (SELECT id FROM portal.signature LIMIT 1)", LogFindingKind.RowDiffers, "signature ", ": person_name")]
    [InlineData("issued_quote_line", "UPDATE portal.issued_quote_line SET list_amount = list_amount * 2 WHERE (quote_id, key) = (SELECT quote_id, key FROM portal.issued_quote_line LIMIT 1)", LogFindingKind.RowDiffers, "issued_quote_line ", ": list_amount")]
    [InlineData("published_price_item", "UPDATE portal.published_price_item SET code = code || '-X' WHERE id = (SELECT id FROM portal.published_price_item LIMIT 1)", LogFindingKind.RowDiffers, "published_price_item ", ": code")]
    [InlineData("membership", "UPDATE portal.membership SET role = 'ClientSignatory' WHERE id = (SELECT id FROM portal.membership WHERE role = 'ClientViewer' LIMIT 1)", LogFindingKind.RowDiffers, "membership ", ": role")]
    [InlineData("amendment_comment", "INSERT INTO portal.amendment_comment SELECT * FROM json_populate_record((SELECT c FROM portal.amendment_comment c LIMIT 1), json_build_object('id', gen_random_uuid()))", LogFindingKind.RowUntold, "amendment_comment ", "")]
    public async Task A_row_altered_removed_or_slipped_in_with_the_guards_off_is_named(string table, string deed, LogFindingKind kind, string row, string column)
    {
        await using var owner = await portal.ConnectAsAdministratorAsync();
        await owner.ExecuteAsync($"CREATE TEMP TABLE kept AS TABLE portal.{table}; ALTER TABLE portal.{table} DISABLE TRIGGER ALL; {deed}");
        try
        {
            var findings = (await VerifyAsync()).Findings.Where(finding => finding.Kind != LogFindingKind.GuardMissing).ToList();

            Assert.NotEmpty(findings);
            Assert.All(findings, finding =>
            {
                Assert.Equal(kind, finding.Kind);
                Assert.StartsWith(row, finding.What, StringComparison.Ordinal);
                Assert.EndsWith(column, finding.What, StringComparison.Ordinal);
                if (kind == LogFindingKind.RowDiffers) Assert.NotNull(finding.Entry);
            });
        }
        finally
        {
            await owner.ExecuteAsync($"DELETE FROM portal.{table}; INSERT INTO portal.{table} SELECT * FROM kept");
            await RestoreAsync(owner, table);
        }

        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_quote_line_changed_together_with_its_entry_is_found_by_the_entry()
    {
        await using var owner = await portal.ConnectAsAdministratorAsync();
        await owner.ExecuteAsync("CREATE TEMP TABLE lines AS TABLE portal.issued_quote_line; CREATE TEMP TABLE images AS TABLE portal.entry_personal");
        try
        {
            await owner.ExecuteAsync(
                """
                ALTER TABLE portal.issued_quote_line DISABLE TRIGGER ALL;
                UPDATE portal.issued_quote_line SET quantity = 77;
                UPDATE portal.entry_personal SET value = regexp_replace(value, '"quantity":"[^"]*"', '"quantity":"77"', 'g') WHERE name = 'rows' AND value LIKE '%"issued_quote_line"%'
                """);

            var findings = (await VerifyAsync()).Findings;

            Assert.Contains(findings, finding => finding.Kind == LogFindingKind.PersonalValueAltered && finding.What == "rows");
            Assert.DoesNotContain(findings, finding => finding.Kind == LogFindingKind.RowDiffers);
        }
        finally
        {
            await owner.ExecuteAsync(
                """
                DELETE FROM portal.issued_quote_line; INSERT INTO portal.issued_quote_line SELECT * FROM lines;
                UPDATE portal.entry_personal p SET value = i.value FROM images i WHERE i.entry_id = p.entry_id AND i.name = p.name
                """);
            await RestoreAsync(owner, "issued_quote_line");
        }
    }

    [Fact]
    public async Task Rows_that_an_entry_no_longer_holds_are_missed()
    {
        await using var owner = await portal.ConnectAsAdministratorAsync();
        await owner.ExecuteAsync("CREATE TEMP TABLE image AS SELECT * FROM portal.entry_personal WHERE name = 'rows' LIMIT 1; DELETE FROM portal.entry_personal p USING image i WHERE i.entry_id = p.entry_id AND i.name = p.name");
        var entry = await owner.ScalarAsync<Guid>("SELECT entry_id FROM image");

        Assert.Contains((await VerifyAsync()).Findings, finding => finding.Kind == LogFindingKind.RowsErased && finding.Entry?.Value == entry);

        await owner.ExecuteAsync("INSERT INTO portal.entry_personal SELECT * FROM image");
    }

    [Fact]
    public async Task A_table_swapped_for_one_of_the_same_name_and_content_is_named_and_so_are_guards_that_are_off()
    {
        await using var owner = await portal.ConnectAsAdministratorAsync();
        await owner.ExecuteAsync(
            """
            ALTER TABLE portal.terms_clause RENAME TO terms_clause_before;
            CREATE TABLE portal.terms_clause AS TABLE portal.terms_clause_before;
            GRANT SELECT ON portal.terms_clause TO portal_worker;
            ALTER TABLE portal.entry DISABLE TRIGGER refuse_change
            """);

        var findings = (await VerifyAsync()).Findings;

        Assert.Equal(["terms_clause", "entry"], findings.Select(finding => finding.What));
        Assert.All(findings, finding => Assert.Equal(LogFindingKind.GuardMissing, finding.Kind));
        await owner.ExecuteAsync("DROP TABLE portal.terms_clause; ALTER TABLE portal.terms_clause_before RENAME TO terms_clause; ALTER TABLE portal.entry ENABLE ALWAYS TRIGGER refuse_change");
    }

    [Fact]
    public async Task What_was_there_before_entries_held_their_rows_is_taken_up_once_as_it_stood()
    {
        await using var before = new TwoCompanies();
        await before.InitializeAsync();
        await using var owner = await before.ConnectAsAdministratorAsync();
        await owner.ExecuteAsync("DELETE FROM portal.entry_personal WHERE name = 'rows'");
        await using var source = NpgsqlDataSource.Create(await before.ConnectionStringAsync(DatabaseRoles.Owner));

        var rows = await TakeUpRows.RunAsync(source, BoundRows.Tables, before.Clock.Now, Cancellation);

        Assert.Equal(0, await TakeUpRows.RunAsync(source, BoundRows.Tables, before.Clock.Now, Cancellation));
        await using var trees = await Trees.OfAsync(before);
        await trees.DrainAsync(Cancellation);
        await owner.ExecuteAsync("ALTER TABLE portal.signature DISABLE TRIGGER ALL; UPDATE portal.signature SET person_name = 'Somebody else' WHERE id = (SELECT id FROM portal.signature LIMIT 1)");
        await RestoreAsync(owner, "signature");
        var result = await VerifyAsync(before);
        Assert.Equal(rows, result.Rows);
        // The rows those entries were written with are not there any more; what stands since is.
        Assert.EndsWith(": person_name", Assert.Single(result.Findings, finding => finding.Kind != LogFindingKind.RowsErased).What, StringComparison.Ordinal);
    }

    private Task<LogVerificationResult> VerifyAsync() => VerifyAsync(portal);

    private static async Task<LogVerificationResult> VerifyAsync(TestPortal portal)
    {
        await using var source = NpgsqlDataSource.Create(await portal.ConnectionStringAsync(DatabaseRoles.Worker));
        return await new LogVerification(source, BoundRows.Tables, portal.Clock).RunAsync(progress: null, Cancellation);
    }

    private static async Task RestoreAsync(NpgsqlConnection owner, string table)
    {
        await owner.ExecuteAsync($"ALTER TABLE portal.{table} ENABLE TRIGGER ALL");
        if (BoundRows.Tables.Single(bound => bound.Name == table).IsAppendOnly)
            await owner.ExecuteAsync($"ALTER TABLE portal.{table} ENABLE ALWAYS TRIGGER refuse_change; ALTER TABLE portal.{table} ENABLE ALWAYS TRIGGER refuse_truncate");
    }
}
