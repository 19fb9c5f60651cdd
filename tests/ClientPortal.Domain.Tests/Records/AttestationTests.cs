using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using ClientPortal.Audit.Entries;
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

/// <summary>What others vouch for: the newest checkpoint of each log is stamped and cosigned by who is set, and what they answer wrongly is never kept.</summary>
public sealed class AttestationTests : IAsyncLifetime
{
    private readonly AttestingPortal _portal = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _portal.OpenAsync();

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task The_newest_checkpoint_of_each_log_is_stamped_and_the_next_no_sooner_than_was_set()
    {
        await _portal.UseAsync().Done();
        var round = await RunAsync();
        Assert.Equal((3, 0), (round.Done, round.Troubles.Count));
        Assert.Equal(0, (await RunAsync()).Done);

        _portal.Clock.Advance(TimeSpan.FromMinutes(59));
        await _portal.GrowAsync();
        Assert.Equal(0, (await RunAsync()).Done);
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        // Vector's log and the installation's, which took it up; the other client's has nothing new.
        Assert.Equal(2, (await RunAsync()).Done);

        Assert.Equal((_portal.Clock.Now, null), ((await _portal.AttestorsAsync()).Authority!.StampedAt, (await _portal.AttestorsAsync()).Authority!.Trouble));
        await AssertVerifiesAsync();
    }

    [Fact]
    public async Task A_client_takes_home_the_checkpoint_as_it_was_stamped_and_the_token_and_another_client_does_not()
    {
        await _portal.UseAsync().Done();
        await _portal.AddAsync().Done();
        await RunAsync();
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

    public static TheoryData<string, AttestationFault> WrongAnswers { get; } = new()
    {
        { "another number", AttestationFault.OtherContent },
        { "something else stamped", AttestationFault.OtherContent },
        { "another root", AttestationFault.NotTrusted },
        { "not for timestamps", AttestationFault.Forged },
        { "forged", AttestationFault.Forged },
        { "refused", AttestationFault.Refused },
        { "garbage", AttestationFault.Unreadable },
        { "nothing", AttestationFault.Unreadable },
        { "500", AttestationFault.WrongStatus },
        { "redirect", AttestationFault.WrongStatus },
        { "too long", AttestationFault.TooLong },
        { "hangs", AttestationFault.NoAnswer },
        { "nobody there", AttestationFault.NoConnection },
        { "an hour behind", AttestationFault.ClockDiffers },
        { "an hour ahead", AttestationFault.ClockDiffers },
    };

    [Theory]
    [MemberData(nameof(WrongAnswers))]
    public async Task A_wrong_answer_of_the_authority_is_said_and_never_kept_and_is_over_when_it_answers_rightly(string wrong, AttestationFault fault)
    {
        await using var other = new TestAuthority(_portal.Clock);
        await _portal.UseAsync(but: input => wrong switch
        {
            "another root" => input with { Certificates = other.Root },
            "nobody there" => input with { Address = "http://127.0.0.1:9/" },
            _ => input,
        }).Done();
        Misbehave(_portal.Authority, wrong);

        var trouble = Assert.Single((await RunAsync()).Troubles);

        Assert.Equal((fault, false), (trouble.Fault, trouble.IsAlarming));
        Assert.Equal(0, await CountAsync("checkpoint_timestamp"));
        var told = (await _portal.AttestorsAsync()).Authority!.Trouble!;
        Assert.Equal((fault, _portal.Clock.Now, _portal.Clock.Now + TimeSpan.FromMinutes(1)), (told.Fault, told.Since, told.NextAttemptAt));
        if (wrong is "another root" or "nobody there") return;
        Misbehave(_portal.Authority, "");
        // It is left alone for a minute.
        Assert.Equal(0, (await RunAsync()).Done);
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, (await RunAsync()).Done);
        Assert.Null((await _portal.AttestorsAsync()).Authority!.Trouble);
    }

