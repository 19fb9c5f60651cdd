using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using Npgsql;

namespace ClientPortal.Domain.Tests.Contracts;

/// <summary>What the database refuses by itself, whoever asks and however they got there.</summary>
public sealed class GuardTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    private static readonly string[] Frozen =
        ["terms_version", "terms_clause", "terms_stage", "contract_document", "signature", "amendment_revision", "amendment_comment", "notice_waiver", "file", "look"];

    private static readonly string[] Owned = [.. Frozen, "contract", "contract_draft", "contract_draft_clause", "contract_draft_stage", "amendment", "amendment_draft"];

    private ContractId _contract;
    private AmendmentId _amendment;

    public async ValueTask InitializeAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        await portal.BeginAsync();
        _contract = await portal.InForceAsync();
        _amendment = await portal.SignedAsync(_contract, new DateOnly(2026, 4, 2), portal.DesignCosts("12000"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_frozen_is_neither_changed_nor_deleted_by_the_owner_nor_by_the_application()
    {
        foreach (var table in Frozen)
        {
            foreach (var role in new[] { DatabaseRoles.Owner, DatabaseRoles.Application, DatabaseRoles.Worker })
            {
                await RefusedAsync(role, portal.Manager, $"UPDATE portal.{table} SET client_id = client_id", PostgresErrorCodes.InsufficientPrivilege, rowsNeeded: table);
                await RefusedAsync(role, portal.Manager, $"DELETE FROM portal.{table}", PostgresErrorCodes.InsufficientPrivilege, rowsNeeded: table);
                await RefusedAsync(role, portal.Manager, $"TRUNCATE portal.{table} CASCADE", PostgresErrorCodes.InsufficientPrivilege);
            }
        }
    }

    [Fact]
    public async Task Another_client_sees_no_row_of_any_table_even_past_the_application()
    {
        foreach (var table in Owned)
        {
            Assert.Equal(0L, await CountAsync(portal.Stranger, table));
            Assert.Equal(0L, await CountAsync(portal.Root, table));
        }

        Assert.True(await CountAsync(portal.Viewer, "terms_clause") > 0);
        Assert.Equal(0L, await CountAsync(portal.Viewer, "contract_draft"));
    }

    [Fact]
    public async Task Another_client_changes_no_row_even_past_the_application()
    {
        foreach (var table in new[] { "contract", "amendment" })
            Assert.Equal(0, await portal.ExecuteAsync(DatabaseRoles.Application, portal.Stranger, $"UPDATE portal.{table} SET revision = 99"));
        Assert.Equal(0, await portal.ExecuteAsync(DatabaseRoles.Application, null, "UPDATE portal.contract SET revision = 99"));
        Assert.Equal(0, await portal.ExecuteAsync(DatabaseRoles.Application, portal.Stranger, "DELETE FROM portal.contract_draft"));
    }

    [Fact]
    public async Task Another_client_writes_no_row_even_past_the_application()
    {
        var copies = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["look"] = $"INSERT INTO portal.look VALUES (gen_random_uuid(), '{portal.Vector}', '{portal.Stranger}', now(), 'contract', gen_random_uuid(), 'Viewed', '')",
            ["file"] = $"INSERT INTO portal.file (client_id, hash, kind, content, size, stored_at, stored_by) VALUES ('{portal.Vector}', sha256('x'), 'Text', 'x', 1, now(), '{portal.Stranger}')",
            ["amendment_comment"] = $"INSERT INTO portal.amendment_comment (id, client_id, amendment_id, revision_number, side, person_id, at, text) VALUES (gen_random_uuid(), '{portal.Vector}', '{_amendment}', 1, 'Client', '{portal.Stranger}', now(), 'x')",
            ["notice_waiver"] = $"INSERT INTO portal.notice_waiver (id, client_id, amendment_id, revision_number, changes_hash, person_id, at, reason) VALUES (gen_random_uuid(), '{portal.Vector}', '{_amendment}', 1, sha256('x'), '{portal.Stranger}', now(), 'x')",
        };
        foreach (var insert in copies.Values) await RefusedAsync(DatabaseRoles.Application, portal.Stranger, insert, PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Nobody_signs_in_anothers_name_nor_for_a_side_that_is_not_theirs()
    {
        foreach (var (actor, person, side) in new[] { (portal.Signatory, portal.Director, "Provider"), (portal.Manager, portal.Manager, "Provider"), (portal.Viewer, portal.Viewer, "Client"), (portal.Director, portal.Director, "Client") })
        {
            await RefusedAsync(DatabaseRoles.Application, actor,
                $"""
                INSERT INTO portal.signature (id, client_id, contract_id, version_id, side, person_id, person_name, signed_at, document_hash, consent_version, consent_text, method, authenticated_at, address, device, session_id)
                VALUES (gen_random_uuid(), '{portal.Vector}', '{_contract}', gen_random_uuid(), '{side}', '{person}', 'x', now(), sha256('x'), 1, 'x', 'Passkey', now(), '', '', gen_random_uuid())
                """, PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    [Fact]
    public async Task A_version_is_not_made_without_both_signatures()
    {
        var open = await portal.ProposeAsync(portal.Manager, _contract, new DateOnly(2026, 4, 2), portal.DesignCosts("13000")).Done();

        await RefusedAsync(DatabaseRoles.Application, portal.Signatory,
            $"""
            INSERT INTO portal.terms_version SELECT (jsonb_populate_record(v, jsonb_build_object(
                'id', gen_random_uuid(), 'number', 3, 'amendment_id', '{open}', 'frozen_by', '{portal.Signatory}', 'clause_count', 0, 'stage_count', 0))).*
            FROM portal.terms_version v WHERE v.contract_id = '{_contract}' AND v.number = 2
            """, PostgresErrorCodes.CheckViolation);
    }

    [Fact]
    public async Task Nothing_is_added_to_a_version_once_it_is_frozen()
    {
        await RefusedAsync(DatabaseRoles.Application, portal.Signatory,
            $"""
            INSERT INTO portal.terms_clause (client_id, version_id, clause_id, ordinal, kind, heading, text)
            SELECT client_id, id, gen_random_uuid(), 99, 'Price', 'Slipped in', 'Twice the price.' FROM portal.terms_version WHERE contract_id = '{_contract}' AND number = 2
            """, PostgresErrorCodes.CheckViolation);
    }

    [Fact]
    public async Task A_contract_is_not_put_in_force_without_both_signatures()
    {
        var offered = await portal.OfferedAsync();
        await portal.SignAsync(portal.Signatory, offered).Done();

        await RefusedAsync(DatabaseRoles.Application, portal.Manager,
            $"UPDATE portal.contract SET state = 'InForce', in_force_at = now(), applies_from = '2026-04-01' WHERE id = '{offered}'", PostgresErrorCodes.CheckViolation);
    }

    [Fact]
    public async Task A_draft_is_not_touched_while_its_contract_is_offered()
    {
        var offered = await portal.OfferedAsync();

        Assert.Equal(0, await portal.ExecuteAsync(DatabaseRoles.Application, portal.Manager, $"UPDATE portal.contract_draft SET title = 'x' WHERE contract_id = '{offered}'"));
        await RefusedAsync(DatabaseRoles.Application, portal.Manager, $"UPDATE portal.contract SET title = 'x' WHERE id = '{offered}'", PostgresErrorCodes.CheckViolation);
    }

    [Fact]
    public async Task The_database_allows_the_moves_of_the_table_in_code_and_no_other()
    {
        await SameMovesAsync("contract", Enum.GetValues<ContractState>(), (from, to) => ContractMoves.Table.Any(row => row.Key.From == from && row.Value == to));
        await SameMovesAsync("amendment", Enum.GetValues<AmendmentState>(), (from, to) => AmendmentMoves.Table.Any(row => row.Key.From == from && row.Value == to));
    }

    [Fact]
    public async Task The_worker_writes_nothing_but_what_the_calendar_did()
    {
        await RefusedAsync(DatabaseRoles.Worker, null, $"UPDATE portal.contract SET title = 'x' WHERE id = '{_contract}'", PostgresErrorCodes.InsufficientPrivilege);
        await RefusedAsync(DatabaseRoles.Worker, null, $"UPDATE portal.amendment SET effective_on = '2026-03-03' WHERE id = '{_amendment}'", PostgresErrorCodes.InsufficientPrivilege);
        await RefusedAsync(DatabaseRoles.Worker, null,
            $"INSERT INTO portal.entry (id, client_id, code, at, subject_kind, subject_id, leaf) VALUES (gen_random_uuid(), '{portal.Vector}', 'contract.signed', now(), 'contract', '{_contract}', 'x')",
            PostgresErrorCodes.InsufficientPrivilege);
        await RefusedAsync(DatabaseRoles.Worker, null, "UPDATE portal.terms_clause SET text = 'x'", PostgresErrorCodes.InsufficientPrivilege);
    }

    // The trigger itself, on a table that has a state and nothing else to refuse it.
    private async Task SameMovesAsync<T>(string table, T[] states, Func<T, T, bool> isMove)
        where T : struct, Enum
    {
        await using var connection = await portal.ConnectAsAdministratorAsync();
        var definition = (string)(await RunAsync($"SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'refuse_move' AND tgrelid = 'portal.{table}'::regclass"))!;
        await RunAsync("CREATE TEMP TABLE bare (id uuid, state varchar(40))");
        await RunAsync(definition.Replace($"portal.{table} ", "bare ", StringComparison.Ordinal));
        foreach (var from in states)
        {
            foreach (var to in states.Where(to => !to.Equals(from)))
            {
                await RunAsync($"DELETE FROM bare; INSERT INTO bare VALUES (gen_random_uuid(), '{from}')");
                var moved = true;
                try
                {
                    await RunAsync($"UPDATE bare SET state = '{to}'");
                }
                catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.CheckViolation)
                {
                    moved = false;
                }

                Assert.True(moved == isMove(from, to), $"{table}: {from} to {to}");
            }
        }

        async Task<object?> RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task<long> CountAsync(PersonId person, string table)
    {
        await using var connection = await portal.ConnectAsync(DatabaseRoles.Application);
        await using var setting = new NpgsqlCommand($"SELECT set_config('app.person', '{person}', false)", connection);
        await setting.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var count = new NpgsqlCommand($"SELECT count(*) FROM portal.{table}", connection);
        return (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task RefusedAsync(string role, PersonId? person, string sql, string state, string? rowsNeeded = null)
    {
        // A trigger for each row says nothing about an empty table.
        if (rowsNeeded is not null && role == DatabaseRoles.Owner && (long)(await portal.ScalarAsync($"SELECT count(*) FROM portal.{rowsNeeded}"))! == 0) await FillAsync(rowsNeeded);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.ExecuteAsync(role, person, sql));
        Assert.True(refused.SqlState == state, $"{role}: {sql}: {refused.SqlState} {refused.MessageText}");
    }

    private async Task FillAsync(string table) => await portal.ScalarAsync(table switch
    {
        "look" => $"INSERT INTO portal.look VALUES (gen_random_uuid(), '{portal.Vector}', '{portal.Viewer}', now(), 'contract', gen_random_uuid(), 'Viewed', '')",
        "amendment_comment" => $"INSERT INTO portal.amendment_comment (id, client_id, amendment_id, revision_number, side, person_id, at, text) VALUES (gen_random_uuid(), '{portal.Vector}', '{_amendment}', 1, 'Client', '{portal.Viewer}', now(), 'x')",
        "notice_waiver" => $"INSERT INTO portal.notice_waiver (id, client_id, amendment_id, revision_number, changes_hash, person_id, at, reason) VALUES (gen_random_uuid(), '{portal.Vector}', '{_amendment}', 1, sha256('x'), '{portal.Signatory}', now(), 'x')",
        _ => throw new InvalidOperationException($"{table} has no row."),
    });
}
