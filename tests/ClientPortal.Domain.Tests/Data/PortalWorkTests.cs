using System.Data.Common;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientPortal.Domain.Tests.Data;

public sealed class PortalWorkTests(PortalWorkTests.FaultyPortal portal) : IClassFixture<PortalWorkTests.FaultyPortal>, IAsyncLifetime
{
    private PersonId _manager;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _manager = await portal.PersonAsync(await portal.AdministratorAsync(), $"Manager {Guid.CreateVersion7():n}", Role.Manager);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_fault_that_passes_is_answered_by_the_whole_use_case_again()
    {
        var attempts = 0;

        var id = await RunAsync(CommandId.New(), async work =>
        {
            var opened = Open(work, $"Attempt {++attempts}");
            await work.Db.SaveChangesAsync(Cancellation);
            if (attempts == 1) await KillAsync(work.Db);
            return opened;
        }).Done();

        Assert.Equal(2, attempts);
        Assert.Equal("Attempt 2", (await portal.SeeAllAsync(db => db.Set<Client>().SingleAsync(c => c.Id == id, Cancellation))).Name);
        Assert.False(await portal.SeeAllAsync(db => db.Set<Client>().AnyAsync(c => c.Name == "Attempt 1", Cancellation)));
        Assert.Single(await portal.EntriesOfAsync(id.Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_broke_unnoticed_is_a_fault_that_passes(bool anotherStatement)
    {
        var attempts = 0;

        var id = await RunAsync(CommandId.New(), async work =>
        {
            var opened = Open(work, $"Unnoticed {anotherStatement}, attempt {++attempts}");
            await work.Db.SaveChangesAsync(Cancellation);
            if (attempts == 1) await BreakUnnoticedAsync(work.Db);
            if (anotherStatement) Assert.True(await work.Db.Set<Client>().AnyAsync(c => c.Id == opened, Cancellation));
            return opened;
        }).Done();

        Assert.Equal(2, attempts);
        Assert.Single(await portal.EntriesOfAsync(id.Value));
    }

    [Fact]
    public async Task What_is_saved_after_a_connection_broke_unnoticed_is_not_kept_by_itself()
    {
        var attempts = 0;
        var command = CommandId.New();

        var id = await RunAsync(command, async work =>
        {
            if (++attempts == 1) await BreakUnnoticedAsync(work.Db);
            return Open(work, $"Saved after the break, attempt {attempts}");
        }).Done();

        Assert.Equal(2, attempts);
        var kept = await portal.SeeAllAsync(db => db.Set<Client>().Where(c => c.Name.StartsWith("Saved after the break")).ToListAsync(Cancellation));
        Assert.Equal([id], kept.Select(client => client.Id));
    }

    [Fact]
    public async Task A_context_whose_transaction_was_given_up_opens_another()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        for (var round = 0; round < 2; round++)
        {
            await using var given = await db.Database.BeginTransactionAsync(Cancellation);
            Assert.False(await db.Set<Client>().AnyAsync(c => c.Id == ClientId.New(), Cancellation));
        }

        Assert.False(await db.Set<Client>().AnyAsync(c => c.Id == ClientId.New(), Cancellation));
    }

    [Fact]
    public async Task A_connection_that_broke_unnoticed_before_the_commit_is_a_fault_that_passes()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
        await BreakUnnoticedAsync(db);

        Assert.True(DatabaseFaults.IsPassing(await Record.ExceptionAsync(() => transaction.CommitAsync(Cancellation))));
    }

    [Fact]
    public async Task Killed_connections_that_wait_in_the_pool_do_no_harm()
    {
        await using var administrator = await portal.ConnectAsAdministratorAsync();
        await RunAsync(CommandId.New(), work => Task.FromResult(Open(work, "Warms the pool"))).Done();
        await administrator.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'portal_app'");

        await RunAsync(CommandId.New(), work => Task.FromResult(Open(work, "After the kill"))).Done();
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_done_once_and_answers_the_same()
    {
        var made = new List<ClientId>();
        portal.Lost.Arm();

        var answer = await RunAsync(CommandId.New(), work =>
        {
            made.Add(Open(work, "Lost answer"));
            return Task.FromResult(made[^1]);
        }).Done();

        Assert.Equal([answer], made);
        Assert.Equal(answer, await portal.SeeAllAsync(db => db.Set<Client>().Where(c => c.Name == "Lost answer").Select(c => c.Id).SingleAsync(Cancellation)));
    }

    [Fact]
    public async Task Ten_at_once_with_one_id_do_it_once_and_all_hear_the_same()
    {
        var command = CommandId.New();
        var ran = 0;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => RunAsync(command, work =>
        {
            Interlocked.Increment(ref ran);
            return Task.FromResult(Open(work, "Ten at once"));
        }))));