    [Fact]
    public async Task Who_does_not_answer_is_asked_less_and_less_often_and_keeps_nobody_else_back()
    {
        await _portal.UseAsync().Done();
        await _portal.AddAsync().Done();
        _portal.Authority.Instead = _portal.Authority.HangAsync;
        var round = await RunAsync();
        Assert.Equal((3, AttestationFault.NoAnswer), (round.Done, Assert.Single(round.Troubles).Fault));
        var began = _portal.Clock.Now;

        foreach (var minutes in new[] { 1, 5, 20, 60, 60 })
        {
            _portal.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Empty((await RunAsync()).Troubles);
            _portal.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Single((await RunAsync()).Troubles);
        }

        Assert.Equal(began, (await _portal.AttestorsAsync()).Authority!.Trouble!.Since);
    }

    [Fact]
    public async Task One_server_at_a_time_asks()
    {
        await _portal.UseAsync().Done();
        await using var elsewhere = await _portal.ConnectAsync(DatabaseRoles.Worker);
        await elsewhere.ExecuteAsync("SELECT pg_advisory_lock(7163806)");

        Assert.Equal(AttestationRound.Elsewhere, await RunAsync());

        Assert.Equal(0, _portal.Authority.Requests);
    }

    [Fact]
    public async Task What_is_handed_out_carries_the_signatures_of_witnesses_and_what_the_log_signed_stays_the_same()
    {
        await _portal.AddAsync().Done();
        await using var second = new TestWitness(_portal.Clock, "another.test/w2");
        await second.OpenAsync();
        foreach (var key in await KeysAsync()) second.Know(key);
        await _portal.AddAsync(but: input => input with { Address = second.Address, Key = second.Key.ToString() }).Done();
        var before = SignedNote.Parse(await CheckpointAsync());

        var round = await RunAsync();

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
        await RunAsync();
        await _portal.GrowAsync();
        Assert.Equal(0, (await RunAsync()).Done);

        for (var more = 0; more < 5; more++)
        {
            _portal.Clock.Advance(AttestationRuns.CosignedWithin);
            for (var entry = 0; entry <= more; entry++) await _portal.GrowAsync();
            Assert.Empty((await RunAsync()).Troubles);
        }

        // It looks at each proof itself, and never had to say what it saw.
        Assert.Equal(_portal.Witness.Requests, await CountAsync("checkpoint_cosignature"));
        await AssertVerifiesAsync();
    }

    [Fact]
    public async Task A_witness_that_saw_more_than_is_known_here_says_so_and_is_proven_the_rest()
    {
        await _portal.AddAsync().Done();
        var heads = await HeadsAsync();
        // Its answer over the first checkpoint was lost.
        _portal.Witness.Saw(NameOfVector, heads[0]);
        await _portal.GrowAsync();

        var round = await RunAsync();

        Assert.Equal((3, 0), (round.Done, round.Troubles.Count));
        // Each log from nothing, and this one once more from what it saw.
        Assert.Equal([0L, 0L, 0L, heads[0].Size], _portal.Witness.OldSizes.Order());
    }

    public static TheoryData<string, AttestationFault, bool> WrongCosignatures { get; } = new()
    {
        { "forged", AttestationFault.Forged, false },
        { "another log seen", AttestationFault.Disagrees, true },
        { "more seen than there is", AttestationFault.SawMore, true },
        { "log unknown", AttestationFault.LogUnknown, false },
        { "key unknown", AttestationFault.KeyUnknown, false },
        { "garbage", AttestationFault.Unreadable, false },
        { "500", AttestationFault.WrongStatus, false },
        { "hangs", AttestationFault.NoAnswer, false },
        { "an hour ahead", AttestationFault.ClockDiffers, false },
    };

    [Theory]
    [MemberData(nameof(WrongCosignatures))]
    public async Task A_wrong_answer_of_a_witness_is_said_and_never_kept(string wrong, AttestationFault fault, bool isAlarming)
    {
        var ahead = new FakeClock { Now = _portal.Clock.Now + TimeSpan.FromHours(wrong == "an hour ahead" ? 1 : 0) };
        await using var witness = new TestWitness(ahead, "wrong.test/w");
        await witness.OpenAsync();
        if (wrong != "log unknown")
        {
            foreach (var key in await KeysAsync()) witness.Know(key);
        }

        await _portal.AddAsync(but: input => input with { Address = witness.Address, Key = witness.Key.ToString() }).Done();
        await MisbehaveAsync(witness, wrong);

        var troubles = (await RunAsync()).Troubles;

        Assert.NotEmpty(troubles);
        Assert.All(troubles, trouble => Assert.Equal((fault, isAlarming), (trouble.Fault, trouble.IsAlarming)));
        Assert.Equal(0, await CountAsync("checkpoint_cosignature", $"log_id = '{_portal.Vector}'"));
        Assert.Equal(fault, Assert.Single((await _portal.AttestorsAsync()).Witnesses).Trouble!.Fault);
    }

