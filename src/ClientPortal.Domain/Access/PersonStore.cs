using System.Security.Cryptography;
using System.Text;
using ClientPortal.Domain.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace ClientPortal.Domain.Access;

/// <summary>
/// Identity's store over <see cref="PortalDb"/>, which keeps no second factor in the clear: the authenticator's key is
/// encrypted under the key ring, recovery codes are kept as hashes.
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

    /// <summary>Takes the authenticator's key and the recovery codes away; kept when the person is updated next.</summary>
    public async Task ForgetAuthenticatorAsync(Person person, CancellationToken cancellationToken)
    {
        await SetTwoFactorEnabledAsync(person, false, cancellationToken);
        await RemoveTokenAsync(person, Provider, AuthenticatorKey, cancellationToken);
        await RemoveTokenAsync(person, Provider, RecoveryCodes, cancellationToken);
    }

    // A recovery code has 50 random bits and is tried under lockout, so a plain hash is enough; the store joins codes with ';'.
    private static string Hash(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", string.Empty, StringComparison.Ordinal).Trim().ToUpperInvariant())));
}
