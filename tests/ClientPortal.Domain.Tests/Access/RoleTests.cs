using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClientPortal.Domain.Tests.Access;

public sealed class RoleTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private PersonId _administrator;
    private ClientId _client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _administrator = await portal.AdministratorAsync();
        var name = $"Client {Guid.CreateVersion7():n}";
        _client = await portal.ClientAsync(await portal.PersonAsync(_administrator, $"Opens {name}", Role.Manager), name);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_second_role_is_held_beside_the_first_and_stands_in_the_clients_record()
    {
        var person = await portal.PersonAsync(_administrator, "Two Roles", Role.Manager, _client);

        var grant = await GrantAsync(person, Role.Finance, _client).Done();

        Assert.Equal([Role.Manager, Role.Finance], (await portal.ActorAsync(person)).Roles.Select(held => held.Role));
        var entry = Assert.Single(await portal.EntriesOfAsync(grant.Value));
        Assert.Equal(("membership.granted", (ClientId?)_client), (entry.Code, entry.ClientId));
    }

    [Fact]
    public async Task The_beginning_and_the_end_of_a_role_for_a_client_are_told_to_its_signatories()
    {
        var signatory = await portal.PersonAsync(_administrator, "Signs already", Role.ClientSignatory, _client);
        await portal.PersonAsync(_administrator, "Only reads", Role.ClientViewer, _client);
        var invited = await portal.Get<InvitePerson>().RunAsync(_administrator, CommandId.New(), new()
        {
            Name = "Newly Nell",
            Email = $"nell-{Guid.CreateVersion7():n}@example.com",
            Language = Language.English,
            Zone = "Europe/London",
            Role = Role.ClientViewer,
            Client = _client.Value,
        }, Cancellation).Done();
        var grant = await GrantAsync(invited, Role.ClientSignatory, _client).Done();
        await EndAsync(invited, grant).Done();

        var first = await portal.SeeAllAsync(db => db.Set<Membership>().SingleAsync(m => m.PersonId == invited && m.Role == Role.ClientViewer, Cancellation));
        var entries = (await portal.EntriesOfAsync(first.Id.Value)).Concat(await portal.EntriesOfAsync(grant.Value)).ToList();
        Assert.Equal(["membership.granted", "membership.granted", "membership.ended"], entries.Select(entry => entry.Code));
        foreach (var entry in entries)
        {
            Assert.Equal([signatory, invited], (await portal.ToldAsync(entry.Id)).OrderBy(person => person.Value));
            Assert.Equal("Newly Nell", await portal.PersonalAsync(entry.Id, "name"));
        }
    }

    [Fact]
    public async Task The_same_role_twice_is_refused_and_after_its_end_it_can_be_given_again()
    {
        var person = await portal.PersonAsync(_administrator, "Again Agnes", Role.Manager);
        var first = await GrantAsync(person, Role.Finance).Done();

        var refusal = Assert.Single(await GrantAsync(person, Role.Finance).Refused());
        Assert.Equal((Rule.RoleHeld, nameof(GrantRole.Input.Role)), (refusal.Rule, refusal.Field));
        await EndAsync(person, first).Done();

        Assert.NotEqual(first, await GrantAsync(person, Role.Finance).Done());
    }

    [Fact]
    public async Task Nobody_stands_on_both_sides()
    {
        var staff = await portal.PersonAsync(_administrator, "Staff Stan", Role.Manager);
        var clients = await portal.PersonAsync(_administrator, "Client Clara", Role.ClientViewer, _client);

        Assert.Equal(Rule.RolesOfBothSides, Assert.Single(await GrantAsync(staff, Role.ClientViewer, _client).Refused()).Rule);
        Assert.Equal(Rule.RolesOfBothSides, Assert.Single(await GrantAsync(clients, Role.Finance, _client).Refused()).Rule);
    }

    [Fact]
    public async Task Two_administrators_at_the_same_moment_cannot_put_one_person_on_both_sides()
    {
        var person = await portal.PersonAsync(_administrator, "Between Bea", Role.ClientViewer, _client);
        await EndAsync(person, await OnlyRoleAsync(person)).Done();
        var revision = await portal.RevisionAsync(person);

        var outcomes = await Task.WhenAll(
            Task.Run(() => GrantAsync(person, Role.ClientViewer, _client, revision)),
            Task.Run(() => GrantAsync(person, Role.Manager, null, revision)));

        Assert.Single(outcomes.OfType<Outcome<GrantId>.Done>());
        Assert.Single(outcomes.OfType<Outcome<GrantId>.Stale>());
    }

    [Fact]
    public async Task An_ended_role_is_gone_from_the_next_moment_and_cannot_be_ended_again()
    {
        var person = await portal.PersonAsync(_administrator, "Ending Ed", Role.Manager);
        var role = await OnlyRoleAsync(person);

        await EndAsync(person, role).Done();

        Assert.Empty((await portal.ActorAsync(person)).Roles);
        Assert.Empty(await portal.RolesHeldAsync(person));
        Assert.Equal(Rule.RoleEnded, Assert.Single(await EndAsync(person, role).Refused()).Rule);
    }

    [Fact]
    public async Task Ending_asks_why_and_ends_nothing_of_somebody_else()
    {
        var person = await portal.PersonAsync(_administrator, "Reason Rob", Role.Manager);
        var other = await portal.PersonAsync(_administrator, "Other Oona", Role.Manager);

        var refusal = Assert.Single(await portal.Get<EndRole>().RunAsync(
            _administrator, CommandId.New(), person, await OnlyRoleAsync(person), await portal.ReasonAsync(person, " "), Cancellation).Refused());
        Assert.Equal((Rule.Required, "Reason"), (refusal.Rule, refusal.Field));
        Assert.IsType<Outcome<GrantId>.NotFound>(await EndAsync(person, await OnlyRoleAsync(other)));
    }

    [Fact]
    public async Task An_administrator_cannot_end_their_own_administration()
    {
        var role = await portal.SeeAllAsync(db => db.Set<Membership>().Where(m => m.PersonId == _administrator && m.EndedAt == null && m.Role == Role.Administrator).Select(m => m.Id).SingleAsync(Cancellation));

        Assert.Equal(Rule.NotYourself, Assert.Single(await EndAsync(_administrator, role).Refused()).Rule);
    }

    [Fact]
    public async Task Two_administrators_who_end_each_other_at_the_same_moment_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            var first = await portal.PersonAsync(_administrator, $"Duel First {round}", Role.Administrator);
            var second = await portal.PersonAsync(_administrator, $"Duel Second {round}", Role.Administrator);
            var (roleOfFirst, roleOfSecond) = (await OnlyRoleAsync(first), await OnlyRoleAsync(second));
            var (whyFirst, whySecond) = (await portal.ReasonAsync(first), await portal.ReasonAsync(second));

            await Task.WhenAll(
                Task.Run(() => portal.Get<EndRole>().RunAsync(first, CommandId.New(), second, roleOfSecond, whySecond, Cancellation)),
                Task.Run(() => portal.Get<EndRole>().RunAsync(second, CommandId.New(), first, roleOfFirst, whyFirst, Cancellation)));

            var left = (await portal.ActorAsync(first)).Roles.Length + (await portal.ActorAsync(second)).Roles.Length;
            Assert.Equal(1, left);
        }
    }

    [Fact]
    public async Task A_right_is_for_staff_is_held_once_and_can_be_revoked()
    {
        var staff = await portal.PersonAsync(_administrator, "Signing Sam", Role.Manager);
        var clients = await portal.PersonAsync(_administrator, "Not Staff", Role.ClientSignatory, _client);
        var rights = portal.Get<ChangeRights>();
        async Task<Outcome<GrantId>> Grant(PersonId to) => await rights.GrantAsync(_administrator, CommandId.New(), to, Right.SignForProvider, await portal.ReasonAsync(to), Cancellation);
        async Task<Outcome<GrantId>> Revoke(PersonId from, GrantId right) => await rights.RevokeAsync(_administrator, CommandId.New(), from, right, await portal.ReasonAsync(from), Cancellation);

        Assert.Equal(Rule.RightIsForStaff, Assert.Single(await Grant(clients).Refused()).Rule);
        var granted = await Grant(staff).Done();
        Assert.True((await portal.ActorAsync(staff)).May(Right.SignForProvider));
        Assert.Equal(Rule.RightHeld, Assert.Single(await Grant(staff).Refused()).Rule);
        Assert.IsType<Outcome<GrantId>.NotFound>(await Revoke(clients, granted));

        await Revoke(staff, granted).Done();

        Assert.False((await portal.ActorAsync(staff)).May(Right.SignForProvider));
        Assert.Equal(Rule.RightRevoked, Assert.Single(await Revoke(staff, granted).Refused()).Rule);
    }

    [Fact]
    public async Task The_database_too_gives_rights_to_staff_alone_and_puts_nobody_on_both_sides()
    {
        var staff = await portal.PersonAsync(_administrator, "Database Dan", Role.Manager);
        var clients = await portal.PersonAsync(_administrator, "Database Dora", Role.ClientViewer, _client);

        Assert.Null(await TriedAsync(SignsForProvider(staff)));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await TriedAsync(SignsForProvider(clients)));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await TriedAsync(RoleOf(clients, "Manager", "NULL")));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await TriedAsync(RoleOf(staff, "ClientSignatory", $"'{_client}'")));
        Assert.Null(await TriedAsync(RoleOf(clients, "ClientSignatory", $"'{_client}'")));
        // Nor does anybody give anything to themselves.
        Assert.Equal(PostgresErrorCodes.CheckViolation, await TriedAsync(RoleOf(_administrator, "Manager", "NULL")));
        Assert.Equal(PostgresErrorCodes.CheckViolation, await TriedAsync(SignsForProvider(_administrator)));

        string SignsForProvider(PersonId person) =>
            $"INSERT INTO portal.right_grant (id, person_id, \"right\", granted_at, granted_by) VALUES (gen_random_uuid(), '{person}', 'SignForProvider', now(), '{_administrator}')";
        string RoleOf(PersonId person, string role, string client) =>
            $"INSERT INTO portal.membership (id, person_id, role, client_id, granted_at, granted_by) VALUES (gen_random_uuid(), '{person}', '{role}', {client}, now(), '{_administrator}')";
    }

    [Fact]
    public async Task A_right_ends_with_the_last_role_of_staff_and_not_before()
    {
        var person = await portal.PersonAsync(_administrator, "Last Role Lars", Role.Manager);
        var second = await GrantAsync(person, Role.Finance).Done();
        await portal.GrantAsync(_administrator, person, Right.SignForProvider);

        await EndAsync(person, second).Done();
        Assert.True((await portal.ActorAsync(person)).May(Right.SignForProvider));
        await EndAsync(person, await OnlyRoleAsync(person)).Done();

        Assert.False((await portal.ActorAsync(person)).May(Right.SignForProvider));
        var right = await portal.SeeAllAsync(db => db.Set<RightGrant>().SingleAsync(g => g.PersonId == person, Cancellation));
        Assert.Equal(_administrator, right.RevokedBy);
        Assert.Equal(["right.granted", "right.revoked"], (await portal.EntriesOfAsync(right.Id.Value)).Select(entry => entry.Code));
    }

    [Fact]
    public async Task A_form_rendered_before_somebody_elses_change_is_stale()
    {
        var person = await portal.PersonAsync(_administrator, "Stale Stella", Role.Manager);
        var old = await portal.ReasonAsync(person);
        var role = await OnlyRoleAsync(person);
        await GrantAsync(person, Role.Finance).Done();

        Assert.IsType<Outcome<GrantId>.Stale>(await GrantAsync(person, Role.Auditor, null, old.Revision));
        Assert.IsType<Outcome<GrantId>.Stale>(await portal.Get<EndRole>().RunAsync(_administrator, CommandId.New(), person, role, old, Cancellation));
        Assert.IsType<Outcome<GrantId>.Stale>(await portal.Get<ChangeRights>().GrantAsync(_administrator, CommandId.New(), person, Right.SignForProvider, old, Cancellation));
        Assert.IsType<Outcome<PersonId>.Stale>(await portal.Get<ChangeAccess>().DisableAsync(_administrator, CommandId.New(), person, old, Cancellation));
    }

    [Fact]
    public async Task The_same_command_twice_grants_once_and_answers_the_same()
    {
        var person = await portal.PersonAsync(_administrator, "Clicking Cleo", Role.Manager);
        var command = CommandId.New();
        var input = new GrantRole.Input { Revision = await portal.RevisionAsync(person), Role = Role.Finance };

        var first = await portal.Get<GrantRole>().RunAsync(_administrator, command, person, input, Cancellation).Done();
        var second = await portal.Get<GrantRole>().RunAsync(_administrator, command, person, input, Cancellation).Done();

        Assert.Equal(first, second);
        Assert.Equal(2, (await portal.ActorAsync(person)).Roles.Length);
    }

    [Fact]
    public async Task Nobody_gives_a_role_or_a_right_to_themselves()
    {
        var role = new GrantRole.Input { Revision = await portal.RevisionAsync(_administrator), Role = Role.Manager };

        Assert.Equal(Rule.NotToYourself, Assert.Single(await portal.Get<GrantRole>().RunAsync(_administrator, CommandId.New(), _administrator, role, Cancellation).Refused()).Rule);
        Assert.Equal(Rule.NotToYourself, Assert.Single(await portal.Get<ChangeRights>().GrantAsync(_administrator, CommandId.New(), _administrator, Right.SignForProvider, await portal.ReasonAsync(_administrator), Cancellation).Refused()).Rule);
    }

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.Finance)]
    [InlineData(Role.Auditor)]
    public async Task Only_administrators_change_who_may_what(Role role)
    {
        var actor = await portal.PersonAsync(_administrator, $"Ambitious {role}", role);
        var person = await portal.PersonAsync(_administrator, $"Target of {role}", Role.Manager);
        var (why, grant) = (await portal.ReasonAsync(person), await OnlyRoleAsync(person));

        Assert.IsType<Outcome<GrantId>.NotFound>(await portal.Get<GrantRole>().RunAsync(actor, CommandId.New(), actor, new() { Revision = await portal.RevisionAsync(actor), Role = Role.Administrator }, Cancellation));
        Assert.IsType<Outcome<GrantId>.NotFound>(await portal.Get<EndRole>().RunAsync(actor, CommandId.New(), person, grant, why, Cancellation));
        Assert.IsType<Outcome<GrantId>.NotFound>(await portal.Get<ChangeRights>().GrantAsync(actor, CommandId.New(), actor, Right.SignForProvider, await portal.ReasonAsync(actor), Cancellation));
        Assert.IsType<Outcome<PersonId>.NotFound>(await portal.Get<ChangeAccess>().DisableAsync(actor, CommandId.New(), person, why, Cancellation));
        Assert.IsType<Outcome<PersonId>.NotFound>(await portal.Get<ChangeAccess>().ResetSecondFactorAsync(actor, CommandId.New(), person, why, Cancellation));
    }

    // What the application's login answers to a statement an administrator's connection sends past the use cases; null when it took it.
    private async Task<string?> TriedAsync(string statement)
    {
        await using var connection = await portal.ConnectAsync(DatabaseRoles.Application);
        await using var acting = new NpgsqlCommand($"SELECT set_config('app.person', '{_administrator}', false)", connection);
        await acting.ExecuteScalarAsync(Cancellation);
        await using var command = new NpgsqlCommand(statement, connection);
        try
        {
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    private async Task<Outcome<GrantId>> GrantAsync(PersonId to, Role role, ClientId? client = null, int? revision = null) => await portal.Get<GrantRole>().RunAsync(
        _administrator, CommandId.New(), to, new GrantRole.Input { Revision = revision ?? await portal.RevisionAsync(to), Role = role, Client = client?.Value }, Cancellation);

    private async Task<Outcome<GrantId>> EndAsync(PersonId from, GrantId role) =>
        await portal.Get<EndRole>().RunAsync(_administrator, CommandId.New(), from, role, await portal.ReasonAsync(from), Cancellation);

    private Task<GrantId> OnlyRoleAsync(PersonId person) =>
        portal.SeeAllAsync(db => db.Set<Membership>().Where(m => m.PersonId == person && m.EndedAt == null).Select(m => m.Id).SingleAsync(Cancellation));
}
