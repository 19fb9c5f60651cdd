using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Records.Verifying;
using ClientPortal.Domain.Shared;
using Npgsql;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>The record is verified when somebody asks and every night; what is found is told, once, to who watches over it.</summary>
public sealed class VerificationTests : IAsyncLifetime
{
    private readonly VerificationPortal _portal = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _portal.OpenAsync();

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Auditors_and_administrators_ask_and_read_and_for_everybody_else_there_is_nothing()
    {
        foreach (var person in new[] { _portal.Manager, _portal.Signatory, _portal.Viewer })
        {
            Assert.IsType<Outcome<VerificationId>.NotFound>(await _portal.AskAsync(person));
            await Assert.ThrowsAsync<NotYours>(() => _portal.PageAsync(person));
        }

        var asked = await _portal.AskAsync(_portal.Auditor).Done();
        // Whoever asks while it waits gets the same, a second click too.
        Assert.Equal(asked, await _portal.AskAsync(_portal.Root).Done());
        Assert.Equal((asked, VerificationState.Asked, "Alan Auditor"), Told((await _portal.PageAsync(_portal.Root)).Pending!));

        Assert.True(await _portal.Runs.RunAsync(Cancellation));
        Assert.False(await _portal.Runs.RunAsync(Cancellation));

        var page = await _portal.PageAsync(_portal.Auditor);
        Assert.Null(page.Pending);
        Assert.Equal((asked, VerificationState.Whole, "Alan Auditor"), Told(page.Newest!));
        Assert.Equal((3, 0), (page.Newest!.Logs, page.Newest.Findings));
        await using var database = await _portal.ConnectAsAdministratorAsync();
        Assert.Equal(await database.ScalarAsync<long>("SELECT count(*) FROM portal.log_leaf"), page.Newest.Entries);
        Assert.Empty(await _portal.AlarmsAsync());

        static (VerificationId Id, VerificationState State, string? AskedBy) Told(VerificationRow run) => (run.Id, run.State, run.AskedBy);
    }

    [Fact]
    public async Task A_click_that_is_sent_twice_asks_once_also_when_the_first_has_ended_meanwhile()
    {
        var command = CommandId.New();
        var asked = await _portal.AskAsync(_portal.Auditor, command).Done();
        await _portal.Runs.RunAsync(Cancellation);

        Assert.Equal(asked, await _portal.AskAsync(_portal.Auditor, command).Done());
        Assert.Null((await _portal.PageAsync(_portal.Auditor)).Pending);
    }

