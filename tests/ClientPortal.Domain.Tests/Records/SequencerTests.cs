using System.Security.Cryptography;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Shared;
using ClientPortal.TransparencyLog;
using Npgsql;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>Entries get their places after they are committed: once each, in an order, under a signed checkpoint.</summary>
public sealed class SequencerTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private Trees _trees = null!;
    private PersonId _administrator;
    private PersonId _manager;
    private ClientId _client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _administrator = await portal.AdministratorAsync();
        _manager = await portal.PersonAsync(_administrator, $"Manager {Guid.CreateVersion7():n}", Role.Manager);
        _client = await portal.ClientAsync(_manager, $"Client {Guid.CreateVersion7():n}");
        _trees = await Trees.OfAsync(portal);
    }

    public async ValueTask DisposeAsync() => await _trees.DisposeAsync();

    [Fact]
    public async Task Every_committed_entry_has_one_place_and_the_checkpoint_covers_them_all()
    {
        await _trees.DrainAsync(Cancellation);

        await using var database = await portal.ConnectAsAdministratorAsync();
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM portal.entry e WHERE NOT EXISTS (SELECT FROM portal.log_leaf l WHERE l.entry_id = e.id)"));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM portal.log_waiting"));
        foreach (var log in await database.ListAsync<Guid>("SELECT id FROM portal.log")) await WholeLog.AssertAsync(database, new LogId(log));
        // A log begins with its own name and key, and goes on in the order of what happened.
        Assert.Equal("log.opened", await database.ScalarAsync<string>($"SELECT e.code FROM portal.log_leaf l JOIN portal.entry e ON e.id = l.entry_id WHERE l.log_id = '{_client}' AND l.index = 0"));
    }

    [Fact]
    public async Task An_entry_that_is_committed_late_is_not_passed_over()
    {
        await _trees.DrainAsync(Cancellation);
        await using var late = await portal.ConnectAsAsync(_manager);
        await using var transaction = await late.BeginTransactionAsync(Cancellation);
        var begunFirst = await WriteAsync(late);
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var quick = await portal.ConnectAsAsync(_manager);
        await WriteAsync(quick);
        Assert.Equal(1, await _trees.DrainAsync(Cancellation));
        await transaction.CommitAsync(Cancellation);

        Assert.Equal(1, await _trees.DrainAsync(Cancellation));

        await using var database = await portal.ConnectAsAdministratorAsync();
        Assert.Equal(1, await database.ScalarAsync<long>($"SELECT count(*) FROM portal.log_leaf WHERE entry_id = '{begunFirst.Value}'"));
        await WholeLog.AssertAsync(database, LogId.Of(_client));
    }

    [Fact]
    public async Task Several_nodes_at_once_place_each_entry_once()
    {
        await _trees.DrainAsync(Cancellation);
        var others = new List<Trees>();
        for (var node = 0; node < 3; node++) others.Add(await Trees.OfAsync(portal));
        for (var number = 0; number < 10; number++) await RenameAsync($"Name {number}");

        var rounds = await Task.WhenAll(others.Append(_trees).Select(node => Task.Run(() => node.DrainAsync(Cancellation))));

        Assert.Equal(10, rounds.Sum() + await _trees.DrainAsync(Cancellation));
        await using var database = await portal.ConnectAsAdministratorAsync();
        await WholeLog.AssertAsync(database, LogId.Of(_client));
        foreach (var other in others) await other.DisposeAsync();
    }

    [Fact]
    public async Task A_round_that_breaks_off_leaves_nothing_behind()
    {
        await _trees.DrainAsync(Cancellation);
        await RenameAsync("Before the power went");
        await using var database = await portal.ConnectAsAdministratorAsync();
        await using var holder = await portal.ConnectAsAdministratorAsync();
        await using (var held = await holder.BeginTransactionAsync(Cancellation))
        {
            // The round gets as far as its checkpoint and is killed there, with its leaves and hashes written.
            await holder.ExecuteAsync("LOCK TABLE portal.log_checkpoint IN SHARE ROW EXCLUSIVE MODE");
            var round = _trees.Sequencer.RunAsync(Cancellation);
            while (await database.ScalarAsync<long>("SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.usename = 'portal_worker' AND a.datname = current_database()") == 0)
            {
                if (round.IsCompleted) await round;
            }

            await database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'portal_worker' AND datname = current_database() AND state <> 'idle'");
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => round);
        }

        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM portal.log_waiting"));
        await WholeLog.AssertAsync(database, LogId.Of(_client));
        Assert.Equal(1, await _trees.DrainAsync(Cancellation));
        await WholeLog.AssertAsync(database, LogId.Of(_client));
    }

    [Fact]
    public async Task A_receipt_of_the_clients_own_entry_verifies_with_the_printed_key_and_an_altered_entry_does_not()
    {
        await RenameAsync("With a receipt");
        await _trees.DrainAsync(Cancellation);
        await using var database = await portal.ConnectAsAdministratorAsync();
        var entry = await database.ScalarAsync<Guid>($"SELECT id FROM portal.entry WHERE client_id = '{_client}' AND code = 'client.changed' LIMIT 1");
        var viewer = await portal.PersonAsync(_administrator, $"Viewer {Guid.CreateVersion7():n}", Role.ClientViewer, _client);
        var stranger = await portal.PersonAsync(_administrator, $"Stranger {Guid.CreateVersion7():n}", Role.ClientViewer, await portal.ClientAsync(_manager, $"Other {Guid.CreateVersion7():n}"));

        var receipt = await ReceiptAsync(viewer, entry);

        Assert.NotNull(receipt);
        var key = VerifierKey.Parse((await database.ScalarAsync<string>($"SELECT verifier_key FROM portal.log_key WHERE log_id = '{_client}'"))!);
        Assert.Equal($"portal.test/log/{_client}", key.Name);
        Assert.Equal(LogVerdict.Fits, LogProof.Parse(receipt.Proof).Verify(receipt.Entry, new TrustedLog(key)));
        receipt.Entry[^2] ^= 1;
        Assert.Equal(LogVerdict.DoesNotFit, LogProof.Parse(receipt.Proof).Verify(receipt.Entry, new TrustedLog(key)));
        Assert.Null(await ReceiptAsync(stranger, entry));
    }

    [Fact]
    public async Task The_files_of_a_log_are_for_whom_it_concerns_and_of_the_installations_hashes_alone_are_everybodys()
    {
        await _trees.DrainAsync(Cancellation);
        var logs = portal.Get<LogReads>();
        var viewer = await portal.ActorAsync(await portal.PersonAsync(_administrator, $"Viewer {Guid.CreateVersion7():n}", Role.ClientViewer, _client));
        var stranger = await portal.ActorAsync(await portal.PersonAsync(_administrator, $"Stranger {Guid.CreateVersion7():n}", Role.ClientViewer, await portal.ClientAsync(_manager, $"Other {Guid.CreateVersion7():n}")));
        var administrator = await portal.ActorAsync(_administrator);
        var log = LogId.Of(_client);

        var note = SignedNote.Parse((await logs.CheckpointAsync(viewer, log, Cancellation))!);
        var trusted = new TrustedLog(VerifierKey.Parse(Assert.Single(await logs.KeysAsync(viewer, log, Cancellation))));
        Assert.Equal(LogVerdict.Fits, trusted.Verify(note, out var checkpoint));
        var head = checkpoint!.Head;
        var tile = await logs.TileAsync(viewer, log, TilePath.Hashes(0, 0, (int)head.Size), Cancellation);
        Assert.Equal(head.Root, MerkleTree.Root(head.Size, new TileReader(head.Size, _ => tile).Read));
        var entries = new List<byte[]>();
        await foreach (var entry in (await logs.WholeAsync(viewer, log, Cancellation))!.Entries) entries.Add(entry);
        Assert.Equal(head.Size, entries.Count);

        Assert.Null(await logs.CheckpointAsync(stranger, log, Cancellation));
        Assert.Empty(await logs.KeysAsync(stranger, log, Cancellation));
        foreach (var outsider in new[] { stranger, administrator })
        {
            Assert.Null(await logs.TileAsync(outsider, log, TilePath.Hashes(0, 0, 1), Cancellation));
            Assert.Null(await logs.TileAsync(outsider, log, TilePath.Entries(0, 1), Cancellation));
            Assert.Null(await logs.WholeAsync(outsider, log, Cancellation));
        }

        Assert.NotNull(await logs.PublicCheckpointAsync(Cancellation));
        Assert.Equal(TreeHash.Length, (await logs.PublicTileAsync(TilePath.Hashes(0, 0, 1), Cancellation))!.Length);
        Assert.Null(await logs.PublicTileAsync(TilePath.Entries(0, 1), Cancellation));
        Assert.Null(await logs.WholeAsync(stranger, LogId.Installation, Cancellation));
        Assert.NotNull(await logs.WholeAsync(administrator, LogId.Installation, Cancellation));
        Assert.Null(await logs.PublicTileAsync(TilePath.Hashes(0, 1000), Cancellation));
    }

    [Fact]
    public async Task After_a_rotation_old_checkpoints_verify_with_the_old_key_new_ones_with_the_new_and_the_first_new_one_with_both()
    {
        var signatory = await portal.PersonAsync(_administrator, $"Signatory {Guid.CreateVersion7():n}", Role.ClientSignatory, _client);
        await _trees.DrainAsync(Cancellation);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.Get<RotateKeys>().RunAsync(_administrator, CommandId.New(), new ReasonInput { Reason = "The key may have been seen." }, Cancellation).Done();
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await _trees.DrainAsync(Cancellation);
        await RenameAsync("Under the new key");
        await _trees.DrainAsync(Cancellation);

        await using var database = await portal.ConnectAsAdministratorAsync();
        var keys = (await database.ListAsync<string>($"SELECT verifier_key FROM portal.log_key WHERE log_id = '{_client}' ORDER BY number")).ConvertAll(key => new TrustedLog(VerifierKey.Parse(key)));
        var notes = (await database.ListAsync<byte[]>($"SELECT note FROM portal.log_checkpoint WHERE log_id = '{_client}' ORDER BY size DESC LIMIT 3")).ConvertAll(note => SignedNote.Parse(note));
        Assert.Equal(2, keys.Count);
        Assert.Equal([LogVerdict.Unsigned, LogVerdict.Fits, LogVerdict.Fits], notes.ConvertAll(note => keys[0].Verify(note, out _)));
        Assert.Equal([LogVerdict.Fits, LogVerdict.Fits, LogVerdict.Unsigned], notes.ConvertAll(note => keys[1].Verify(note, out _)));
        const string told = "SELECT count(*) FROM portal.notice n JOIN portal.delivery d ON (d.entry_id, d.person_id) = (n.entry_id, n.person_id) WHERE n.code = 'log.key-replaced' AND n.person_id = '{0}' AND n.client_id {1}";
        Assert.Equal(1, await database.ScalarAsync<long>(string.Format(null, told, signatory, $"= '{_client}'")));
        Assert.Equal(1, await database.ScalarAsync<long>(string.Format(null, told, _administrator, "IS NULL")));
        Assert.IsType<Outcome<bool>.NotFound>(await portal.Get<RotateKeys>().RunAsync(_manager, CommandId.New(), new ReasonInput { Reason = "Mine." }, Cancellation));
        await portal.Get<RotateKeys>().RunAsync(_administrator, CommandId.New(), new ReasonInput { Reason = " " }, Cancellation).Refused();
    }

    [Fact]
    public async Task An_administrator_sees_whether_the_sequencer_keeps_up_and_with_which_keys_logs_are_signed()
    {
        await _trees.DrainAsync(Cancellation);
        var administrator = await portal.ActorAsync(_administrator);
        var reads = portal.Get<KeepingReads>();
        var whole = await reads.PageAsync(administrator, null, portal.Clock.Now, Cancellation);
        Assert.Equal((0, null, false), (whole.Waiting, whole.WaitingSince, whole.IsBehind));
        Assert.Contains(whole.Logs, log => log.Id == LogId.Of(_client) && log.Name == $"portal.test/log/{_client}" && log.Key.StartsWith(log.Name, StringComparison.Ordinal));

        await RenameAsync("Waiting");
        var waiting = await reads.PageAsync(administrator, null, portal.Clock.Now + TimeSpan.FromSeconds(5), Cancellation);
        Assert.Equal((1, portal.Clock.Now, false), (waiting.Waiting, waiting.WaitingSince, waiting.IsBehind));
        Assert.True((await reads.PageAsync(administrator, null, portal.Clock.Now + TimeSpan.FromSeconds(11), Cancellation)).IsBehind);
        await Assert.ThrowsAsync<NotYours>(async () => await reads.PageAsync(await portal.ActorAsync(_manager), null, portal.Clock.Now, Cancellation));
    }

    [Fact]
    public async Task The_installations_public_log_takes_up_the_hash_of_every_clients_newest_checkpoint_within_minutes()
    {
        portal.Clock.Advance(Sequencer.AnchoredWithin + TimeSpan.FromSeconds(1));
        await RenameAsync("To be taken up");
        await _trees.DrainAsync(Cancellation);

        await using var database = await portal.ConnectAsAdministratorAsync();
        var newest = await database.ScalarAsync<byte[]>($"SELECT note FROM portal.log_checkpoint WHERE log_id = '{_client}' ORDER BY size DESC LIMIT 1");
        var anchored = await database.ScalarAsync<byte[]>("SELECT leaf FROM portal.entry WHERE code = 'log.anchored' ORDER BY at DESC, id DESC LIMIT 1");
        var text = System.Text.Encoding.UTF8.GetString(anchored!);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(newest!)), text, StringComparison.Ordinal);
        Assert.DoesNotContain(_client.ToString(), text, StringComparison.Ordinal);
        await WholeLog.AssertAsync(database, LogId.Installation);
    }

    [Theory]
    [InlineData(DatabaseRoles.Application, "INSERT INTO portal.log_leaf (log_id, index, entry_id) SELECT '{0}', 1000, id FROM portal.entry LIMIT 1")]
    [InlineData(DatabaseRoles.Application, "INSERT INTO portal.log_key (log_id, number, verifier_key, sealed, made_at) VALUES ('{0}', 9, 'mine', '', now())")]
    [InlineData(DatabaseRoles.Application, "SELECT sealed FROM portal.log_key")]
    [InlineData(DatabaseRoles.Application, "DELETE FROM portal.log_waiting")]
    [InlineData(DatabaseRoles.Worker, "INSERT INTO portal.log_rotation (asked_by, asked_at) SELECT id, now() FROM portal.person LIMIT 1")]
    [InlineData(DatabaseRoles.Worker, "INSERT INTO portal.entry (id, client_id, code, at, subject_kind, subject_id, leaf) VALUES (gen_random_uuid(), '{0}', 'contract.signed', now(), 'contract', gen_random_uuid(), '')")]
    public async Task Places_and_keys_are_the_workers_alone_and_it_speaks_of_nothing_else(string login, string statement)
    {
        await _trees.DrainAsync(Cancellation);
        await using var connection = await portal.ConnectAsync(login);
        if (login == DatabaseRoles.Application) await connection.ExecuteAsync($"SELECT set_config('app.person', '{_administrator}', false)");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(statement.Replace("{0}", _client.ToString(), StringComparison.Ordinal)));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task<Receipt?> ReceiptAsync(PersonId person, Guid entry) =>
        await portal.Get<ReceiptReads>().FindAsync(await portal.ActorAsync(person), EntryId.Of(entry), Cancellation);

    private Task RenameAsync(string name) => portal.RenameAsync(_manager, _client, $"{name} {Guid.CreateVersion7():n}");

    private async Task<EntryId> WriteAsync(NpgsqlConnection connection)
    {
        var entry = Entry.For(new Fact("client.changed", _client, new FactSubject("client", _client.Value), Audience.Nobody), _manager, portal.Clock.Now);
        await using var command = new NpgsqlCommand("INSERT INTO portal.entry (id, client_id, code, at, actor_id, subject_kind, subject_id, leaf) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", connection)
        {
            Parameters =
            {
                new() { Value = entry.Id.Value }, new() { Value = entry.ClientId!.Value.Value }, new() { Value = entry.Code }, new() { Value = entry.At },
                new() { Value = entry.ActorId!.Value.Value }, new() { Value = entry.SubjectKind }, new() { Value = entry.SubjectId }, new() { Value = entry.Leaf },
            },
        };
        await command.ExecuteNonQueryAsync(Cancellation);
        return entry.Id;
    }
}
