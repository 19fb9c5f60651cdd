using System.Security.Claims;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using QRCoder;

namespace ClientPortal.Web.Access;

/// <summary>Where a second factor is set up, or given again in a session that lacks it.</summary>
public sealed class SecondFactorDesk(
    UserManager<Person> users, PortalSignInManager signIn, OwnAccount account, Sessions sessions, IDataProtectionProvider protection, IOptions<PortalOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan FormLasts = TimeSpan.FromHours(1);

    // The key is not kept until its code was right, so the form carries it, sealed.
    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("ClientPortal.SecondFactorForm").ToTimeLimitedDataProtector();

    /// <summary>What the page shows.</summary>
    /// <param name="Email">The account's name in the authenticator.</param>
    /// <param name="HasAuthenticator">Whether a code can be given.</param>
    /// <param name="HasPasskey">Whether a passkey can be given.</param>
    /// <param name="CanConfirm">Whether the session lacks a factor the person has, so that it is given and not set up.</param>
    public sealed record State(string Email, bool HasAuthenticator, bool HasPasskey, bool CanConfirm);

    /// <summary>How it stands for the person.</summary>
    /// <param name="principal">Who.</param>
    /// <param name="again">Whether they want another authenticator although they have one, and their session has its second factor.</param>
    public async Task<State> StateAsync(ClaimsPrincipal principal, bool again)
    {
        var person = await PersonAsync(principal);
        var hasPasskey = (await users.GetPasskeysAsync(person)).Count > 0;
        var lacks = principal.SignInMethod() == SignInMethod.Password;
        return new State(person.Email!, person.TwoFactorEnabled, hasPasskey, (person.TwoFactorEnabled || hasPasskey) && (lacks || !again));
    }

    /// <summary>The square of the key's address, as an inline picture.</summary>
    public string Square(string key, string account)
    {
        using var code = QRCodeGenerator.GenerateQrCode(Totp.Address(options.Value.ProviderName, account, key), QRCodeGenerator.ECCLevel.M);
        return $"data:image/png;base64,{Convert.ToBase64String(new PngByteQRCode(code).GetGraphic(6))}";
    }

    /// <summary>The key as the form carries it.</summary>
    public string Seal(string key) => _seal.Protect(key, FormLasts);

    /// <summary>The key a form carried; null when it is not ours or too old.</summary>
    public string? Unseal(string? sealedKey)
    {
        if (string.IsNullOrEmpty(sealedKey)) return null;
        try
        {
            return _seal.Unprotect(sealedKey);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Sets the authenticator up.</summary>
    public Task<Outcome<PersonId>> SetUpAsync(HttpContext context, CommandId command, string key, string? code, Action<IReadOnlyList<string>> keepCodes) =>
        account.SetUpAuthenticatorAsync(
            context.User.Actor().Person, command, context.User.SessionId()!.Value, context.Whence(), key, code, keepCodes, context.RequestAborted);

    /// <summary>Checks the authenticator's code and raises the session.</summary>
    /// <returns>Why not; null when it was right.</returns>
    public async Task<Refusal?> ConfirmAsync(HttpContext context, string? code)
    {
        var person = await PersonAsync(context.User);
        if (await users.IsLockedOutAsync(person)) return Components.Pages.Entrance.SignInForm.Locked;
        var key = await users.GetAuthenticatorKeyAsync(person);
        if (person.TwoFactorEnabled && key is not null && Totp.Accepts(key, code, clock.GetUtcNow()))
        {
            await users.ResetAccessFailedCountAsync(person);
            await sessions.RaiseAsync(context.User.SessionId()!.Value, person.Id, SignInMethod.PasswordAndCode, context.RequestAborted);
            return null;
        }

        await users.AccessFailedAsync(person);
        await sessions.NoteAsync(person.Id, SignInEventKind.CodeWrong, context.Whence(), context.RequestAborted);
        return new Refusal(Rule.CodeWrong, "Code");
    }

    /// <summary>Checks a passkey and raises the session.</summary>
    /// <returns>Why not; null when it was right.</returns>
    public async Task<Refusal?> ConfirmPasskeyAsync(HttpContext context, string? credential)
    {
        var refused = new Refusal(Rule.PasskeyRefused, null);
        if (string.IsNullOrEmpty(credential)) return refused;
        try
        {
            var assertion = await signIn.PerformPasskeyAssertionAsync(credential);
            if (!assertion.Succeeded || assertion.User.Id != context.User.Actor().Person) return refused;
            await users.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey);
            await sessions.RaiseAsync(context.User.SessionId()!.Value, assertion.User.Id, SignInMethod.Passkey, context.RequestAborted);
            return null;
        }
        catch (InvalidOperationException)
        {
            // The challenge this answers is gone.
            return refused;
        }
    }

    private async Task<Person> PersonAsync(ClaimsPrincipal principal) =>
        await users.FindByIdAsync(principal.Actor().Person.ToString()) ?? throw new InvalidOperationException("The signed-in person is gone.");
}
