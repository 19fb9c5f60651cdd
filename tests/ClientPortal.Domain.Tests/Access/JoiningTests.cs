using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Tests.Access;

public sealed class JoiningTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private static readonly MailedLinks.Input Passwords = new() { Password = "bridge under snow 7", Repeated = "bridge under snow 7" };

    private PersonId _administrator;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _administrator = await portal.AdministratorAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_invitation_greets_by_name_and_is_good_once()
    {
        var (person, token) = await InvitedAsync("Greta Green");

        Assert.Equal("Greta Green", (await portal.Get<MailedLinks>().FindInvitationAsync(person, token, Cancellation))?.Name);
        await AcceptAsync(person, token).Done();

        Assert.NotNull(await portal.FindAsync(person));
        Assert.Null(await portal.Get<MailedLinks>().FindInvitationAsync(person, token, Cancellation));
        Assert.Equal(Rule.LinkExpired, Assert.Single(await AcceptAsync(person, token).Refused()).Rule);
        Assert.Equal(["person.invited", "person.joined"], (await portal.EntriesOfAsync(person.Value)).Select(entry => entry.Code));
    }

    [Fact]
    public async Task Two_who_accept_at_the_same_moment_are_one_who_joined_and_one_who_came_late()
    {
        var (person, token) = await InvitedAsync("Twin Tabs");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AcceptAsync(person, token))));

        Assert.Single(outcomes.OfType<Outcome<PersonId>.Done>());
        Assert.All(outcomes.OfType<Outcome<PersonId>.Refused>(), refused => Assert.Equal(Rule.LinkExpired, refused.Refusals[0].Rule));
        Assert.Single(await portal.EntriesOfAsync(person.Value), entry => entry.Code == "person.joined");
    }

    [Fact]
    public async Task A_token_opens_nothing_but_the_door_it_was_made_for()
    {
        var (person, token) = await InvitedAsync("Own Olga");
        var (other, _) = await InvitedAsync("Other Oleg");
        var reset = await portal.WithUsersAsync(person, MailedLinks.ResetTokenAsync);

        foreach (var (whose, wrong) in new[] { (other, token), (person, reset), (person, token[..^4] + "AAAA"), (person, ""), (person, "not base 64 ✓"), (PersonId.New(), token) })
            Assert.Equal(Rule.LinkExpired, Assert.Single(await AcceptAsync(whose, wrong).Refused()).Rule);

        Assert.Null(await portal.FindAsync(person));
        Assert.Null(await portal.FindAsync(other));
    }

    [Fact]
    public async Task Who_was_shut_out_while_invited_cannot_join()
    {
        var (person, token) = await InvitedAsync("Shut Sue");
        await portal.Get<ChangeAccess>().DisableAsync(_administrator, CommandId.New(), person, await portal.ReasonAsync(person), Cancellation).Done();

        Assert.Equal(Rule.LinkExpired, Assert.Single(await AcceptAsync(person, token).Refused()).Rule);
        Assert.Null(await portal.Get<MailedLinks>().FindInvitationAsync(person, token, Cancellation));
    }

    [Fact]
    public async Task A_refused_password_leaves_the_invitation_as_it_was()
    {
        var (person, token) = await InvitedAsync("Weak Will");

        Assert.Equal(Rule.PasswordTooShort, Assert.Single(await AcceptAsync(person, token, new() { Password = "short1!", Repeated = "short1!" }).Refused()).Rule);
        var differ = Assert.Single(await AcceptAsync(person, token, new() { Password = "bridge under snow 7", Repeated = "bridge under snow 8" }).Refused());
        Assert.Equal((Rule.PasswordsDiffer, "Repeated"), (differ.Rule, differ.Field));
        Assert.Equal((Rule.Required, "Password"), (await AcceptAsync(person, token, new()).Refused()).Select(refusal => (refusal.Rule, refusal.Field!)).Single());

        await AcceptAsync(person, token).Done();
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_once_and_ends_all_sessions()
    {
        var person = await portal.PersonAsync(_administrator, "Forgetful Fred", Role.Finance);
        var session = await portal.Get<Sessions>().BeginAsync(person, SignInMethod.Password, Looks.Somewhere, Cancellation);
        var token = await portal.WithUsersAsync(person, MailedLinks.ResetTokenAsync);

        await portal.Get<MailedLinks>().ResetPasswordAsync(person, token, Passwords, Looks.Somewhere, Cancellation).Done();

        Assert.True(await portal.WithUsersAsync(person, (users, found) => users.CheckPasswordAsync(found, Passwords.Password!)));
        Assert.Null(await portal.Get<Sessions>().ResumeAsync(session, person, Cancellation));
        Assert.Equal(Rule.LinkExpired, Assert.Single(await portal.Get<MailedLinks>().ResetPasswordAsync(person, token, Passwords, Looks.Somewhere, Cancellation).Refused()).Rule);
    }

    [Fact]
    public async Task Two_resets_at_the_same_moment_set_the_password_once()
    {
        var person = await portal.PersonAsync(_administrator, "Double Dora", Role.Finance);
        var token = await portal.WithUsersAsync(person, MailedLinks.ResetTokenAsync);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            portal.Get<MailedLinks>().ResetPasswordAsync(person, token, Passwords, Looks.Somewhere, Cancellation))));

        Assert.Single(outcomes.OfType<Outcome<PersonId>.Done>());
        Assert.All(outcomes.OfType<Outcome<PersonId>.Refused>(), refused => Assert.Equal(Rule.LinkExpired, refused.Refusals[0].Rule));
    }

    [Fact]
    public async Task A_reset_is_mailed_only_to_who_is_welcome_and_nobody_learns_whether_it_was()
    {
        var (waiting, _) = await InvitedAsync("Not Yet Nora");
        var welcome = await portal.PersonAsync(_administrator, "Welcome Wendy", Role.Finance);

        await portal.Get<MailedLinks>().ForgotPasswordAsync("not.yet.nora@people.test", Cancellation);
        await portal.Get<MailedLinks>().ForgotPasswordAsync("stranger@people.test", Cancellation);
        await portal.Get<MailedLinks>().ForgotPasswordAsync("WELCOME.wendy@people.test", Cancellation);

        var mailed = await portal.SeeAllAsync(db => db.Set<ClientPortal.Audit.Deliveries.Delivery>()
            .Where(d => d.Kind == MailKinds.PasswordReset && (d.PersonId == welcome || d.PersonId == waiting)).Select(d => d.PersonId).ToListAsync(Cancellation));
        Assert.Equal([welcome], mailed);
    }

    private Task<Outcome<PersonId>> AcceptAsync(PersonId person, string token, MailedLinks.Input? input = null) =>
        portal.Get<MailedLinks>().AcceptInvitationAsync(person, token, input ?? Passwords, Looks.Somewhere, Cancellation);

    private async Task<(PersonId Person, string Token)> InvitedAsync(string name)
    {
        var person = await portal.Get<InvitePerson>().RunAsync(_administrator, CommandId.New(), new InvitePerson.Input
        {
            Name = name,
            Email = $"{name.Replace(' ', '.')}@people.test",
            Language = Language.Russian,
            Zone = "Europe/Moscow",
            Role = Role.Finance,
        }, Cancellation).Done();
        return (person, await portal.WithUsersAsync(person, MailedLinks.InvitationTokenAsync));
    }
}
