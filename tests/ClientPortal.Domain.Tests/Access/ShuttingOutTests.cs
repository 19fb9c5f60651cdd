using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Tests.Access;

public sealed class ShuttingOutTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private PersonId _administrator;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _administrator = await portal.AdministratorAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Who_is_shut_out_is_nobody_at_once_in_sessions_in_the_portal_and_in_the_database()
    {
        var person = await portal.PersonAsync(_administrator, "Out Otto", Role.Manager);
        var client = await portal.ClientAsync(person, "Otto's client");
        var session = await portal.Get<Sessions>().BeginAsync(person, SignInMethod.Passkey, Looks.Somewhere, Cancellation);
        Assert.NotNull(await portal.Get<Sessions>().ResumeAsync(session, person, Cancellation));

        await DisableAsync(person).Done();

        Assert.Null(await portal.Get<Sessions>().ResumeAsync(session, person, Cancellation));
        Assert.NotNull((await portal.SeeAllAsync(db => db.Set<Session>().SingleAsync(s => s.Id == session, Cancellation))).EndedAt);
        Assert.Null(await portal.FindAsync(person));
        Assert.Empty(await portal.RolesHeldAsync(person));
        await using var connection = await portal.ConnectAsAsync(person);
        Assert.Equal([], await connection.ListAsync<Guid>("SELECT unnest(portal.visible_clients())"));
        Assert.Equal(0, await connection.ScalarAsync<long>("SELECT count(*) FROM portal.client"));
        Assert.False(await connection.ScalarAsync<bool>("SELECT portal.has_role('Manager')"));
        Assert.IsType<Outcome<ClientId>.NotFound>(await portal.Get<ChangeClients>().ChangeAsync(person, CommandId.New(), client, new(), Cancellation));
    }

    [Fact]
    public async Task Who_is_let_in_again_has_their_roles_and_not_their_old_sessions()
    {
        var person = await portal.PersonAsync(_administrator, "Back Bella", Role.Manager);
        var session = await portal.Get<Sessions>().BeginAsync(person, SignInMethod.Password, Looks.Somewhere, Cancellation);
        await DisableAsync(person).Done();

        await portal.Get<ChangeAccess>().EnableAsync(_administrator, CommandId.New(), person, await portal.ReasonAsync(person), Cancellation).Done();

        Assert.True((await portal.ActorAsync(person)).Is(Role.Manager));
        Assert.Null(await portal.Get<Sessions>().ResumeAsync(session, person, Cancellation));
        Assert.Equal(["person.invited", "person.joined", "person.disabled", "person.enabled"], (await portal.EntriesOfAsync(person.Value)).Select(entry => entry.Code));
    }

    [Fact]
    public async Task Shutting_out_twice_letting_in_who_is_in_and_shutting_oneself_out_are_refused()
    {
        var person = await portal.PersonAsync(_administrator, "Twice Theo", Role.Manager);

        Assert.Equal(Rule.PersonNotDisabled, Assert.Single(await portal.Get<ChangeAccess>().EnableAsync(_administrator, CommandId.New(), person, await portal.ReasonAsync(person), Cancellation).Refused()).Rule);
        await DisableAsync(person).Done();
        Assert.Equal(Rule.PersonDisabled, Assert.Single(await DisableAsync(person).Refused()).Rule);
        Assert.Equal(Rule.NotYourself, Assert.Single(await DisableAsync(_administrator).Refused()).Rule);
        Assert.Equal(Rule.NotYourself, Assert.Single(await portal.Get<ChangeAccess>().ResetSecondFactorAsync(
            _administrator, CommandId.New(), _administrator, await portal.ReasonAsync(_administrator), Cancellation).Refused()).Rule);
    }

    [Fact]
    public async Task Two_administrators_who_shut_each_other_out_at_the_same_moment_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            var first = await portal.PersonAsync(_administrator, $"Gate First {round}", Role.Administrator);
            var second = await portal.PersonAsync(_administrator, $"Gate Second {round}", Role.Administrator);
            var (whyFirst, whySecond) = (await portal.ReasonAsync(first), await portal.ReasonAsync(second));

            await Task.WhenAll(
                Task.Run(() => portal.Get<ChangeAccess>().DisableAsync(first, CommandId.New(), second, whySecond, Cancellation)),
                Task.Run(() => portal.Get<ChangeAccess>().DisableAsync(second, CommandId.New(), first, whyFirst, Cancellation)));

            Assert.Single(new[] { await portal.FindAsync(first), await portal.FindAsync(second) }, found => found is not null);
        }
    }

    [Fact]
    public async Task The_reason_stands_beside_the_record_and_not_in_it()
    {
        var person = await portal.PersonAsync(_administrator, "Reason Rhea", Role.Manager);
        await portal.Get<ChangeAccess>().DisableAsync(_administrator, CommandId.New(), person, await portal.ReasonAsync(person, "left on 1 March"), Cancellation).Done();

        var entry = Assert.Single(await portal.EntriesOfAsync(person.Value), e => e.Code == "person.disabled");
        Assert.DoesNotContain("1 March", System.Text.Encoding.UTF8.GetString(entry.Leaf), StringComparison.Ordinal);
        var kept = await portal.SeeAllAsync(db => db.Set<ClientPortal.Audit.Entries.PersonalValue>().SingleAsync(p => p.EntryId == entry.Id && p.Name == "reason", Cancellation));
        Assert.Equal("left on 1 March", kept.Value);
        Assert.Contains(kept.Commit(), System.Text.Encoding.UTF8.GetString(entry.Leaf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_to_somebodys_access_names_them_and_is_told_to_the_signatories_of_each_of_their_clients_alone()
    {
        var manager = await portal.PersonAsync(_administrator, "Opens two", Role.Manager);
        var (first, second) = (await portal.ClientAsync(manager, "First of two"), await portal.ClientAsync(manager, "Second of two"));
        var person = await portal.PersonAsync(_administrator, "Nora Two", Role.ClientSignatory, first);
        await portal.Get<GrantRole>().RunAsync(
            _administrator, CommandId.New(), person, new() { Revision = (await portal.ReasonAsync(person)).Revision, Role = Role.ClientViewer, Client = second.Value }, Cancellation).Done();
        var ofFirst = await portal.PersonAsync(_administrator, "Signs first", Role.ClientSignatory, first);
        var ofSecond = await portal.PersonAsync(_administrator, "Signs second", Role.ClientSignatory, second);
        await portal.PersonAsync(_administrator, "Reads first", Role.ClientViewer, first);

        await portal.Get<ChangeAccess>().ResetSecondFactorAsync(_administrator, CommandId.New(), person, await portal.ReasonAsync(person), Cancellation).Done();
        await DisableAsync(person).Done();
        await portal.Get<ChangeAccess>().EnableAsync(_administrator, CommandId.New(), person, await portal.ReasonAsync(person), Cancellation).Done();

        foreach (var code in new[] { "person.second-factor-reset", "person.disabled", "person.enabled" })
        {
            var entries = (await portal.EntriesOfAsync(person.Value)).Where(entry => entry.Code == code).ToList();
            Assert.Equal(2, entries.Count);
            Assert.All(entries, entry => Assert.Null(entry.ClientId));
            var told = new List<PersonId>();
            foreach (var entry in entries)
            {
                Assert.Equal("Nora Two", await portal.PersonalAsync(entry.Id, "name"));
                var leaf = System.Text.Encoding.UTF8.GetString(entry.Leaf);
                var people = await portal.ToldAsync(entry.Id);
                Assert.Equal(people.Contains(ofFirst), leaf.Contains(first.ToString(), StringComparison.Ordinal));
                Assert.Equal(people.Contains(ofSecond), leaf.Contains(second.ToString(), StringComparison.Ordinal));
                told.AddRange(people);
            }

            PersonId[] expected = code == "person.second-factor-reset" ? [person, ofFirst, ofSecond] : [ofFirst, ofSecond];
            Assert.Equal(expected, told.OrderBy(one => one.Value));
        }
    }

    private async Task<Outcome<PersonId>> DisableAsync(PersonId whom) =>
        await portal.Get<ChangeAccess>().DisableAsync(_administrator, CommandId.New(), whom, await portal.ReasonAsync(whom), Cancellation);
}
