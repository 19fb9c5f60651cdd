using ClientPortal.Domain.Access;
using Microsoft.AspNetCore.Identity;

namespace ClientPortal.Web.Access;

/// <summary>How an attempt to sign in ended.</summary>
public enum SignInAnswer
{
    /// <summary>The person is in.</summary>
    In,

    /// <summary>The password was right; the second factor follows.</summary>
    CodeNext,

    /// <summary>Refused. Which part was wrong is not said.</summary>
    Refused,

    /// <summary>Too many failures; the account rests for a while.</summary>
    LockedOut,
}

/// <summary>The desk where people show who they are. Notes each attempt with the person it concerns.</summary>
public sealed class SignInDesk(PortalSignInManager signIn, UserManager<Person> users, Sessions sessions, IHttpContextAccessor accessor)
{
    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("Signing in needs a request.");

    /// <summary>Address and password.</summary>
    public async Task<SignInAnswer> PasswordAsync(string email, string password)
    {
        var person = await users.FindByEmailAsync(email);
        if (person?.PasswordHash is null)
        {
            // The same work as for a person that is here, so that time does not tell.
            users.PasswordHasher.HashPassword(person!, password);
            return SignInAnswer.Refused;
        }

        signIn.Method = SignInMethod.Password;
        return await NoteAsync(person, await signIn.PasswordSignInAsync(person, password, isPersistent: false, lockoutOnFailure: true), SignInEventKind.PasswordWrong);
    }

    /// <summary>The code of the authenticator, after the password.</summary>
    public async Task<SignInAnswer> CodeAsync(string code)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } person) return SignInAnswer.Refused;
        signIn.Method = SignInMethod.PasswordAndCode;
        return await NoteAsync(person, await signIn.TwoFactorAuthenticatorSignInAsync(Digits(code), isPersistent: false, rememberClient: false), SignInEventKind.CodeWrong);
    }

    /// <summary>A recovery code, after the password. Each works once.</summary>
    public async Task<SignInAnswer> RecoveryCodeAsync(string code)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } person) return SignInAnswer.Refused;
        signIn.Method = SignInMethod.PasswordAndRecoveryCode;
        var result = await signIn.TwoFactorRecoveryCodeSignInAsync(code.Trim());
        // Identity counts no failures here; guessing must end as it does for the authenticator's codes.
        if (!result.Succeeded && !result.IsLockedOut) await users.AccessFailedAsync(person);
        return await NoteAsync(person, result, SignInEventKind.CodeWrong);
    }

    /// <summary>Whether the password was given and the code is awaited.</summary>
    public async Task<bool> AwaitsCodeAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    /// <summary>A passkey, answered by the browser as JSON (WebAuthn level 3, section 5.1.8).</summary>
    public async Task<SignInAnswer> PasskeyAsync(string credential)
    {
        signIn.Method = SignInMethod.Passkey;
        try
        {
            var result = await signIn.PasskeySignInAsync(credential);
            return result.Succeeded ? SignInAnswer.In : result.IsLockedOut ? SignInAnswer.LockedOut : SignInAnswer.Refused;
        }
        catch (InvalidOperationException)
        {
            // The challenge this answers is gone: the page stood open too long, or cookies were cleared.
            return SignInAnswer.Refused;
        }
    }

    private async Task<SignInAnswer> NoteAsync(Person person, SignInResult result, SignInEventKind failure)
    {
        if (result.Succeeded) return SignInAnswer.In;
        if (result.RequiresTwoFactor) return SignInAnswer.CodeNext;
        if (!person.IsWelcome) return SignInAnswer.Refused;
        await sessions.NoteAsync(person.Id, result.IsLockedOut ? SignInEventKind.LockedOut : failure, Context.Whence(), Context.RequestAborted);
        return result.IsLockedOut ? SignInAnswer.LockedOut : SignInAnswer.Refused;
    }

    private static string Digits(string code) => string.Concat(code.Where(char.IsAsciiDigit));
}
