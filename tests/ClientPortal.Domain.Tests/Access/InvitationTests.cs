using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Tests.Access;

public sealed class InvitationTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private PersonId _administrator;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _administrator = await portal.AdministratorAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Who_is_invited_and_joins_has_the_role_they_were_invited_for()
    {
        var manager = await portal.PersonAsync(_administrator, "Max Manager", Role.Manager);

        var actor = await portal.ActorAsync(manager);

        Assert.True(actor.Is(Role.Manager));
        Assert.True(actor.IsStaff);
    }

    [Fact]
    public async Task Who_is_invited_is_nobody_until_they_join()
    {
        var person = await InviteAsync(Form("Waiting Wanda") with { Role = Role.Auditor }).Done();

        Assert.Null(await portal.FindAsync(person));
        Assert.Empty(await portal.RolesHeldAsync(person));
    }

    [Theory]
    [InlineData("twice@people.test", "Twice@People.TEST")]
    [InlineData("дважды@почта.рф", "ДВАЖДЫ@почта.рф")]
    public async Task A_second_person_with_the_same_address_in_other_letters_is_refused_beside_the_field(string address, string again)
    {
        await InviteAsync(Form("First") with { Email = address }).Done();

        var refusal = Assert.Single(await InviteAsync(Form("Second") with { Email = again }).Refused());

        Assert.Equal((Rule.EmailTaken, nameof(InvitePerson.Input.Email)), (refusal.Rule, refusal.Field));
    }

    [Fact]
    public async Task Two_invitations_to_one_address_at_the_same_moment_make_one_person()
    {
        var form = Form("Racing Rita");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => InviteAsync(form))));

        Assert.Single(outcomes.OfType<Outcome<PersonId>.Done>());
        Assert.All(outcomes.OfType<Outcome<PersonId>.Refused>(), refused => Assert.Equal((Rule.EmailTaken, "Email"), (refused.Refusals[0].Rule, refused.Refusals[0].Field)));
        Assert.Equal(5, outcomes.OfType<Outcome<PersonId>.Refused>().Count());
    }

    [Fact]
    public async Task Everything_wrong_with_the_form_is_told_at_once_beside_its_fields()
    {
        var refusals = await InviteAsync(new InvitePerson.Input { Name = " ", Email = "nobody", Zone = "Mars/Olympus" }).Refused();

        Assert.Equal(
            [(Rule.Required, "Name"), (Rule.NotAnEmail, "Email"), (Rule.NotOffered, "Language"), (Rule.UnknownZone, "Zone"), (Rule.NotOffered, "Role")],
            refusals.Select(refusal => (refusal.Rule, refusal.Field!)));
    }

    [Theory]
    [InlineData(Role.ClientViewer)]
    [InlineData(Role.ClientSignatory)]
    public async Task A_clients_role_needs_a_client_and_says_so_beside_the_choice_of_clients(Role role)
    {
        var refusal = Assert.Single(await InviteAsync(Form($"No client {role}") with { Role = role }).Refused());

        Assert.Equal((Rule.RoleNeedsClient, nameof(InvitePerson.Input.Client)), (refusal.Rule, refusal.Field));
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    public async Task A_role_of_the_whole_portal_takes_no_client(Role role)
    {
        var client = await ClientAsync($"Taken for {role}");

        var refusal = Assert.Single(await InviteAsync(Form($"With client {role}") with { Role = role, Client = client.Value }).Refused());

        Assert.Equal((Rule.RoleTakesNoClient, nameof(InvitePerson.Input.Client)), (refusal.Rule, refusal.Field));
    }

    [Fact]
    public async Task A_client_that_is_not_there_is_not_offered()
    {
        var refusal = Assert.Single(await InviteAsync(Form("Lost Lena") with { Role = Role.ClientViewer, Client = Guid.CreateVersion7() }).Refused());

        Assert.Equal((Rule.NotOffered, nameof(InvitePerson.Input.Client)), (refusal.Rule, refusal.Field));
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_refused_invitation_and_the_corrected_form_may_use_its_id_again()
    {
        var command = CommandId.New();
        var form = Form("Corrected Cora") with { Role = Role.ClientViewer };
        await portal.Get<InvitePerson>().RunAsync(_administrator, command, form, Cancellation).Refused();

        await portal.Get<InvitePerson>().RunAsync(_administrator, command, form with { Role = Role.Finance }, Cancellation).Done();
    }

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.Auditor)]
    public async Task Only_administrators_invite(Role role)
    {
        var other = await portal.PersonAsync(_administrator, $"Eager {role}", role);

        Assert.IsType<Outcome<PersonId>.NotFound>(await portal.Get<InvitePerson>().RunAsync(other, CommandId.New(), Form($"By {role}"), Cancellation));
    }

    [Fact]
    public async Task An_invitation_is_told_in_the_record_without_a_name_and_queued_as_mail_without_a_key()
    {
        var person = await InviteAsync(Form("Recorded Rosa")).Done();

        var entries = await portal.EntriesOfAsync(person.Value);
        var invited = Assert.Single(entries);
        Assert.Equal("person.invited", invited.Code);
        Assert.Equal(_administrator, invited.ActorId);
        Assert.DoesNotContain("Rosa", System.Text.Encoding.UTF8.GetString(invited.Leaf), StringComparison.Ordinal);
        Assert.Equal(1, await portal.SeeAllAsync(db => db.Set<Delivery>().CountAsync(d => d.PersonId == person && d.Kind == MailKinds.Invitation, Cancellation)));
    }

    [Fact]
    public async Task An_invitation_can_be_repeated_until_it_is_accepted()
    {
        var waiting = await InviteAsync(Form("Patient Paula")).Done();
        var joined = await portal.PersonAsync(_administrator, "Joined John", Role.Finance);
        var again = portal.Get<ChangeAccess>();

        await again.InviteAgainAsync(_administrator, CommandId.New(), waiting, await portal.RevisionAsync(waiting), Cancellation).Done();

        Assert.Equal(2, await portal.SeeAllAsync(db => db.Set<Delivery>().CountAsync(d => d.PersonId == waiting && d.Kind == MailKinds.Invitation, Cancellation)));
        var refusal = Assert.Single(await again.InviteAgainAsync(_administrator, CommandId.New(), joined, await portal.RevisionAsync(joined), Cancellation).Refused());
        Assert.Equal(Rule.AlreadyJoined, refusal.Rule);
    }

    private Task<Outcome<PersonId>> InviteAsync(InvitePerson.Input form) => portal.Get<InvitePerson>().RunAsync(_administrator, CommandId.New(), form, Cancellation);

    private async Task<ClientId> ClientAsync(string name) => await portal.ClientAsync(await portal.PersonAsync(_administrator, $"{name} manager", Role.Manager), name);

    private static InvitePerson.Input Form(string name) => new()
    {
        Name = name,
        Email = $"{name.Replace(' ', '.')}@people.test",
        Language = Language.English,
        Zone = "Europe/London",
        Role = Role.Finance,
    };
}