    [Theory]
    [InlineData("checkpoint_timestamp", "UPDATE portal.checkpoint_timestamp SET at = at - interval '1 year' WHERE log_id = '{0}'", LogFindingKind.TimestampDoesNotFit)]
    [InlineData("checkpoint_timestamp", "UPDATE portal.checkpoint_timestamp SET token = (SELECT token FROM portal.checkpoint_timestamp o WHERE o.log_id <> '{0}' LIMIT 1) WHERE log_id = '{0}'", LogFindingKind.TimestampDoesNotFit)]
    [InlineData("checkpoint_timestamp", "UPDATE portal.checkpoint_timestamp SET token = '\\x00' WHERE log_id = '{0}'", LogFindingKind.TimestampDoesNotFit)]
    [InlineData("log_checkpoint", "UPDATE portal.log_checkpoint SET note = note || convert_to(E'— more dGhpcyBpcyBub25l\\n', 'UTF8') WHERE (log_id, size) = (SELECT log_id, size FROM portal.checkpoint_timestamp WHERE log_id = '{0}')", LogFindingKind.TimestampDoesNotFit)]
    [InlineData("log_checkpoint", "UPDATE portal.log_checkpoint SET signed_at = signed_at + interval '1 hour' WHERE (log_id, size) = (SELECT log_id, size FROM portal.checkpoint_timestamp WHERE log_id = '{0}')", LogFindingKind.TimestampTooEarly)]
    [InlineData("log_checkpoint", "DELETE FROM portal.log_checkpoint WHERE (log_id, size) = (SELECT log_id, size FROM portal.checkpoint_timestamp WHERE log_id = '{0}')", LogFindingKind.AttestedMissing)]
    [InlineData("checkpoint_cosignature", "UPDATE portal.checkpoint_cosignature SET line = (SELECT line FROM portal.checkpoint_cosignature o WHERE o.log_id <> '{0}' LIMIT 1) WHERE log_id = '{0}'", LogFindingKind.CosignatureDoesNotFit)]
    [InlineData("checkpoint_cosignature", "UPDATE portal.checkpoint_cosignature SET line = '— nothing' WHERE log_id = '{0}'", LogFindingKind.CosignatureDoesNotFit)]
    [InlineData("checkpoint_cosignature", "UPDATE portal.checkpoint_cosignature SET at = at + interval '1 second' WHERE log_id = '{0}'", LogFindingKind.CosignatureDoesNotFit)]
    [InlineData("timestamp_authority", "UPDATE portal.timestamp_authority SET certificates = 'none'", LogFindingKind.RowDiffers)]
    [InlineData("witness", "UPDATE portal.witness SET address = 'https://elsewhere.example'", LogFindingKind.RowDiffers)]
    public async Task What_was_vouched_for_and_tampered_with_is_found_by_verification(string table, string deed, LogFindingKind kind)
    {
        await _portal.UseAsync().Done();
        await _portal.AddAsync().Done();
        Assert.Equal(6, (await RunAsync()).Done);
        await AssertVerifiesAsync();
        await using var database = await _portal.ConnectAsAdministratorAsync();
        await database.ExecuteAsync($"SET session_replication_role = replica; ALTER TABLE portal.{table} DISABLE TRIGGER ALL");
        Assert.True(await database.ExecuteAsync(deed.Replace("{0}", _portal.Vector.ToString(), StringComparison.Ordinal)) > 0);

        Assert.Contains(kind, (await VerifyAsync()).Findings.Select(finding => finding.Kind));
    }

