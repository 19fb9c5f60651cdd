using System.Security.Cryptography;
using System.Text;
using ClientPortal.Domain.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ClientPortal.Domain.Access;

/// <summary>
/// Identity's store over <see cref="PortalDb"/>, which keeps no second factor in the clear: the authenticator's key is
/// encrypted under the key ring, recovery codes are kept as hashes. What a sign-in counts is written by itself and at once, so that
/// two sign-ins of one person at the same moment neither refuse nor miscount each other.
/// </summary>
public sealed class PersonStore(PortalDb db, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserOnlyStore<Person, PortalDb, PersonId, IdentityUserClaim<PersonId>, IdentityUserLogin<PersonId>, IdentityUserToken<PersonId>, IdentityUserPasskey<PersonId>>(db, describer)
{
    // The names under which Identity's own store keeps its tokens.
    private const string Provider = "[AspNetUserStore]";
    private const string AuthenticatorKey = "AuthenticatorKey";
    private const string RecoveryCodes = "RecoveryCodes";

    private readonly IDataProtector _keys = protection.CreateProtector("ClientPortal.Authenticator.v1");

    /// <inheritdoc/>
    public override Task SetAuthenticatorKeyAsync(Person user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, _keys.Protect(key), cancellationToken);

    /// <inheritdoc/>
    public override async Task<string?> GetAuthenticatorKeyAsync(Person user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } kept ? _keys.Unprotect(kept) : null;

    /// <inheritdoc/>
    public override Task ReplaceCodesAsync(Person user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(Hash), cancellationToken);

    /// <inheritdoc/>
    public override async Task<bool> RedeemCodeAsync(Person user, string code, CancellationToken cancellationToken)
    {
        var kept = (await GetTokenAsync(user, Provider, RecoveryCodes, cancellationToken) ?? string.Empty).Split(';');
        var used = Hash(code);
        if (!kept.Contains(used, StringComparer.Ordinal)) return false;
        await base.ReplaceCodesAsync(user, kept.Where(hash => hash != used), cancellationToken);
        return true;
    }

    /// <summary>Writes what changed of a person, under Identity's stamp; where nothing is left to write, as after a sign-in, the stamp stays.</summary>
    public override async Task<IdentityResult> UpdateAsync(Person user, CancellationToken cancellationToken = default) =>
        HasNothingToWrite() ? IdentityResult.Success : await base.UpdateAsync(user, cancellationToken);

    /// <summary>Counts a failure on top of what the database holds, not of what was read.</summary>
    public override async Task<int> IncrementAccessFailedCountAsync(Person user, CancellationToken cancellationToken = default)
    {
        await Context.Database.ExecuteSqlAsync($"UPDATE portal.person SET access_failed_count = access_failed_count + 1 WHERE id = {user.Id.Value}", cancellationToken);
        var counted = await Context.Users.Where(p => p.Id == user.Id).Select(p => p.AccessFailedCount).SingleOrDefaultAsync(cancellationToken);
        Know(user, nameof(Person.AccessFailedCount), counted);
        return counted;
    }

    /// <inheritdoc/>
    public override async Task ResetAccessFailedCountAsync(Person user, CancellationToken cancellationToken = default)
    {
        await Context.Database.ExecuteSqlAsync($"UPDATE portal.person SET access_failed_count = 0 WHERE id = {user.Id.Value}", cancellationToken);
        Know(user, nameof(Person.AccessFailedCount), 0);
    }

    /// <inheritdoc/>
    public override async Task SetLockoutEndDateAsync(Person user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken = default)
    {
        await Context.Database.ExecuteSqlAsync($"UPDATE portal.person SET lockout_end = {lockoutEnd?.ToUniversalTime()} WHERE id = {user.Id.Value}", cancellationToken);
        Know(user, nameof(Person.LockoutEnd), lockoutEnd);
    }

    /// <summary>Takes the authenticator's key and the recovery codes away; kept when the person is updated next.</summary>
    public async Task ForgetAuthenticatorAsync(Person person, CancellationToken cancellationToken)
    {
        await SetTwoFactorEnabledAsync(person, false, cancellationToken);
        await RemoveTokenAsync(person, Provider, AuthenticatorKey, cancellationToken);
        await RemoveTokenAsync(person, Provider, RecoveryCodes, cancellationToken);
    }

    // The person in hand says what the database says, and has nothing to write for it.
    private void Know(Person user, string name, object? value) => WithoutMarking(tracker =>
    {
        var property = tracker.Context.Entry(user).Property(name);
        property.CurrentValue = value;
        property.OriginalValue = value;
        return property.IsModified = false;
    });

    private bool HasNothingToWrite() => WithoutMarking(tracker => tracker.Entries().All(entry =>
        entry.State == EntityState.Unchanged && entry.Properties.All(p => p.Metadata.GetValueComparer().Equals(p.OriginalValue, p.CurrentValue))));

    // Identity's store attaches a person before it writes them; what was marked as changed by then would count as what was there before.
    private bool WithoutMarking(Func<ChangeTracker, bool> look)
    {
        var tracker = Context.ChangeTracker;
        var marks = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            return look(tracker);
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = marks;
        }
    }

    // A recovery code has 50 random bits and is tried under lockout, so a plain hash is enough; the store joins codes with ';'.
    private static string Hash(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", string.Empty, StringComparison.Ordinal).Trim().ToUpperInvariant())));
}
