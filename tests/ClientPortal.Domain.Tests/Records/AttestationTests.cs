using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Records.Attesting;
using ClientPortal.Domain.Shared;
using ClientPortal.Testing.Outside;
using ClientPortal.TransparencyLog;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>What others vouch for: the newest checkpoint of each log is stamped and cosigned by who is set, and taken home by whom it concerns.</summary>
public sealed class AttestationTests : IAsyncLifetime
{
    private readonly AttestingPortal _portal = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _portal.InitializeAsync();

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task The_newest_checkpoint_of_each_log_is_stamped_and_the_next_no_sooner_than_was_set()
    {
        await _portal.UseAsync().Done();
        var round = await _portal.RunAsync();
        Assert.Equal((3, 0), (round.Done, round.Troubles.Count));
        Assert.Equal(0, (await _portal.RunAsync()).Done);

        _portal.Clock.Advance(TimeSpan.FromMinutes(59));
        await _portal.GrowAsync();
        Assert.Equal(0, (await _portal.RunAsync()).Done);
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        // Vector's log and the installation's, which took it up; the other client's has nothing new.
        Assert.Equal(2, (await _portal.RunAsync()).Done);

        Assert.Equal((_portal.Clock.Now, null), ((await _portal.AttestorsAsync()).Authority!.StampedAt, (await _portal.AttestorsAsync()).Authority!.Trouble));
        await AssertVerifiesAsync();
    }

    [Fact]
    public async Task A_client_takes_home_the_checkpoint_as_it_was_stamped_and_the_token_and_another_client_does_not()
    {
        await _portal.UseAsync().Done();
        await _portal.AddAsync().Done();
        await _portal.RunAsync();
        var log = LogId.Of(_portal.Vector);
        var stamp = (await SignedAsync(_portal.Viewer))!.Stamp!;
        Assert.Equal((TestAuthority.Name, _portal.Clock.Now), (stamp.Authority, stamp.At));

        var stamped = await StampedAsync(_portal.Viewer, stamp.Size);

        // As somebody with nothing of ours would look at it.
        Assert.True(Rfc3161TimestampToken.TryDecode(stamped!.Token, out var token, out _));
        Assert.True(token.VerifySignatureForData(stamped.Note, out _, token.AsSignedCms().Certificates));
        Assert.Equal(LogVerdict.Fits, (await TrustedAsync()).Verify(SignedNote.Parse(stamped.Note), out var checkpoint));
        Assert.Equal(stamp.Size, checkpoint!.Head.Size);
        Assert.Null(await StampedAsync(_portal.Stranger, stamp.Size));
        Assert.Null(await StampedAsync(_portal.Viewer, stamp.Size - 1));
        var logs = _portal.Get<LogReads>();
        var open = (await logs.PublicStampedAsync(size: null, Cancellation))!;
        Assert.Equal(open.Token, (await logs.PublicStampedAsync(open.Size, Cancellation))!.Token);
        await using var stranger = await _portal.ConnectAsAsync(_portal.Stranger);
        Assert.Equal(0, await stranger.ScalarAsync<long>($"SELECT (SELECT count(*) FROM portal.checkpoint_timestamp WHERE log_id = '{log}') + (SELECT count(*) FROM portal.checkpoint_cosignature WHERE log_id = '{log}')"));

        async Task<StampedCheckpoint?> StampedAsync(PersonId person, long size) => await _portal.Get<LogReads>().StampedAsync(await _portal.ActorAsync(person), log, size, Cancellation);
    }

    [Fact]
    public async Task Who_does_not_answer_is_asked_less_and_less_often_and_keeps_nobody_else_back()
    {
        await _portal.UseAsync().Done();
        await _portal.AddAsync().Done();
        _portal.Authority.Instead = _portal.Authority.HangAsync;
        var round = await _portal.RunAsync();
        Assert.Equal((3, AttestationFault.NoAnswer), (round.Done, Assert.Single(round.Troubles).Fault));
        var began = _portal.Clock.Now;

        foreach (var minutes in new[] { 1, 5, 20, 60, 60 })
        {
            _portal.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Empty((await _portal.RunAsync()).Troubles);
            _portal.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Single((await _portal.RunAsync()).Troubles);
        }

        Assert.Equal(began, (await _portal.AttestorsAsync()).Authority!.Trouble!.Since);
    }

    [Fact]
    public async Task One_server_at_a_time_asks()
    {
        await _portal.UseAsync().Done();
        await using var elsewhere = await _portal.ConnectAsync(DatabaseRoles.Worker);
        await elsewhere.ExecuteAsync("SELECT pg_advisory_lock(7163806)");

        Assert.Equal(AttestationRound.Elsewhere, await _portal.RunAsync());

        Assert.Equal(0, _portal.Authority.Requests);
    }

