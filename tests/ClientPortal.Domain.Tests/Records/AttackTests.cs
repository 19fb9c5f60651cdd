using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using ClientPortal.TransparencyLog;
using Npgsql;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>What somebody with every right in the database does to the record, with triggers off, is found and named.</summary>
public sealed class AttackTests : IAsyncLifetime
{
    private readonly TestPortal _portal = new();
    private Trees _trees = null!;
    private PersonId _manager;
    private ClientId _client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LogId Log => LogId.Of(_client);

    public async ValueTask InitializeAsync()
    {
        var administrator = await _portal.AdministratorAsync();
        _manager = await _portal.PersonAsync(administrator, "Mary Manager", Role.Manager);
        _client = await _portal.ClientAsync(_manager);
        for (var name = 1; name <= 5; name++) await RenameAsync($"Vector {name}");
        await _portal.PersonAsync(administrator, "Vera Viewer", Role.ClientViewer, _client);
        _trees = await Trees.OfAsync(_portal);
        await _trees.DrainAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _trees.DisposeAsync();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task A_record_nobody_touched_verifies_whole()
    {
        var result = await VerifyAsync();

        Assert.Empty(result.Findings);
        Assert.Equal(2, result.Logs);
        Assert.True(result.Checkpoints >= 2);
        await using var database = await _portal.ConnectAsAdministratorAsync();
        Assert.Equal(await database.ScalarAsync<long>("SELECT count(*) FROM portal.entry"), result.Entries);
    }

    [Theory]
    [InlineData("the bytes of an entry changed", "UPDATE portal.entry SET leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'client.changed', 'client.chanced'), 'UTF8') WHERE id = {3}", LogFindingKind.EntryAltered, 3)]
    [InlineData("an entry and its kept hash changed", "UPDATE portal.entry SET leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'client.changed', 'client.chanced'), 'UTF8') WHERE id = {3}; UPDATE portal.log_node SET hash = sha256('\\x00'::bytea || (SELECT leaf FROM portal.entry WHERE id = {3})) WHERE log_id = {log} AND level = 0 AND index = 3", LogFindingKind.CheckpointDoesNotFit, null)]
    [InlineData("an entry emptied", "UPDATE portal.entry SET leaf = '' WHERE id = {3}", LogFindingKind.EntryAltered, 3)]
    [InlineData("the last place removed", "DELETE FROM portal.log_leaf WHERE log_id = {log} AND index = 7", LogFindingKind.CheckpointDoesNotFit, null)]
    [InlineData("a place in the middle removed", "DELETE FROM portal.log_leaf WHERE log_id = {log} AND index = 3", LogFindingKind.PlaceMissing, 3)]
    [InlineData("an entry removed and its place kept", "DELETE FROM portal.entry_personal WHERE entry_id = {3}; DELETE FROM portal.entry WHERE id = {3}", LogFindingKind.EntryMissing, 3)]
    [InlineData("the places behind a removed entry moved up", "DELETE FROM portal.log_leaf WHERE log_id = {log} AND index = 3; UPDATE portal.log_leaf SET index = index - 1 WHERE log_id = {log} AND index > 3", LogFindingKind.EntryAltered, 4)]
    [InlineData("two entries swapped", "DELETE FROM portal.log_leaf WHERE log_id = {log} AND index IN (3, 4); INSERT INTO portal.log_leaf (log_id, index, entry_id) VALUES ({log}, 3, {4}), ({log}, 4, {3})", LogFindingKind.EntryAltered, 3)]
    [InlineData("an entry inserted behind the last", "INSERT INTO portal.entry SELECT gen_random_uuid(), client_id, code, at, actor_id, subject_kind, subject_id, leaf FROM portal.entry WHERE id = {3}; INSERT INTO portal.log_leaf SELECT {log}, 8, id FROM portal.entry WHERE leaf = (SELECT leaf FROM portal.entry WHERE id = {3}) AND id <> {3}", LogFindingKind.PlaceUnsigned, null)]
    [InlineData("an entry slipped in that never waits", "INSERT INTO portal.entry SELECT gen_random_uuid(), client_id, code, at, actor_id, subject_kind, subject_id, leaf FROM portal.entry WHERE id = {3}; DELETE FROM portal.log_waiting", LogFindingKind.EntryUnplaced, null)]
    [InlineData("who did it changed beside the bytes", "UPDATE portal.entry SET actor_id = NULL WHERE id = {3}", LogFindingKind.ColumnsDiffer, 3)]
    [InlineData("an entry moved to the installation's log", "UPDATE portal.entry SET client_id = NULL WHERE id = {3}", LogFindingKind.ColumnsDiffer, 3)]
    [InlineData("a checkpoint's root changed", "UPDATE portal.log_checkpoint SET root = sha256(root) WHERE log_id = {log}", LogFindingKind.CheckpointForged, null)]
    [InlineData("a checkpoint torn", "UPDATE portal.log_checkpoint SET note = '' WHERE log_id = {log}", LogFindingKind.CheckpointForged, null)]
    [InlineData("a key slipped in", "INSERT INTO portal.log_key SELECT log_id, 2, replace(verifier_key, '/log/', '/lag/'), sealed, made_at FROM portal.log_key WHERE log_id = {log}", LogFindingKind.KeyUnannounced, null)]
    [InlineData("a personal value changed", "UPDATE portal.entry_personal SET value = 'Somebody else' WHERE entry_id = (SELECT entry_id FROM portal.entry_personal LIMIT 1)", LogFindingKind.PersonalValueAltered, null)]
    public async Task What_is_done_behind_the_portals_back_is_found_and_named(string deed, string statements, LogFindingKind kind, int? entry)
    {
        var entries = await EntriesAsync();
        var text = statements.Replace("{log}", $"'{_client}'", StringComparison.Ordinal);
        for (var place = 0; place < entries.Count; place++) text = text.Replace($"{{{place}}}", $"'{entries[place]}'", StringComparison.Ordinal);
        await BehindTheBackAsync(text);

        var findings = (await VerifyAsync()).Findings;

        Assert.True(findings.Any(finding => finding.Kind == kind && (entry is null || finding.Entry?.Value == entries[entry.Value] || finding.Place == entry)), $"{deed}: {string.Join(", ", findings)}");
    }

    [Fact]
    public async Task A_checkpoint_forged_with_another_key_is_found()
    {
        using var forger = SigningKey.FromEd25519($"portal.test/log/{_client}", new byte[Ed25519.KeyLength]);
        var entries = await EntriesAsync();
        await BehindTheBackAsync($"UPDATE portal.entry SET leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'client.changed', 'client.chanced'), 'UTF8') WHERE id = '{entries[3]}'");
        var head = await HeadAsync();
        await using var database = await _portal.ConnectAsAdministratorAsync();
        await using var forge = new NpgsqlCommand("UPDATE portal.log_checkpoint SET root = $2, note = $3 WHERE log_id = $1 AND size = $4", database)
        {
            Parameters =
            {
                new() { Value = _client.Value }, new() { Value = head.Root.ToArray() },
                new() { Value = SignedNote.Sign(new Checkpoint($"portal.test/log/{_client}", head).ToString(), forger).Bytes.ToArray() }, new() { Value = head.Size },
            },
        };
        await database.ExecuteAsync(Triggers("log_checkpoint", "DISABLE"));
        Assert.Equal(1, await forge.ExecuteNonQueryAsync(Cancellation));

        Assert.Contains(new LogFinding(LogFindingKind.CheckpointForged, Log, head.Size, null), (await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_log_rebuilt_whole_with_the_real_key_fails_against_a_checkpoint_the_client_kept_and_against_what_the_public_log_took_up()
    {
        var kept = await HeadAsync();
        _portal.Clock.Advance(Sequencer.AnchoredWithin + TimeSpan.FromMinutes(1));
        await RenameAsync("Vector 6");
        await _trees.DrainAsync(Cancellation);
        var entries = await EntriesAsync();
        await BehindTheBackAsync(
            $"""
            UPDATE portal.entry SET code = 'client.chanced', leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'client.changed', 'client.chanced'), 'UTF8') WHERE id = '{entries[3]}';
            DELETE FROM portal.log_checkpoint WHERE log_id = '{_client}'; DELETE FROM portal.log_node WHERE log_id = '{_client}'; DELETE FROM portal.log_leaf WHERE log_id = '{_client}';
            INSERT INTO portal.log_waiting SELECT id, at FROM portal.entry WHERE client_id = '{_client}'
            """);
        await _trees.DrainAsync(Cancellation);

        var findings = (await VerifyAsync()).Findings;
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal((LogFindingKind.AnchorMissing, LogId.Installation), (finding.Kind, finding.Log)));
        using var replay = new TreeReplay([kept]);
        await using var database = await _portal.ConnectAsAdministratorAsync();
        foreach (var leaf in await LeavesAsync(database)) replay.Append(leaf);
        Assert.False(replay.Finish());
    }

    private async Task<LogVerificationResult> VerifyAsync()
    {
        _portal.Clock.Advance(LogVerification.PlacedWithin + TimeSpan.FromSeconds(1));
        await using var source = NpgsqlDataSource.Create(await _portal.ConnectionStringAsync(DatabaseRoles.Worker));
        return await new LogVerification(source, BoundRows.Tables, _portal.Clock).RunAsync(progress: null, Cancellation);
    }

    private async Task BehindTheBackAsync(string statements)
    {
        await using var database = await _portal.ConnectAsAdministratorAsync();
        string[] tables = ["entry", "entry_personal", "log_leaf", "log_node", "log_checkpoint", "log_key"];
        await database.ExecuteAsync(string.Join("; ", tables.Select(table => Triggers(table, "DISABLE"))));
        await database.ExecuteAsync(statements);
        await database.ExecuteAsync(string.Join("; ", tables.Select(table => Triggers(table, "ENABLE"))));
        await database.ExecuteAsync(string.Join("; ", tables.Where(table => table != "entry_personal").Select(table => $"ALTER TABLE portal.{table} ENABLE ALWAYS TRIGGER refuse_change; ALTER TABLE portal.{table} ENABLE ALWAYS TRIGGER refuse_truncate")));
    }

    private static string Triggers(string table, string what) => $"ALTER TABLE portal.{table} {what} TRIGGER ALL";

    private async Task<List<Guid>> EntriesAsync()
    {
        await using var database = await _portal.ConnectAsAdministratorAsync();
        return await database.ListAsync<Guid>($"SELECT entry_id FROM portal.log_leaf WHERE log_id = '{_client}' ORDER BY index");
    }

    private Task<List<byte[]>> LeavesAsync(NpgsqlConnection database) =>
        database.ListAsync<byte[]>($"SELECT e.leaf FROM portal.log_leaf l JOIN portal.entry e ON e.id = l.entry_id WHERE l.log_id = '{_client}' ORDER BY l.index");

    private async Task<TreeHead> HeadAsync()
    {
        await using var database = await _portal.ConnectAsAdministratorAsync();
        var builder = new TreeBuilder();
        foreach (var leaf in await LeavesAsync(database)) builder.Append(MerkleTree.Leaf(leaf));
        return builder.Head;
    }

    private Task RenameAsync(string name) => _portal.RenameAsync(_manager, _client, name);
}