    [Fact]
    public async Task What_was_stamped_under_a_setting_that_has_been_replaced_and_cosigned_by_who_was_removed_still_verifies()
    {
        await _portal.UseAsync().Done();
        var witness = await _portal.AddAsync().Done();
        await RunAsync();
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

    private string NameOfVector => $"portal.test/log/{_portal.Vector}";

    private Task<AttestationRound> RunAsync() => _portal.Runs.RunAsync(Cancellation);

    private static void Misbehave(TestAuthority authority, string wrong)
    {
        authority.OtherNonce = wrong == "another number";
        authority.OtherImprint = wrong == "something else stamped";
        authority.NotForTimestamps = wrong == "not for timestamps";
        authority.Forges = wrong == "forged";
        authority.Status = wrong == "refused" ? 2 : 0;
        authority.Off = TimeSpan.FromHours(wrong switch { "an hour behind" => -1, "an hour ahead" => 1, _ => 0 });
        authority.Instead = wrong switch
        {
            "garbage" => OutsideServer.Says("<html>Welcome</html>"u8.ToArray()),
            "nothing" => OutsideServer.Says([]),
            "500" => OutsideServer.Says(StatusCodes.Status500InternalServerError),
            "redirect" => context =>
            {
                context.Response.Redirect("/tsa");
                return Task.CompletedTask;
            },
            "too long" => OutsideServer.Says(new byte[100_000]),
            "hangs" => authority.HangAsync,
            _ => null,
        };
    }

    private async Task MisbehaveAsync(TestWitness witness, string wrong)
    {
        witness.Forges = wrong == "forged";
        witness.Instead = wrong switch
        {
            "garbage" => OutsideServer.Says("Welcome\n"u8.ToArray()),
            "500" => OutsideServer.Says(StatusCodes.Status500InternalServerError),
            "key unknown" => OutsideServer.Says(StatusCodes.Status403Forbidden),
            "hangs" => witness.HangAsync,
            _ => null,
        };
        var head = (await HeadsAsync())[^1];
        var other = new TreeHash(SHA256.HashData("another log"u8));
        if (wrong == "another log seen") witness.Saw(NameOfVector, head with { Root = other });
        if (wrong == "more seen than there is") witness.Saw(NameOfVector, new TreeHead(head.Size + 7, other));
    }

    private async Task<List<TreeHead>> HeadsAsync()
    {
        await using var database = await _portal.ConnectAsAdministratorAsync();
        return (await database.ListAsync<byte[]>($"SELECT note FROM portal.log_checkpoint WHERE log_id = '{_portal.Vector}' ORDER BY size"))
            .ConvertAll(note => Checkpoint.Parse(SignedNote.Parse(note).Text).Head);
    }

    private async Task<List<EntryId>> EntriesAsync()
    {
        await using var database = await _portal.ConnectAsAdministratorAsync();
        return (await database.ListAsync<Guid>($"SELECT entry_id FROM portal.log_leaf WHERE log_id = '{_portal.Vector}' ORDER BY index")).ConvertAll(EntryId.Of);
    }

    private async Task<long> CountAsync(string table, string where = "true")
    {
        await using var database = await _portal.ConnectAsAdministratorAsync();
        return await database.ScalarAsync<long>($"SELECT count(*) FROM portal.{table} WHERE {where}");
    }

    private async Task<List<string>> KeysAsync() => await _portal.Get<KeepingReads>().KeysAsync(await _portal.ActorAsync(_portal.Root), Cancellation);

    private async Task<TrustedLog> TrustedAsync() => new(VerifierKey.Parse((await KeysAsync()).Single(key => key.StartsWith(NameOfVector, StringComparison.Ordinal))));

    private async Task<byte[]> CheckpointAsync() => (await _portal.Get<LogReads>().CheckpointAsync(await _portal.ActorAsync(_portal.Viewer), LogId.Of(_portal.Vector), Cancellation))!;

    private async Task<SignedLog?> SignedAsync(PersonId person) =>
        (await _portal.Get<RecordReads>().PageAsync(await _portal.ActorAsync(person), new RecordFilter { Client = _portal.Vector }, null, Cancellation))!.Log;

    private async Task AssertVerifiesAsync() => Assert.Empty((await VerifyAsync()).Findings);

    private async Task<LogVerificationResult> VerifyAsync()
    {
        await using var source = NpgsqlDataSource.Create(await _portal.ConnectionStringAsync(DatabaseRoles.Worker));
        return await new LogVerification(source, BoundRows.Tables, _portal.Clock).RunAsync(progress: null, Cancellation);
    }
}