    [Fact]
    public async Task What_is_handed_out_carries_the_signatures_of_witnesses_and_what_the_log_signed_stays_the_same()
    {
        await _portal.AddAsync().Done();
        await using var second = new TestWitness(_portal.Clock, "another.test/w2");
        await second.OpenAsync();
        foreach (var key in await _portal.KeysAsync()) second.Know(key);
        await _portal.AddAsync(but: input => input with { Address = second.Address, Key = second.Key.ToString() }).Done();
        var before = SignedNote.Parse(await CheckpointAsync());

        var round = await _portal.RunAsync();

        Assert.Equal((6, 0), (round.Done, round.Troubles.Count));

        var after = SignedNote.Parse(await CheckpointAsync());
        Assert.Equal((before.Text, before.Signatures.Count + 2), (after.Text, after.Signatures.Count));
        var entry = (await EntriesAsync())[^1];
        var receipt = (await _portal.Get<ReceiptReads>().FindAsync(await _portal.ActorAsync(_portal.Viewer), entry, Cancellation))!;
        var proof = LogProof.Parse(receipt.Proof);
        var trusted = await TrustedAsync();
        Assert.Equal(LogVerdict.Fits, proof.Verify(receipt.Entry, trusted));
        var whole = (await _portal.Get<LogReads>().WholeAsync(await _portal.ActorAsync(_portal.Viewer), LogId.Of(_portal.Vector), Cancellation))!;
        foreach (var note in new[] { after, proof.Note, SignedNote.Parse(whole.Note) })
        {
            Assert.Equal(_portal.Clock.Now.ToUnixTimeSeconds(), note.CosignedAt(_portal.Witness.Key));
            Assert.Equal(_portal.Clock.Now.ToUnixTimeSeconds(), note.CosignedAt(second.Key));
        }

        Assert.Equal(["another.test/w2", "witness.test/w1"], (await SignedAsync(_portal.Viewer))!.Witnesses);
        await AssertVerifiesAsync();
    }

    [Fact]
    public async Task A_witness_is_proven_that_each_checkpoint_continues_the_one_it_saw_and_asked_once_a_minute_at_most()
    {
        await _portal.AddAsync().Done();
        await _portal.RunAsync();
        await _portal.GrowAsync();
        Assert.Equal(0, (await _portal.RunAsync()).Done);

        for (var more = 0; more < 5; more++)
        {
            _portal.Clock.Advance(AttestationRuns.CosignedWithin);
            for (var entry = 0; entry <= more; entry++) await _portal.GrowAsync();
            Assert.Empty((await _portal.RunAsync()).Troubles);
        }

        // It looks at each proof itself, and never had to say what it saw.
        Assert.Equal(_portal.Witness.Requests, await _portal.CountAsync("checkpoint_cosignature"));
        await AssertVerifiesAsync();
    }

    [Fact]
    public async Task A_witness_that_saw_more_than_is_known_here_says_so_and_is_proven_the_rest()
    {
        await _portal.AddAsync().Done();
        var heads = await _portal.HeadsAsync();
        // Its answer over the first checkpoint was lost.
        _portal.Witness.Saw(_portal.NameOfVector, heads[0]);
        await _portal.GrowAsync();

        var round = await _portal.RunAsync();

        Assert.Equal((3, 0), (round.Done, round.Troubles.Count));
        // Each log from nothing, and this one once more from what it saw.
        Assert.Equal([0L, 0L, 0L, heads[0].Size], _portal.Witness.OldSizes.Order());
    }

    [Fact]
    public async Task What_was_stamped_under_a_setting_that_has_been_replaced_and_cosigned_by_who_was_removed_still_verifies()
    {
        await _portal.UseAsync().Done();
        var witness = await _portal.AddAsync().Done();
        await _portal.RunAsync();
        await using var other = new TestAuthority(_portal.Clock);
        await _portal.UseAsync(but: input => input with { Certificates = other.Root }).Done();
        await _portal.Get<ChangeWitnesses>().RemoveAsync(_portal.Root, CommandId.New(), witness, new ReasonInput { Revision = 1, Reason = "It moved." }, Cancellation).Done();
        await _portal.GrowAsync();

        await AssertVerifiesAsync();
    }

    [Fact]
    public void A_witness_on_this_machine_is_for_development()
    {
        var rules = new FormRules();
        Assert.Equal("http://localhost:7380", new OutsideAddress(WitnessMayBeHere: true).OfWitness(rules, "http://localhost:7380/", "Address"));
        Assert.False(rules.IsBroken);
        new OutsideAddress(WitnessMayBeHere: false).OfWitness(rules, "http://localhost:7380/", "Address");
        Assert.Equal(Rule.NotASecretAddress, Assert.Single(rules.Refusals).Rule);
    }

    private async Task<List<EntryId>> EntriesAsync()
    {
        await using var database = await _portal.ConnectAsAdministratorAsync();
        return (await database.ListAsync<Guid>($"SELECT entry_id FROM portal.log_leaf WHERE log_id = '{_portal.Vector}' ORDER BY index")).ConvertAll(EntryId.Of);
    }

    private async Task<TrustedLog> TrustedAsync() => new(VerifierKey.Parse((await _portal.KeysAsync()).Single(key => key.StartsWith(_portal.NameOfVector, StringComparison.Ordinal))));

    private async Task<byte[]> CheckpointAsync() => (await _portal.Get<LogReads>().CheckpointAsync(await _portal.ActorAsync(_portal.Viewer), LogId.Of(_portal.Vector), Cancellation))!;

    private async Task<SignedLog?> SignedAsync(PersonId person) =>
        (await _portal.Get<RecordReads>().PageAsync(await _portal.ActorAsync(person), new RecordFilter { Client = _portal.Vector }, null, Cancellation))!.Log;

    private async Task AssertVerifiesAsync() => Assert.Empty((await _portal.VerifyAsync()).Findings);
}