        Assert.Equal(1, ran);
        Assert.Single(outcomes.Select(outcome => Assert.IsType<Outcome<ClientId>.Done>(outcome).Value).Distinct());
    }

    [Fact]
    public async Task Somebody_elses_command_id_answers_that_it_is_not_there_and_does_nothing()
    {
        var command = CommandId.New();
        await RunAsync(command, work => Task.FromResult(Open(work, "Theirs"))).Done();
        var other = await portal.PersonAsync(await portal.AdministratorAsync(), "Other manager", Role.Manager);

        Assert.IsType<Outcome<ClientId>.NotFound>(await portal.Get<PortalWork>().RunAsync(other, command, work => Task.FromResult(Open(work, "Not done")), Cancellation));

        Assert.False(await portal.SeeAllAsync(db => db.Set<Client>().AnyAsync(c => c.Name == "Not done", Cancellation)));
    }

    [Fact]
    public async Task An_id_that_was_used_for_another_use_case_answers_that_it_is_not_there()
    {
        var command = CommandId.New();
        await RunAsync(command, work => Task.FromResult(Open(work, "First use"))).Done();

        var outcome = await portal.Get<ChangeClients>().OpenAsync(_manager, command, new() { Name = "Second use" }, Cancellation);

        Assert.IsType<Outcome<ClientId>.NotFound>(outcome);
    }

    [Fact]
    public async Task Commands_that_carry_no_id_are_not_taken_for_one_another()
    {
        var first = await RunAsync(default, work => Task.FromResult(Open(work, "No id, first"))).Done();
        var second = await RunAsync(default, work => Task.FromResult(Open(work, "No id, second"))).Done();

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task A_bug_throws_and_keeps_nothing()
    {
        var command = CommandId.New();

        await Assert.ThrowsAsync<DivideByZeroException>(() => RunAsync<ClientId>(command, async work =>
        {
            Open(work, "Bug");
            await work.Db.SaveChangesAsync(Cancellation);
            throw new DivideByZeroException();
        }));

        Assert.False(await portal.SeeAllAsync(db => db.Set<Client>().AnyAsync(c => c.Name == "Bug", Cancellation)));
        Assert.False(await portal.SeeAllAsync(db => db.Set<DoneCommand>().AnyAsync(c => c.Id == command, Cancellation)));
    }

    [Fact]
    public async Task What_is_refused_or_stale_keeps_nothing_and_its_id_may_be_used_again()
    {
        var command = CommandId.New();
        async Task<Outcome<ClientId>> Failing(Exception fault) => await RunAsync<ClientId>(command, async work =>
        {
            Open(work, "Refused");
            await work.Db.SaveChangesAsync(Cancellation);
            throw fault;
        });

        var refusal = Assert.Single(await Failing(new RuleBroken(Rule.Required, "Name")).Refused());
        Assert.Equal((Rule.Required, "Name"), (refusal.Rule, refusal.Field));
        Assert.IsType<Outcome<ClientId>.Stale>(await Failing(new StaleRevision()));
        Assert.IsType<Outcome<ClientId>.NotFound>(await Failing(new NotYours()));
        Assert.False(await portal.SeeAllAsync(db => db.Set<Client>().AnyAsync(c => c.Name == "Refused", Cancellation)));

        await RunAsync(command, work => Task.FromResult(Open(work, "Refused"))).Done();
    }

    [Fact]
    public async Task A_database_that_stays_away_answers_unavailable_after_several_attempts_and_keeps_nothing()
    {
        var attempts = 0;

        var outcome = await RunAsync(CommandId.New(), async work =>
        {
            Open(work, "Unavailable");
            attempts++;
            await KillAsync(work.Db);
            return ClientId.New();
        });

        Assert.IsType<Outcome<ClientId>.Unavailable>(outcome);
        Assert.Equal(5, attempts);
        Assert.False(await portal.SeeAllAsync(db => db.Set<Client>().AnyAsync(c => c.Name == "Unavailable", Cancellation)));
    }

    [Fact]
    public async Task What_row_security_stops_is_not_there_for_the_person_and_keeps_nothing()
    {
        var viewer = await portal.PersonAsync(await portal.AdministratorAsync(), "Overreaching", Role.Auditor);

        var outcome = await portal.Get<PortalWork>().RunAsync(viewer, CommandId.New(), async work =>
        {
            var opened = Open(work, "Stopped");
            await work.Db.SaveChangesAsync(Cancellation);
            return opened;
        }, Cancellation);

        Assert.IsType<Outcome<ClientId>.NotFound>(outcome);
        Assert.False(await portal.SeeAllAsync(db => db.Set<Client>().AnyAsync(c => c.Name == "Stopped", Cancellation)));
    }

    [Fact]
    public async Task A_run_that_was_called_off_keeps_nothing()
    {
        using var called = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => portal.Get<PortalWork>().RunAsync(_manager, CommandId.New(), async work =>
        {
            var opened = Open(work, "Called off");
            await work.Db.SaveChangesAsync(Cancellation);
            await called.CancelAsync();
            return opened;
        }, called.Token));

        Assert.False(await portal.SeeAllAsync(db => db.Set<Client>().AnyAsync(c => c.Name == "Called off", Cancellation)));
    }

    [Fact]
    public async Task Rights_are_read_again_at_each_run()
    {
        var actor = await RunAsync(CommandId.New(), work => Task.FromResult(work.Actor.Roles.Length)).Done();

        Assert.Equal(1, actor);
        Assert.IsType<Outcome<int>.NotFound>(await portal.Get<PortalWork>().RunAsync(PersonId.New(), CommandId.New(), _ => Task.FromResult(1), Cancellation));
    }

    private Task<Outcome<T>> RunAsync<T>(CommandId command, Func<Work, Task<T>> useCase) => portal.Get<PortalWork>().RunAsync(_manager, command, useCase, Cancellation);

    private static ClientId Open(Work work, string name)
    {
        var client = Client.Open(new ClientDetails(name, $"{name} Ltd", "", "", Language.English, "Europe/London"), work.Actor.Person, work.Now);
        work.Db.Add(client);
        work.Record(ClientFacts.Opened(client));
        return client.Id;
    }

    // As when the driver passes over what it met: the fault is caught here, and the next to use the connection meet what is left.
    private async Task BreakUnnoticedAsync(PortalDb db)
    {
        await KillAsync(db);
        await using var command = new NpgsqlCommand("SELECT 1", (NpgsqlConnection)db.Database.GetDbConnection());
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteScalarAsync(Cancellation));
    }

    private async Task KillAsync(PortalDb db)
    {
        var backend = ((NpgsqlConnection)db.Database.GetDbConnection()).ProcessID;
        await using var administrator = await portal.ConnectAsAdministratorAsync();
        await administrator.ExecuteAsync($"SELECT pg_terminate_backend({backend}, 5000)");
    }

    /// <summary>A portal whose network can lose the answer to a commit.</summary>
    public sealed class FaultyPortal : TestPortal
    {
        public LostAnswer Lost { get; } = new();

        protected override void AddServices(IServiceCollection services) => services.ConfigureDbContext<PortalDb>(options => options.AddInterceptors(Lost));
    }

    /// <summary>Breaks the line once after the server has committed.</summary>
    public sealed class LostAnswer : DbTransactionInterceptor
    {
        private int _armed;

        public void Arm() => Interlocked.Exchange(ref _armed, 1);

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
            Interlocked.Exchange(ref _armed, 0) == 1
                ? throw new NpgsqlException("Exception while reading from stream", new IOException("The line broke."))
                : Task.CompletedTask;
    }
}
