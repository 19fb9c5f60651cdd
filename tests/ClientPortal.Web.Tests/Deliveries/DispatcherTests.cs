using ClientPortal.Audit.Ids;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Shared;
using ClientPortal.Testing;
using ClientPortal.TransparencyLog;
using Npgsql;

namespace ClientPortal.Web.Tests.Deliveries;

public sealed class DispatcherTests
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_goes_out_over_tls_and_logged_in_and_is_written_down_as_sent()
    {
        await using var post = await Post.OpenAsync();
        await post.PersonAsync("Nora North");
        await post.ForgotPasswordAsync("Nora North");
        Assert.Equal(1, await (await post.DispatcherAsync()).DispatchAsync(Now));
        var mail = Assert.Single(post.Sink.Mails);
        Assert.Equal((true, SmtpSink.User, "nora.north@people.test"), (mail.Tls, mail.User, Assert.Single(mail.To)));
        Assert.Equal(["Sent"], await post.StatesAsync());
        Assert.Equal([null], await post.FaultsAsync());
    }

    [Fact]
    public async Task A_server_without_tls_gets_neither_password_nor_mail()
    {
        await using var post = await Post.OpenAsync(new SmtpSink { OffersTls = false, WantsLogin = false });
        await post.PersonAsync("Nora North");
        await post.ForgotPasswordAsync("Nora North");
        await (await post.DispatcherAsync()).DispatchAsync(Now);
        Assert.Empty(post.Sink.Mails);
        Assert.Equal(["Queued"], await post.StatesAsync());
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_stops_the_mail_until_it_is_put_right()
    {
        await using var post = await Post.OpenAsync(isTrusted: false);
        await post.PersonAsync("Nora North");
        await post.ForgotPasswordAsync("Nora North");
        await (await post.DispatcherAsync()).DispatchAsync(Now);
        Assert.Empty(post.Sink.Mails);
        Assert.Equal(["tls"], await post.FaultsAsync());
        Assert.Equal(["Queued"], await post.StatesAsync());
    }

    [Fact]
    public async Task A_notice_waits_for_the_receipt_of_its_entry_and_carries_it_and_goes_without_after_a_minute()
    {
        await using var post = await Post.OpenAsync();
        var nora = await post.PersonAsync("Nora North");
        var client = await post.Portal.ClientAsync(nora);
        await post.Portal.PersonAsync(post.Administrator, "Clara Client", Role.ClientViewer, client);
        var dispatcher = await post.DispatcherAsync();
        await dispatcher.DispatchAsync(Now);
        Assert.Equal(["notice"], await post.ReadAsync("SELECT kind FROM portal.delivery WHERE state = 'Queued' AND client_id IS NOT NULL"));
        Assert.Null(await dispatcher.NextDueAsync(Now));
        await post.SequenceAsync();
        Assert.Equal(1, await dispatcher.DispatchAsync(Now));

        var mail = Assert.Single(post.Sink.Mails, mail => mail.Raw.Contains(".tlog-proof", StringComparison.Ordinal));
        var key = VerifierKey.Parse((string)Assert.Single(await post.ReadAsync($"SELECT verifier_key FROM portal.log_key WHERE log_id = '{client}'"))!);
        Assert.Equal(LogVerdict.Fits, LogProof.Parse(Attached(mail, ".tlog-proof")).Verify(Attached(mail, ".json"), new TrustedLog(key)));
        Assert.Contains("receipt", mail.Text, StringComparison.Ordinal);

        var sent = post.Sink.Mails.Count;
        await post.Portal.PersonAsync(post.Administrator, "Clark Client", Role.ClientViewer, client);
        await dispatcher.DispatchAsync(Now);
        Assert.Equal(sent, post.Sink.Mails.Count);
        post.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await dispatcher.DispatchAsync(Now));
        Assert.All(post.Sink.Mails.Skip(sent), mail => Assert.DoesNotContain("tlog-proof", mail.Raw, StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_the_server_is_away_nothing_is_lost_and_once_it_took_a_mail_nothing_is_sent_twice()
    {
        await using var post = await Post.OpenAsync();
        await post.PersonAsync("Nora North");
        var dispatcher = await post.DispatcherAsync();
        await post.Sink.CloseAsync();
        await post.ForgotPasswordAsync("Nora North");
        Assert.Equal(1, await dispatcher.DispatchAsync(Now));
        Assert.Equal(["connection"], await post.FaultsAsync());
        Assert.Equal(post.Clock.Now + FirstPause, await dispatcher.NextDueAsync(Now));

        post.Sink.Open();
        Assert.Equal(0, await dispatcher.DispatchAsync(Now));
        post.Clock.Advance(FirstPause);
        Assert.Equal(1, await dispatcher.DispatchAsync(Now));
        post.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await dispatcher.DispatchAsync(Now));
        Assert.Single(post.Sink.Mails);
        Assert.Equal(["Sent"], await post.StatesAsync());
    }

    [Fact]
    public async Task A_server_that_is_gone_for_an_hour_delays_every_mail_and_loses_doubles_and_parks_none()
    {
        await using var post = await Post.OpenAsync();
        for (var i = 0; i < 3; i++) await post.PersonAsync($"Person {i}");
        var dispatcher = await post.DispatcherAsync();
        await post.Sink.CloseAsync();
        var back = post.Clock.Now + TimeSpan.FromHours(1);
        for (var i = 0; i < 3; i++) await post.ForgotPasswordAsync($"Person {i}");
        while (await dispatcher.NextDueAsync(Now) is { } due && due < back)
        {
            if (due > post.Clock.Now) post.Clock.Now = due;
            await dispatcher.DispatchAsync(Now);
        }

        Assert.DoesNotContain("Parked", await post.StatesAsync());
        post.Sink.Open();
        while (await dispatcher.NextDueAsync(Now) is { } due)
        {
            post.Clock.Now = due;
            await dispatcher.DispatchAsync(Now);
        }

        Assert.Equal(["Sent", "Sent", "Sent"], await post.StatesAsync());
        Assert.Equal(3, post.Sink.Mails.Select(mail => Assert.Single(mail.To)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(3, post.Sink.Mails.Count);
        Assert.InRange(post.Clock.Now, back, back + TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_mail_is_parked_only_when_its_pauses_of_two_days_are_used_up()
    {
        await using var post = await Post.OpenAsync();
        await post.PersonAsync("Nora North");
        var dispatcher = await post.DispatcherAsync();
        await post.Sink.CloseAsync();
        await post.ForgotPasswordAsync("Nora North");
        var from = post.Clock.Now;
        while (await dispatcher.NextDueAsync(Now) is { } due)
        {
            Assert.Equal(["Queued"], await post.ReadAsync("SELECT DISTINCT state FROM portal.delivery WHERE state <> 'Sent'"));
            if (due > post.Clock.Now) post.Clock.Now = due;
            await dispatcher.DispatchAsync(Now);
        }

        Assert.Equal(["Parked"], await post.StatesAsync());
        Assert.InRange(post.Clock.Now - from, TimeSpan.FromDays(2), TimeSpan.FromDays(2.1));
    }

    [Fact]
    public async Task A_mail_that_is_sent_again_is_known_by_its_message_id_as_the_same()
    {
        await using var post = await Post.OpenAsync();
        await post.PersonAsync("Nora North");
        await post.ForgotPasswordAsync("Nora North");
        var dispatcher = await post.DispatcherAsync();
        post.Sink.Answer = command => command == "." ? "451 4.3.0 not now" : null;
        await dispatcher.DispatchAsync(Now);
        post.Sink.Answer = _ => null;
        post.Clock.Advance(FirstPause);
        await dispatcher.DispatchAsync(Now);
        var delivery = Assert.Single(await post.ReadAsync("SELECT DISTINCT delivery_id FROM portal.delivery_attempt"));
        Assert.Equal([$"<{delivery}@portal.example.com>", $"<{delivery}@portal.example.com>"], post.Sink.Mails.Select(mail => mail.MessageId));
        Assert.Equal(["smtp-451", null], await post.FaultsAsync());
    }

    [Fact]
    public async Task A_refused_address_is_parked_at_once_without_being_written_into_the_fault_and_an_administrator_tries_again()
    {
        await using var post = await Post.OpenAsync();
        await post.PersonAsync("Nora North");
        await post.ForgotPasswordAsync("Nora North");
        var dispatcher = await post.DispatcherAsync();
        post.Sink.Answer = command => command.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 <nora.north@people.test> is not here" : null;
        await dispatcher.DispatchAsync(Now);
        Assert.Equal(["Parked"], await post.StatesAsync());
        Assert.Equal(["smtp-550"], await post.FaultsAsync());

        var administrator = await post.Portal.ActorAsync(post.Administrator);
        var page = await post.Portal.Get<DeliveryReads>().TroubledAsync(administrator, null, Now);
        var row = Assert.Single(page.Rows);
        Assert.Equal((1, 0, "Nora North", 1, "smtp-550"), (page.Parked, page.Retried, row.Name, row.Attempts, row.LastFault));

        post.Sink.Answer = _ => null;
        await post.Portal.Get<TryDeliveryAgain>().RunAsync(post.Administrator, CommandId.New(), row.Id, Now).Done();
        await dispatcher.DispatchAsync(Now);
        Assert.Equal(["Sent"], await post.StatesAsync());
        Assert.Equal(["smtp-550", null], await post.FaultsAsync());
    }

    [Fact]
    public async Task Only_an_administrator_has_a_message_sent_again()
    {
        await using var post = await Post.OpenAsync();
        var person = await post.PersonAsync("Nora North");
        await post.ForgotPasswordAsync("Nora North");
        post.Sink.Answer = command => command.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 no" : null;
        await (await post.DispatcherAsync()).DispatchAsync(Now);
        var parked = DeliveryId.Of((Guid)Assert.Single(await post.ReadAsync("SELECT id FROM portal.delivery WHERE state = 'Parked'"))!);
        Assert.IsType<Outcome<DeliveryId>.NotFound>(await post.Portal.Get<TryDeliveryAgain>().RunAsync(person, CommandId.New(), parked, Now));
        await Assert.ThrowsAsync<NotYours>(async () => await post.Portal.Get<DeliveryReads>().TroubledAsync(await post.Portal.ActorAsync(person), null, Now));
    }

    [Fact]
    public async Task A_wrong_password_of_ours_parks_nothing()
    {
        await using var post = await Post.OpenAsync();
        await post.PersonAsync("Nora North");
        await post.ForgotPasswordAsync("Nora North");
        await (await post.DispatcherAsync(post.Mail with { Password = "wrong" })).DispatchAsync(Now);
        Assert.Equal(["Queued"], await post.StatesAsync());
        Assert.Empty(post.Sink.Mails);
    }

    [Fact]
    public async Task Two_dispatchers_at_once_send_each_mail_once()
    {
        await using var post = await Post.OpenAsync();
        for (var i = 0; i < 6; i++) await post.PersonAsync($"Person {i}");
        for (var i = 0; i < 48; i++) await post.ForgotPasswordAsync($"Person {i % 6}");
        var (one, other) = (await post.DispatcherAsync(), await post.DispatcherAsync());
        var attempts = await Task.WhenAll(one.DispatchAsync(Now), other.DispatchAsync(Now));
        Assert.Equal(48, attempts.Sum());
        Assert.All(attempts, share => Assert.True(share > 0, "One of the two found nothing to do."));
        Assert.Equal(48, post.Sink.Mails.Count);
        Assert.Equal(48, post.Sink.Mails.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task What_a_dying_dispatcher_held_is_taken_by_another_under_the_same_message_id_and_written_down_once()
    {
        await using var post = await Post.OpenAsync();
        await post.PersonAsync("Nora North");
        await post.ForgotPasswordAsync("Nora North");
        var (dying, heir) = (await post.DispatcherAsync(), await post.DispatcherAsync());
        var (taken, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        post.Sink.BeforeAnswer = async _ =>
        {
            if (taken.TrySetResult()) await goOn.Task;
        };
        var first = dying.DispatchAsync(Now);
        await taken.Task;
        Assert.Equal(0, await heir.DispatchAsync(Now));

        // The server has the mail, and the one who handed it over is gone before it could write that down.
        await post.KillSendersAsync();
        Assert.Equal(1, await heir.DispatchAsync(Now));
        goOn.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => first);
        Assert.Equal(2, post.Sink.Mails.Count);
        Assert.Single(post.Sink.Mails.Select(mail => mail.MessageId).Distinct());
        Assert.Equal(["Sent"], await post.StatesAsync());
        Assert.Equal([null], await post.FaultsAsync());
    }

    [Fact]
    public async Task A_dispatcher_that_is_stopped_amid_a_mail_leaves_it_for_later()
    {
        await using var post = await Post.OpenAsync();
        await post.PersonAsync("Nora North");
        await post.ForgotPasswordAsync("Nora North");
        using var stop = new CancellationTokenSource();
        var reached = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        post.Sink.BeforeAnswer = _ =>
        {
            reached.TrySetResult();
            return never.Task;
        };
        var dispatch = (await post.DispatcherAsync()).DispatchAsync(stop.Token);
        await reached.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dispatch);
        never.SetResult();
        post.Sink.BeforeAnswer = _ => Task.CompletedTask;
        Assert.Empty(await post.FaultsAsync());
        Assert.Equal(1, await (await post.DispatcherAsync()).DispatchAsync(Now));
        Assert.Equal(["Sent"], await post.StatesAsync());
    }

    [Fact]
    public async Task Who_is_shut_out_gets_nothing()
    {
        await using var post = await Post.OpenAsync();
        var person = await post.PersonAsync("Nora North");
        await post.ForgotPasswordAsync("Nora North");
        await post.Portal.Get<ChangeAccess>().DisableAsync(post.Administrator, CommandId.New(), person,
            new ReasonInput { Revision = await post.Portal.RevisionAsync(person), Reason = "left" }, Now).Done();
        await (await post.DispatcherAsync()).DispatchAsync(Now);
        Assert.Empty(post.Sink.Mails);
        Assert.Equal(["Parked"], await post.StatesAsync());
        Assert.Equal(["person-disabled"], await post.FaultsAsync());
    }

    [Fact]
    public async Task Who_has_not_joined_gets_the_invitation_at_once_and_notices_after_joining()
    {
        await using var post = await Post.OpenAsync();
        var invited = await post.Portal.Get<InvitePerson>().RunAsync(post.Administrator, CommandId.New(), new InvitePerson.Input
        {
            Name = "Nora North",
            Email = "nora@people.test",
            Language = Language.English,
            Zone = "Europe/London",
            Role = Role.Manager,
        }, Now).Done();
        var dispatcher = await post.DispatcherAsync();
        Assert.Equal(1, await dispatcher.DispatchAsync(Now));
        Assert.Null(await dispatcher.NextDueAsync(Now));
        var (person, token) = Letters.ReadLink(Assert.Single(Assert.Single(post.Sink.Mails).Links));
        Assert.Equal(invited, person);
        await post.Portal.Get<MailedLinks>().AcceptInvitationAsync(person, token,
            new MailedLinks.Input { Password = People.Password, Repeated = People.Password }, new Whence("203.0.113.7", "tests"), Now).Done();
        Assert.Equal(1, await dispatcher.DispatchAsync(Now));
        Assert.Contains("/notices/", post.Sink.Mails[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_letter_that_is_committed_reaches_the_mail_server_by_itself()
    {
        const int Times = 20;
        await using var post = await Post.OpenAsync();
        await post.PersonAsync("Nora North");
        using var service = await post.ServiceAsync();
        await service.StartAsync(Now);
        for (var i = 0; i < Times; i++)
        {
            var came = new TaskCompletionSource();
            post.Sink.BeforeAnswer = _ =>
            {
                came.TrySetResult();
                return Task.CompletedTask;
            };
            await post.ForgotPasswordAsync("Nora North");
            await came.Task.WaitAsync(TimeSpan.FromSeconds(30), Now);
        }

        await service.StopAsync(Now);
    }

    [Fact]
    public async Task An_invitation_that_somebody_did_not_need_is_dropped_and_troubles_nobody()
    {
        await using var post = await Post.OpenAsync();
        await post.Portal.PersonAsync(post.Administrator, "Nora North", Role.Manager);
        await (await post.DispatcherAsync()).DispatchAsync(Now);
        Assert.Equal(["Dropped"], await post.ReadAsync("SELECT state FROM portal.delivery WHERE kind = 'mail.invitation' AND state <> 'Sent'"));
        Assert.DoesNotContain(post.Sink.Mails, mail => mail.Text.Contains("/join", StringComparison.Ordinal));
        var page = await post.Portal.Get<DeliveryReads>().TroubledAsync(await post.Portal.ActorAsync(post.Administrator), null, Now);
        Assert.Empty(page.Rows);
    }

    [Fact]
    public async Task Queueing_wakes_whoever_listens_when_it_is_committed()
    {
        await using var post = await Post.OpenAsync();
        await post.PersonAsync("Nora North");
        await using var listening = await post.Portal.ConnectAsync(DatabaseRoles.Worker);
        await using (var listen = new NpgsqlCommand("LISTEN portal_delivery", listening)) await listen.ExecuteNonQueryAsync(Now);
        await post.ForgotPasswordAsync("Nora North");
        Assert.True(await listening.WaitAsync(TimeSpan.FromSeconds(10), Now));
    }

    private static byte[] Attached(ReceivedMail mail, string ending)
    {
        var at = mail.Raw.IndexOf($"{ending}", StringComparison.Ordinal);
        var start = mail.Raw.IndexOf("\r\n\r\n", at, StringComparison.Ordinal) + 4;
        return Convert.FromBase64String(mail.Raw[start..mail.Raw.IndexOf("\r\n--", start, StringComparison.Ordinal)].ReplaceLineEndings(""));
    }
}
