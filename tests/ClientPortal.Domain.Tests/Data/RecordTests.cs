using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Tests.Data;

public sealed class RecordTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private PersonId _manager;
    private ClientId _client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var name = Guid.CreateVersion7().ToString("n");
        _manager = await portal.PersonAsync(await portal.AdministratorAsync(), $"Manager {name}", Role.Manager);
        _client = await portal.ClientAsync(_manager, $"Client {name}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Something_recorded_is_not_added_without_a_fact() => await RefusedAsync(work =>
    {
        work.Db.Add(Client.Open(Details("Silent"), _manager, work.Now));
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Something_recorded_is_not_changed_without_a_fact() => await RefusedAsync(async work =>
    {
        var client = await work.Db.Set<Client>().SingleAsync(c => c.Id == _client, Cancellation);
        client.Change(Details("Silently changed"));
    });

    [Fact]
    public async Task Something_recorded_is_not_removed_without_a_fact() => await RefusedAsync(async work =>
        work.Db.Remove(await work.Db.Set<Client>().SingleAsync(c => c.Id == _client, Cancellation)));

    [Fact]
    public async Task A_fact_about_something_else_is_no_fact_about_this() => await RefusedAsync(async work =>
    {
        var client = await work.Db.Set<Client>().SingleAsync(c => c.Id == _client, Cancellation);
        client.Change(Details("Told of another"));
        work.Record(new Fact("client.changed", null, new FactSubject("client", Guid.CreateVersion7()), Audience.Nobody));
    });

    [Fact]
    public async Task Who_somebody_is_does_not_change_without_a_fact_while_the_counters_of_sign_in_do()
    {
        await RefusedAsync(async work => (await work.Db.Users.SingleAsync(p => p.Id == _manager, Cancellation)).Name = "Somebody else");
        await RefusedAsync(async work => (await work.Db.Users.SingleAsync(p => p.Id == _manager, Cancellation)).Email = "else@people.test");

        await portal.WithUsersAsync(_manager, (users, person) => users.AccessFailedAsync(person));
    }

    [Fact]
    public async Task A_value_set_to_what_it_was_is_no_change()
    {
        await portal.Get<PortalWork>().RunAsync(_manager, CommandId.New(), async work =>
        {
            var client = await work.Db.Set<Client>().SingleAsync(c => c.Id == _client, Cancellation);
            work.Db.Entry(client).Property(c => c.Zone).IsModified = true;
            await work.Db.SaveChangesAsync(Cancellation);
            return true;
        }, Cancellation).Done();
    }

    [Fact]
    public async Task An_entry_is_written_in_the_transaction_of_the_change_and_gone_with_it()
    {
        var before = await CountAsync();

        await portal.Get<PortalWork>().RunAsync(_manager, CommandId.New(), async work =>
        {
            work.Record(new Fact("client.changed", _client, new FactSubject("client", _client.Value), Audience.Nobody) { Personal = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = "none" } });
            await work.Db.SaveChangesAsync(Cancellation);
            Assert.Equal(before.Entries + 1, await work.Db.Set<Entry>().CountAsync(e => e.ClientId == _client, Cancellation));
            Assert.Equal(before, await CountAsync());
            return throwing();
        }, Cancellation).Refused();

        Assert.Equal(before, await CountAsync());
        static bool throwing() => throw new RuleBroken(Rule.Required);
    }

    [Fact]
    public async Task Each_fact_is_one_entry_however_often_changes_are_saved()
    {
        await portal.Get<PortalWork>().RunAsync(_manager, CommandId.New(), async work =>
        {
            work.Record(new Fact("client.changed", _client, new FactSubject("client", _client.Value), Audience.Nobody));
            await work.Db.SaveChangesAsync(Cancellation);
            await work.Db.SaveChangesAsync(Cancellation);
            return true;
        }, Cancellation).Done();

        Assert.Single(await portal.EntriesOfAsync(_client.Value), entry => entry.Code == "client.changed");
    }

    [Fact]
    public async Task Nothing_is_recorded_where_nobody_runs_a_use_case_and_nothing_is_saved_while_a_thread_waits()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        db.ActFor(_manager);

        Assert.Throws<NotSupportedException>(() => db.SaveChanges());
        db.Record(new Fact("client.changed", _client, new FactSubject("client", _client.Value), Audience.Nobody));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancellation));
    }

    [Fact]
    public async Task Nobody_writes_an_entry_in_anothers_name()
    {
        var other = await portal.PersonAsync(await portal.AdministratorAsync(), $"Named {Guid.CreateVersion7():n}", Role.Manager);

        var outcome = await portal.Get<PortalWork>().RunAsync(_manager, CommandId.New(), async work =>
        {
            work.Db.Add(Entry.For(new Fact("client.changed", _client, new FactSubject("client", _client.Value), Audience.Nobody), other, work.Now));
            await work.Db.SaveChangesAsync(Cancellation);
            return true;
        }, Cancellation);

        Assert.IsType<Outcome<bool>.NotFound>(outcome);
    }

    private async Task RefusedAsync(Func<Work, Task> change)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Get<PortalWork>().RunAsync(_manager, CommandId.New(), async work =>
        {
            await change(work);
            return true;
        }, Cancellation));
        Assert.Contains("without a fact", refused.Message, StringComparison.Ordinal);
    }

    private Task<(int Entries, int Personal)> CountAsync() => portal.SeeAllAsync(async db =>
        (await db.Set<Entry>().CountAsync(e => e.ClientId == _client, Cancellation), await db.Set<PersonalValue>().CountAsync(p => p.ClientId == _client, Cancellation)));

    private static ClientDetails Details(string name) => new(name, name, "", "", Language.English, "Europe/London");
}