    [Fact]
    public async Task Two_who_ask_at_the_same_moment_ask_for_one()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() => _portal.AskAsync(number % 2 == 0 ? _portal.Auditor : _portal.Root).Done())));

        Assert.Single(asked.Distinct());
    }

    [Fact]
    public async Task One_server_at_a_time_is_at_it()
    {
        await _portal.AskAsync(_portal.Auditor).Done();
        await using var elsewhere = await _portal.ConnectAsync(DatabaseRoles.Worker);
        await elsewhere.ExecuteAsync("SELECT pg_advisory_lock(7163803)");
        Assert.False(await _portal.Runs.RunAsync(Cancellation));

        await elsewhere.ExecuteAsync("SELECT pg_advisory_unlock(7163803)");
        Assert.True(await _portal.Runs.RunAsync(Cancellation));
        Assert.Equal(VerificationState.Whole, (await _portal.PageAsync(_portal.Auditor)).Newest!.State);
    }

    [Fact]
    public async Task A_run_whose_server_died_is_begun_anew_once_it_has_been_silent_for_minutes()
    {
        var asked = await _portal.AskAsync(_portal.Auditor).Done();
        await using var database = await _portal.ConnectAsAdministratorAsync();
        await database.ExecuteAsync($"UPDATE portal.verification SET state = 'Running', attempt = 1, begun_at = '{_portal.Clock.Now:o}', told_at = '{_portal.Clock.Now:o}', entries = 3, total = 9");

        _portal.Clock.Advance(VerificationRuns.DeadAfter - TimeSpan.FromSeconds(1));
        Assert.False(await _portal.Runs.RunAsync(Cancellation));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await _portal.Runs.RunAsync(Cancellation));

        Assert.Equal(VerificationState.Whole, (await _portal.OneAsync(asked)).Run.State);
        Assert.Equal(2, await database.ScalarAsync<int>("SELECT attempt FROM portal.verification"));
    }

    [Fact]
    public async Task A_run_that_another_server_has_begun_anew_is_left_to_it()
    {
        await _portal.AskAsync(_portal.Auditor).Done();
        await using var database = await _portal.ConnectAsAdministratorAsync();
        await using var holder = await _portal.ConnectAsAdministratorAsync();
        await using var held = await holder.BeginTransactionAsync(Cancellation);
        // It stands still at the checkpoints, and goes on saying that somebody is at it.
        await holder.ExecuteAsync("LOCK TABLE portal.log_checkpoint IN ACCESS EXCLUSIVE MODE");
        var run = _portal.Runs.RunAsync(Cancellation);
        while (await database.ScalarAsync<long>("SELECT count(*) FROM portal.verification WHERE state = 'Running'") == 0)
        {
            if (run.IsCompleted) await run;
        }

        Assert.Equal(1, await database.ExecuteAsync("UPDATE portal.verification SET attempt = 2"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM portal.verification WHERE state <> 'Running' OR attempt <> 2"));
    }

    [Fact]
    public async Task The_alarm_is_raised_once_for_the_same_and_again_for_something_else_and_ended_when_all_is_well()
    {
        Assert.Equal(VerificationState.Whole, (await _portal.VerifyAsync()).State);
        await _portal.TamperAsync(2);
        var broken = await _portal.VerifyAsync();
        await _portal.PlaceAsync();
        await _portal.VerifyAsync();
        Assert.Equal((VerificationState.Wrong, 1), (broken.State, broken.Findings));
        var finding = Assert.Single((await _portal.OneAsync(broken.Id)).Found);
        Assert.Equal((nameof(LogFindingKind.ColumnsDiffer), LogId.Of(_portal.Vector), 2L, "code"), (finding.Kind, finding.Log, finding.Place, finding.What));
        Assert.Equal("Vector 3", finding.Client);
        Assert.Single(await _portal.AlarmsAsync());

        await _portal.TamperAsync(3);
        Assert.Equal(2, (await _portal.VerifyAsync()).Findings);
        await _portal.PlaceAsync();
        Assert.Equal(2, (await _portal.AlarmsAsync()).Count);

        await _portal.RestoreAsync(2);
        await _portal.RestoreAsync(3);
        Assert.Equal(VerificationState.Whole, (await _portal.VerifyAsync()).State);
        await _portal.PlaceAsync();
        Assert.Equal(VerificationState.Whole, (await _portal.VerifyAsync()).State);

        var alarms = await _portal.AlarmsAsync();
        Assert.Equal(["record.broken", "record.broken", "record.whole"], alarms.ConvertAll(alarm => alarm.Code));
        Assert.All(alarms, alarm => Assert.Equal(new[] { _portal.Auditor, _portal.Root }.OrderBy(person => person.Value), alarm.Told.OrderBy(person => person.Value)));
    }

    [Fact]
    public async Task What_waits_in_a_log_that_is_broken_raises_no_alarm_of_its_own()
    {
        // The installation's log, in which the alarm stands itself, takes nothing any more.
        await _portal.BehindTheBackAsync("log_leaf", $"DELETE FROM portal.log_leaf WHERE log_id = '{LogId.Installation.Value}' AND index = 1");
        await _portal.VerifyAsync();
        await _portal.PlaceAsync();

        var later = await _portal.VerifyAsync();

        Assert.Contains((await _portal.OneAsync(later.Id)).Found, finding => finding.Kind == nameof(LogFindingKind.EntryUnplaced));
        Assert.Single(await _portal.AlarmsAsync());
    }

    [Fact]
    public async Task Findings_lead_on_to_entries_for_who_may_read_them_and_an_administrator_learns_no_more_than_where()
    {
        await _portal.TamperAsync(2);
        await _portal.VerifyAsync();

        Assert.NotNull(Assert.Single((await _portal.PageAsync(_portal.Auditor)).Found).EntryAt);
        var seen = Assert.Single((await _portal.PageAsync(_portal.Root)).Found);
        Assert.Equal((null, 2L, "Vector 3"), (seen.EntryAt, seen.Place, seen.Client));
    }

    [Fact]
    public async Task What_is_asked_for_wakes_a_server_once_and_a_night_that_was_asked_for_already_wakes_nobody()
    {
        var rings = new List<string>();
        await using var listener = await _portal.ConnectAsync(DatabaseRoles.Worker);
        listener.Notification += (_, ring) => rings.Add(ring.Payload);
        await listener.ExecuteAsync("LISTEN portal_verification");
        _portal.Clock.Advance(TimeSpan.FromDays(2));

        Assert.True(await _portal.Runs.AskNightlyAsync(3, TimeZoneInfo.Utc, Cancellation));
        Assert.False(await _portal.Runs.AskNightlyAsync(3, TimeZoneInfo.Utc, Cancellation));
        await using var database = await _portal.ConnectAsAdministratorAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO portal.verification (id, night, asked_at, state, attempt, entries, total, logs, checkpoints, findings)
            SELECT gen_random_uuid(), night, asked_at, 'Asked', 0, 0, 0, 0, 0, 0 FROM portal.verification ON CONFLICT (night) DO NOTHING;
            NOTIFY portal_verification, 'the end'
            """);

        while (!rings.Contains("the end")) await listener.WaitAsync(Cancellation);
        Assert.Equal(["", "the end"], rings);
    }

    [Fact]
    public async Task Each_night_is_asked_for_once_by_the_clock_of_its_zone_and_one_that_was_missed_is_made_up_for()
    {
        // Now it is noon in Moscow, and no hour has struck since there are logs.
        var moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
        Task<bool> AskAsync() => _portal.Runs.AskNightlyAsync(3, moscow, Cancellation);
        Assert.False(await AskAsync());
        _portal.Clock.Now = new DateTimeOffset(2026, 3, 2, 23, 59, 59, TimeSpan.Zero);
        Assert.False(await AskAsync());
        _portal.Clock.Now = new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(1, (await Task.WhenAll(AskAsync(), AskAsync(), AskAsync())).Count(asked => asked));
        Assert.False(await AskAsync());
        Assert.True(await _portal.Runs.RunAsync(Cancellation));
        Assert.Null((await _portal.PageAsync(_portal.Auditor)).Newest!.AskedBy);

        // Nothing ran for three days; then it is one night that is made up for, not three.
        _portal.Clock.Now = new DateTimeOffset(2026, 3, 6, 15, 0, 0, TimeSpan.Zero);
        Assert.True(await AskAsync());
        Assert.False(await AskAsync());
    }

    [Fact]
    public async Task The_record_is_known_to_be_whole_while_the_newest_run_found_nothing_and_is_not_two_days_old()
    {
        Assert.True(await _portal.Runs.IsKnownWholeAsync(Cancellation));
        _portal.Clock.Advance(VerificationRuns.FreshFor + TimeSpan.FromSeconds(1));
        Assert.False(await _portal.Runs.IsKnownWholeAsync(Cancellation));
        await _portal.VerifyAsync();
        Assert.True(await _portal.Runs.IsKnownWholeAsync(Cancellation));
        _portal.Clock.Advance(VerificationRuns.FreshFor);
        Assert.True(await _portal.Runs.IsKnownWholeAsync(Cancellation));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await _portal.Runs.IsKnownWholeAsync(Cancellation));

        await _portal.TamperAsync(2);
        await _portal.VerifyAsync();
        Assert.False(await _portal.Runs.IsKnownWholeAsync(Cancellation));
    }

    [Fact]
    public async Task Nor_is_it_while_an_entry_waits_for_its_place_longer_than_a_sequencer_needs()
    {
        await _portal.VerifyAsync();
        await _portal.RenameAsync(_portal.Manager, _portal.Vector, "Vector 4");
        _portal.Clock.Advance(LogVerification.PlacedWithin);
        Assert.True(await _portal.Runs.IsKnownWholeAsync(Cancellation));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await _portal.Runs.IsKnownWholeAsync(Cancellation));
        await _portal.PlaceAsync();
        Assert.True(await _portal.Runs.IsKnownWholeAsync(Cancellation));
    }

    [Fact]
    public async Task A_contracts_record_says_to_both_sides_when_the_whole_record_was_verified_and_how_it_ended()
    {
        var contract = await _portal.DraftedAsync();
        async Task<LastVerification?> VerifiedAsync() =>
            (await _portal.Get<RecordReads>().PageAsync(await _portal.ActorAsync(_portal.Manager), new RecordFilter { Contract = contract }, null, Cancellation))!.Verified;
        Assert.Null(await VerifiedAsync());
        await _portal.PlaceAsync();
        await _portal.VerifyAsync();
        Assert.Equal(new LastVerification(_portal.Clock.Now, IsWhole: true), await VerifiedAsync());
        await _portal.TamperAsync(2);
        await _portal.VerifyAsync();
        Assert.Equal(new LastVerification(_portal.Clock.Now, IsWhole: false), await VerifiedAsync());

        await using var viewer = await _portal.ConnectAsAsync(_portal.Viewer);
        Assert.False(await viewer.ScalarAsync<bool>("SELECT is_whole FROM portal.last_verification()"));
        Assert.Equal(0, await viewer.ScalarAsync<long>("SELECT (SELECT count(*) FROM portal.verification) + (SELECT count(*) FROM portal.verification_finding)"));
        await using var nobody = await _portal.ConnectAsAsync(person: null);
        Assert.Equal(0, await nobody.ScalarAsync<long>("SELECT count(*) FROM portal.last_verification()"));
    }

    [Fact]
    public async Task The_history_pages_by_key_newest_first()
    {
        for (var run = 0; run < VerificationReads.PageSize + 1; run++) await _portal.VerifyAsync();

        var first = await _portal.PageAsync(_portal.Auditor);
        var second = await _portal.PageAsync(_portal.Auditor, first.Next);

        Assert.Equal((VerificationReads.PageSize, 1, null), (first.Ended.Count, second.Ended.Count, second.Next));
        Assert.True(first.Ended[^1].EndedAt > second.Ended[0].EndedAt);
        Assert.Equal(first.Ended[0].Id, (await _portal.PageAsync(_portal.Auditor, "nonsense")).Ended[0].Id);
    }

    [Theory]
    [InlineData("auditor", "INSERT INTO portal.verification (id, asked_by, asked_at, state, attempt, entries, total, logs, checkpoints, findings) VALUES (gen_random_uuid(), '{root}', now(), 'Asked', 0, 0, 0, 0, 0, 0)")]
    [InlineData("auditor", "INSERT INTO portal.verification (id, night, asked_at, state, attempt, entries, total, logs, checkpoints, findings) VALUES (gen_random_uuid(), '2026-01-01', now(), 'Asked', 0, 0, 0, 0, 0, 0)")]
    [InlineData("auditor", "INSERT INTO portal.verification (id, asked_by, asked_at, state, attempt, begun_at, told_at, ended_at, entries, total, logs, checkpoints, findings) VALUES (gen_random_uuid(), '{auditor}', now(), 'Whole', 1, now(), now(), now(), 0, 0, 0, 0, 0)")]
    [InlineData("manager", "INSERT INTO portal.verification (id, asked_by, asked_at, state, attempt, entries, total, logs, checkpoints, findings) VALUES (gen_random_uuid(), '{manager}', now(), 'Asked', 0, 0, 0, 0, 0, 0)")]
    [InlineData("auditor", "UPDATE portal.verification SET findings = 0")]
    [InlineData("root", "DELETE FROM portal.verification")]
    [InlineData("root", "INSERT INTO portal.verification_finding SELECT id, 9, 'EntryMissing', id, NULL, NULL, '' FROM portal.verification")]
    [InlineData("root", "DELETE FROM portal.verification_finding")]
    [InlineData("worker", "INSERT INTO portal.verification (id, asked_by, asked_at, state, attempt, entries, total, logs, checkpoints, findings) VALUES (gen_random_uuid(), '{auditor}', now(), 'Asked', 0, 0, 0, 0, 0, 0)")]
    [InlineData("worker", "UPDATE portal.verification SET asked_by = NULL")]
    [InlineData("worker", "DELETE FROM portal.verification_finding")]
    [InlineData("worker", "INSERT INTO portal.entry (id, code, at, subject_kind, subject_id, leaf) VALUES (gen_random_uuid(), 'record.burnt', now(), 'verification', gen_random_uuid(), '')")]
    public async Task Who_asks_writes_a_wish_alone_and_the_worker_alone_says_how_it_ended(string who, string statement)
    {
        await _portal.TamperAsync(2);
        await _portal.VerifyAsync();
        await using var connection = who switch
        {
            "worker" => await _portal.ConnectAsync(DatabaseRoles.Worker),
            "root" => await _portal.ConnectAsAsync(_portal.Root),
            "manager" => await _portal.ConnectAsAsync(_portal.Manager),
            _ => await _portal.ConnectAsAsync(_portal.Auditor),
        };
        var text = statement.Replace("{root}", _portal.Root.ToString(), StringComparison.Ordinal).Replace("{auditor}", _portal.Auditor.ToString(), StringComparison.Ordinal).Replace("{manager}", _portal.Manager.ToString(), StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(text));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("UPDATE portal.verification SET findings = 0, state = 'Whole', digest = NULL")]
    [InlineData("DELETE FROM portal.verification_finding")]
    [InlineData("UPDATE portal.verification_finding SET what = ''")]
    [InlineData("TRUNCATE portal.verification CASCADE")]
    public async Task How_a_run_ended_stays_whoever_asks(string statement)
    {
        await _portal.TamperAsync(2);
        await _portal.VerifyAsync();
        await using var owner = await _portal.ConnectAsync(DatabaseRoles.Owner);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => owner.ExecuteAsync(statement));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
