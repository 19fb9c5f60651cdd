using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Tests.Access;

/// <summary>Two sign-ins of one person at the same moment: both have read the person before either writes.</summary>
public sealed class SignInRaceTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private PersonId _person;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _person = await portal.PersonAsync(await portal.AdministratorAsync(), $"Racing {Guid.CreateVersion7():N}", Role.Manager);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Two_that_show_one_passkey_both_come_in()
    {
        await portal.Get<OwnAccount>().AddPasskeyAsync(_person, CommandId.New(), Looks.Somewhere, Passkey(count: 1), "Key", Cancellation).Done();

        var written = await TogetherAsync((users, person, turn) => users.AddOrUpdatePasskeyAsync(person, Passkey(count: turn + 2)));

        Assert.All(written, result => Assert.True(result.Succeeded, result.ToString()));
        Assert.Equal(3u, Assert.Single(await portal.WithUsersAsync(_person, (users, person) => users.GetPasskeysAsync(person))).SignCount);
    }

    [Fact]
    public async Task Two_that_come_in_after_a_failure_both_begin_to_count_anew()
    {
        await portal.WithUsersAsync(_person, (users, person) => users.AccessFailedAsync(person));

        var written = await TogetherAsync((users, person, _) => users.ResetAccessFailedCountAsync(person));

        Assert.All(written, result => Assert.True(result.Succeeded, result.ToString()));
        Assert.Equal(0, await portal.WithUsersAsync(_person, (users, person) => users.GetAccessFailedCountAsync(person)));
    }

    [Fact]
    public async Task Failures_at_the_same_moment_all_count_and_the_fifth_locks()
    {
        for (var pair = 0; pair < 2; pair++) await TogetherAsync((users, person, _) => users.AccessFailedAsync(person));
        Assert.Equal(4, await portal.WithUsersAsync(_person, (users, person) => users.GetAccessFailedCountAsync(person)));

        await TogetherAsync((users, person, _) => users.AccessFailedAsync(person));

        Assert.True(await portal.WithUsersAsync(_person, (users, person) => users.IsLockedOutAsync(person)));
    }

    [Fact]
    public async Task One_recovery_code_given_twice_at_the_same_moment_opens_once()
    {
        var code = (await portal.WithUsersAsync(_person, (users, person) => users.GenerateNewTwoFactorRecoveryCodesAsync(person, 2)))!.First();

        var redeemed = await TogetherAsync((users, person, _) => users.RedeemTwoFactorRecoveryCodeAsync(person, code));

        Assert.Single(redeemed, result => result.Succeeded);
    }

    // Both have the person and what belongs to them in hand; then one writes after the other.
    private async Task<List<IdentityResult>> TogetherAsync(Func<UserManager<Person>, Person, int, Task<IdentityResult>> write)
    {
        await using var one = portal.Services.CreateAsyncScope();
        await using var other = portal.Services.CreateAsyncScope();
        var ready = new List<(UserManager<Person> Users, Person Person)>();
        foreach (var users in new[] { one, other }.Select(scope => scope.ServiceProvider.GetRequiredService<UserManager<Person>>()))
        {
            var person = (await users.FindByIdAsync(_person.ToString()))!;
            await users.CountRecoveryCodesAsync(person);
            await users.GetPasskeysAsync(person);
            ready.Add((users, person));
        }

        var results = new List<IdentityResult>();
        foreach (var (users, person) in ready) results.Add(await write(users, person, results.Count));
        return results;
    }

    private static UserPasskeyInfo Passkey(int count) => new(
        [7, 7, 7], [1], DateTimeOffset.UnixEpoch, (uint)count, transports: [], isUserVerified: true, isBackupEligible: false, isBackedUp: false, attestationObject: [1], clientDataJson: [1]);
}
