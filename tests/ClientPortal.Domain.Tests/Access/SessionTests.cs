using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Access;

public sealed class SessionTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private PersonId _person;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Sessions Sessions => portal.Get<Sessions>();

    public async ValueTask InitializeAsync() =>
        _person = await portal.PersonAsync(await portal.AdministratorAsync(), $"Session {Guid.CreateVersion7():n}", Role.Manager);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_session_lasts_while_it_is_used_within_its_idle_time()
    {
        var session = await BeginAsync();

        portal.Clock.Advance(Session.Idle - TimeSpan.FromSeconds(1));
        Assert.NotNull(await ResumeAsync(session));
        portal.Clock.Advance(Session.Idle - TimeSpan.FromSeconds(1));
        Assert.NotNull(await ResumeAsync(session));
        portal.Clock.Advance(Session.Idle);
        Assert.Null(await ResumeAsync(session));
    }

    [Fact]
    public async Task However_busy_a_session_is_over_after_its_longest_time()
    {
        var session = await BeginAsync();
        var end = portal.Clock.Now + Session.Longest;

        for (var next = portal.Clock.Now + TimeSpan.FromHours(11); next < end; next += TimeSpan.FromHours(11))
        {
            portal.Clock.Now = next;
            Assert.NotNull(await ResumeAsync(session));
        }

        portal.Clock.Now = end;
        Assert.Null(await ResumeAsync(session));
    }

    [Fact]
    public async Task A_session_is_opened_by_nobody_but_its_person()
    {
        var session = await BeginAsync();
        var other = await portal.PersonAsync(await portal.AdministratorAsync(), $"Other {Guid.CreateVersion7():n}", Role.Manager);

        Assert.Null(await Sessions.ResumeAsync(session, other, Cancellation));
        await Sessions.EndAsync(session, other, Looks.Somewhere, Cancellation);
        Assert.IsType<Outcome<PersonId>.NotFound>(await portal.Get<OwnAccount>().EndSessionsAsync(other, CommandId.New(), SessionId.New(), session, Looks.Somewhere, Cancellation));

        Assert.NotNull(await ResumeAsync(session));
    }

    [Fact]
    public async Task Who_leaves_is_out_and_ending_the_others_keeps_the_present_one()
    {
        var (present, laptop, phone) = (await BeginAsync(), await BeginAsync(), await BeginAsync());

        await Sessions.EndAsync(phone, _person, Looks.Somewhere, Cancellation);
        Assert.Null(await ResumeAsync(phone));
        await portal.Get<OwnAccount>().EndSessionsAsync(_person, CommandId.New(), present, null, Looks.Somewhere, Cancellation).Done();

        Assert.Null(await ResumeAsync(laptop));
        Assert.NotNull(await ResumeAsync(present));
    }

    [Fact]
    public async Task Another_password_ends_the_other_sessions_and_needs_the_present_one()
    {
        var (present, other) = (await BeginAsync(), await BeginAsync());
        var account = portal.Get<OwnAccount>();
        var form = new OwnAccount.PasswordInput { Present = "wrong", Password = "lanterns in the fog 3", Repeated = "lanterns in the fog 3" };

        var refusal = Assert.Single(await account.ChangePasswordAsync(_person, CommandId.New(), present, Looks.Somewhere, form, Cancellation).Refused());
        Assert.Equal((Rule.PasswordWrong, "Present"), (refusal.Rule, refusal.Field));
        await account.ChangePasswordAsync(_person, CommandId.New(), present, Looks.Somewhere, form with { Present = People.Password }, Cancellation).Done();

        Assert.NotNull(await ResumeAsync(present));
        Assert.Null(await ResumeAsync(other));
        Assert.True(await portal.WithUsersAsync(_person, (users, person) => users.CheckPasswordAsync(person, form.Password)));
    }

    [Fact]
    public async Task A_profile_is_changed_by_its_person_told_in_the_record_and_stale_when_late()
    {
        var revision = await portal.RevisionAsync(_person);
        var form = new OwnAccount.ProfileInput { Revision = revision, Name = "Новое Имя", Language = Language.Russian, Zone = "Asia/Tbilisi" };

        await portal.Get<OwnAccount>().ChangeProfileAsync(_person, CommandId.New(), form, Cancellation).Done();

        Assert.Equal("Новое Имя", (await portal.ActorAsync(_person)).Name);
        Assert.IsType<Outcome<PersonId>.Stale>(await portal.Get<OwnAccount>().ChangeProfileAsync(_person, CommandId.New(), form, Cancellation));
        var line = Assert.Single(await portal.Get<OwnAccount>().ChangeProfileAsync(_person, CommandId.New(), form with { Revision = revision + 1, Name = "Two\r\nLines" }, Cancellation).Refused());
        Assert.Equal((Rule.UnprintableText, "Name"), (line.Rule, line.Field));
        Assert.Single(await portal.EntriesOfAsync(_person.Value), entry => entry.Code == "person.profile-changed");
    }

    private Task<SessionId> BeginAsync() => Sessions.BeginAsync(_person, SignInMethod.PasswordAndCode, Looks.Somewhere, Cancellation);

    private Task<SignedIn?> ResumeAsync(SessionId session) => Sessions.ResumeAsync(session, _person, Cancellation);
}
