using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Tests.Access;

public sealed class SecondFactorTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private PersonId _administrator;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _administrator = await portal.AdministratorAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_authenticator_is_set_up_by_a_right_code_and_the_session_has_its_second_factor()
    {
        var person = await portal.PersonAsync(_administrator, "Code Cody", Role.Manager);
        var session = await portal.Get<Sessions>().BeginAsync(person, SignInMethod.Password, Looks.Somewhere, Cancellation);
        Assert.True((await portal.Get<Sessions>().ResumeAsync(session, person, Cancellation))!.OwesSecondFactor);
        var key = Totp.NewKey();

        var refusal = Assert.Single(await SetUpAsync(person, session, key, "000000").Refused());
        Assert.Equal((Rule.CodeWrong, "Code"), (refusal.Rule, refusal.Field));
        await SetUpAsync(person, session, key, Totp.CodeAt(key, portal.Clock.Now)).Done();

        Assert.False((await portal.Get<Sessions>().ResumeAsync(session, person, Cancellation))!.OwesSecondFactor);
        Assert.Equal(key, await portal.WithUsersAsync(person, (users, found) => users.GetAuthenticatorKeyAsync(found)));
    }

    [Fact]
    public async Task Neither_the_key_nor_a_recovery_code_lies_in_the_database_in_the_clear()
    {
        var (person, key, codes) = await WithAuthenticatorAsync("Sealed Sid");

        var kept = string.Join('\n', await TokensAsync(person));

        Assert.NotEqual(string.Empty, kept);
        Assert.DoesNotContain(key, kept, StringComparison.OrdinalIgnoreCase);
        Assert.All(codes, code => Assert.DoesNotContain(code, kept, StringComparison.OrdinalIgnoreCase));
        Assert.All(codes, code => Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), kept, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_recovery_code_works_once_however_it_is_typed()
    {
        var (person, _, codes) = await WithAuthenticatorAsync("Recovering Rick");
        Task<bool> Redeem(string code) => portal.WithUsersAsync(person, async (users, found) => (await users.RedeemTwoFactorRecoveryCodeAsync(found, code)).Succeeded);

        Assert.Equal(10, codes.Distinct().Count());
        Assert.True(await Redeem($" {codes[0].ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)} "));
        Assert.False(await Redeem(codes[0]));
        Assert.False(await Redeem("AAAAA-AAAAA"));
        Assert.False(await Redeem(string.Empty));
        Assert.True(await Redeem(codes[9]));
    }

    [Fact]
    public async Task New_recovery_codes_void_the_old_ones_and_are_for_who_has_an_authenticator()
    {
        var (person, _, old) = await WithAuthenticatorAsync("Renewing Ren");
        IReadOnlyList<string> codes = [];

        await portal.Get<OwnAccount>().MakeRecoveryCodesAsync(person, CommandId.New(), Looks.Somewhere, made => codes = made, Cancellation).Done();

        Assert.False(await portal.WithUsersAsync(person, async (users, found) => (await users.RedeemTwoFactorRecoveryCodeAsync(found, old[1])).Succeeded));
        Assert.True(await portal.WithUsersAsync(person, async (users, found) => (await users.RedeemTwoFactorRecoveryCodeAsync(found, codes[1])).Succeeded));
        var without = await portal.PersonAsync(_administrator, "Without Walt", Role.Manager);
        Assert.IsType<Outcome<PersonId>.NotFound>(await portal.Get<OwnAccount>().MakeRecoveryCodesAsync(without, CommandId.New(), Looks.Somewhere, _ => { }, Cancellation));
    }

    [Fact]
    public async Task The_last_second_factor_stays_for_who_needs_one()
    {
        var (person, _, _) = await WithAuthenticatorAsync("Needing Ned");
        var account = portal.Get<OwnAccount>();

        Assert.Equal(Rule.SecondFactorRequired, Assert.Single(await account.RemoveAuthenticatorAsync(person, CommandId.New(), Looks.Somewhere, Cancellation).Refused()).Rule);
        var passkey = Passkey(1);
        await account.AddPasskeyAsync(person, CommandId.New(), Looks.Somewhere, passkey, "Laptop", Cancellation).Done();
        await account.RemoveAuthenticatorAsync(person, CommandId.New(), Looks.Somewhere, Cancellation).Done();

        Assert.Equal(Rule.SecondFactorRequired, Assert.Single(await account.RemovePasskeyAsync(person, CommandId.New(), Looks.Somewhere, passkey.CredentialId, Cancellation).Refused()).Rule);
        await account.AddPasskeyAsync(person, CommandId.New(), Looks.Somewhere, Passkey(2), "Phone", Cancellation).Done();
        await account.RemovePasskeyAsync(person, CommandId.New(), Looks.Somewhere, passkey.CredentialId, Cancellation).Done();
    }

    [Fact]
    public async Task Two_last_factors_cannot_be_removed_at_the_same_moment()
    {
        var (person, _, _) = await WithAuthenticatorAsync("Hasty Hal");
        var account = portal.Get<OwnAccount>();
        var passkey = Passkey(3);
        await account.AddPasskeyAsync(person, CommandId.New(), Looks.Somewhere, passkey, "Laptop", Cancellation).Done();

        await Task.WhenAll(
            Task.Run(() => account.RemoveAuthenticatorAsync(person, CommandId.New(), Looks.Somewhere, Cancellation)),
            Task.Run(() => account.RemovePasskeyAsync(person, CommandId.New(), Looks.Somewhere, passkey.CredentialId, Cancellation)));

        Assert.True(await portal.WithUsersAsync(person, async (users, found) => found.TwoFactorEnabled || (await users.GetPasskeysAsync(found)).Count > 0));
    }

    [Fact]
    public async Task Two_last_passkeys_cannot_be_removed_at_the_same_moment()
    {
        var (person, _, _) = await WithAuthenticatorAsync("Hasty Hanna");
        var account = portal.Get<OwnAccount>();
        UserPasskeyInfo[] passkeys = [Passkey(4), Passkey(5)];
        foreach (var passkey in passkeys) await account.AddPasskeyAsync(person, CommandId.New(), Looks.Somewhere, passkey, "Laptop", Cancellation).Done();
        await account.RemoveAuthenticatorAsync(person, CommandId.New(), Looks.Somewhere, Cancellation).Done();

        await Task.WhenAll(passkeys.Select(passkey => Task.Run(() => account.RemovePasskeyAsync(person, CommandId.New(), Looks.Somewhere, passkey.CredentialId, Cancellation))));

        Assert.Equal(1, await portal.WithUsersAsync(person, async (users, found) => (await users.GetPasskeysAsync(found)).Count));
    }

    [Fact]
    public async Task Who_needs_no_second_factor_may_give_it_up_and_its_recovery_codes_go_with_it()
    {
        var client = await portal.ClientAsync(await portal.PersonAsync(_administrator, "Opens for viewer", Role.Manager), "Viewer's client");
        var (person, key, codes) = await WithAuthenticatorAsync("Free Fay", Role.ClientViewer, client);

        await portal.Get<OwnAccount>().RemoveAuthenticatorAsync(person, CommandId.New(), Looks.Somewhere, Cancellation).Done();

        await NothingLeftAsync(person, key, codes);
    }

    [Fact]
    public async Task Nobody_removes_a_passkey_that_is_not_theirs()
    {
        var (person, _, _) = await WithAuthenticatorAsync("Keeping Kim");
        var (other, _, _) = await WithAuthenticatorAsync("Taking Tom");
        var passkey = Passkey(4);
        await portal.Get<OwnAccount>().AddPasskeyAsync(person, CommandId.New(), Looks.Somewhere, passkey, "Laptop", Cancellation).Done();

        Assert.IsType<Outcome<PersonId>.NotFound>(await portal.Get<OwnAccount>().RemovePasskeyAsync(other, CommandId.New(), Looks.Somewhere, passkey.CredentialId, Cancellation));
    }

    [Fact]
    public async Task A_reset_takes_every_second_factor_away_ends_the_sessions_and_tells_the_person()
    {
        var (person, key, codes) = await WithAuthenticatorAsync("Lost Phone Lou");
        await portal.Get<OwnAccount>().AddPasskeyAsync(person, CommandId.New(), Looks.Somewhere, Passkey(5), "Laptop", Cancellation).Done();
        var session = await portal.Get<Sessions>().BeginAsync(person, SignInMethod.Passkey, Looks.Somewhere, Cancellation);

        await portal.Get<ChangeAccess>().ResetSecondFactorAsync(_administrator, CommandId.New(), person, await portal.ReasonAsync(person), Cancellation).Done();

        await NothingLeftAsync(person, key, codes);
        Assert.Null(await portal.Get<Sessions>().ResumeAsync(session, person, Cancellation));
        Assert.Single(await portal.EntriesOfAsync(person.Value), entry => entry.Code == "person.second-factor-reset");
        Assert.Equal(1, await portal.SeeAllAsync(db => db.Set<SignInEvent>().CountAsync(e => e.PersonId == person && e.Kind == SignInEventKind.SecondFactorReset, Cancellation)));
        Assert.True(await portal.SeeAllAsync(db => db.Set<Delivery>().AnyAsync(d => d.PersonId == person && d.Kind == MailKinds.SecondFactorChanged, Cancellation)));
    }

    private async Task NothingLeftAsync(PersonId person, string key, IReadOnlyList<string> codes)
    {
        Assert.True(await portal.WithUsersAsync(person, async (users, found) =>
            !found.TwoFactorEnabled && (await users.GetPasskeysAsync(found)).Count == 0 && await users.GetAuthenticatorKeyAsync(found) != key && await users.CountRecoveryCodesAsync(found) == 0));
        Assert.False(await portal.WithUsersAsync(person, async (users, found) => (await users.RedeemTwoFactorRecoveryCodeAsync(found, codes[0])).Succeeded));
    }

    private async Task<(PersonId Person, string Key, IReadOnlyList<string> Codes)> WithAuthenticatorAsync(string name, Role role = Role.Manager, ClientId? client = null)
    {
        var person = await portal.PersonAsync(_administrator, name, role, client);
        var key = Totp.NewKey();
        IReadOnlyList<string> codes = [];
        await SetUpAsync(person, SessionId.New(), key, Totp.CodeAt(key, portal.Clock.Now), made => codes = made).Done();
        return (person, key, codes);
    }

    private Task<Outcome<PersonId>> SetUpAsync(PersonId person, SessionId session, string key, string code, Action<IReadOnlyList<string>>? keep = null) =>
        portal.Get<OwnAccount>().SetUpAuthenticatorAsync(person, CommandId.New(), session, Looks.Somewhere, key, code, keep ?? (_ => { }), Cancellation);

    private Task<List<string>> TokensAsync(PersonId person) =>
        portal.SeeAllAsync(db => db.Set<IdentityUserToken<PersonId>>().Where(t => t.UserId == person).Select(t => t.Value!).ToListAsync(Cancellation));

    private static UserPasskeyInfo Passkey(byte id) => new(
        [.. Guid.CreateVersion7().ToByteArray(), id], [1, 2, 3], FakeClock.Start, signCount: 0, transports: ["internal"],
        isUserVerified: true, isBackupEligible: false, isBackedUp: false, attestationObject: [4], clientDataJson: [5]);
}
