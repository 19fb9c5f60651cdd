using System.Security.Claims;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace ClientPortal.Web.Access;

/// <summary>What a person posts under a document they sign.</summary>
public sealed record SignForm
{
    /// <summary>The hash of the document that was shown.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>The version of the consent text that was shown.</summary>
    public int? ConsentVersion { get; init; }

    /// <summary>The language it was shown in.</summary>
    public Language? ConsentLanguage { get; init; }

    /// <summary>Whether it was ticked.</summary>
    public bool Consents { get; init; }

    /// <summary>The password; never given back to the page.</summary>
    public string? Password { get; init; }

    /// <summary>The authenticator's code.</summary>
    public string? Code { get; init; }

    /// <summary>What the browser answered for a passkey, as JSON; empty when the password is used.</summary>
    public string? Credential { get; init; }

    internal SignInput ToInput() => new() { DocumentHash = DocumentHash, ConsentVersion = ConsentVersion, ConsentLanguage = ConsentLanguage, Consents = Consents };
}

/// <summary>Lets a person who is signed in show again, at the moment of signing, who they are. Failures count as they do at the door.</summary>
public sealed class Reauthentication(UserManager<Person> users, PortalSignInManager signIn, Sessions sessions, TimeProvider clock)
{
    /// <summary>With what a person can show who they are.</summary>
    /// <param name="HasAuthenticator">A password with a code.</param>
    /// <param name="HasPasskey">A passkey.</param>
    public sealed record Means(bool HasAuthenticator, bool HasPasskey)
    {
        /// <summary>Whether there is any.</summary>
        public bool Any => HasAuthenticator || HasPasskey;
    }

    /// <summary>With what this person can.</summary>
    public async Task<Means> MeansAsync(ClaimsPrincipal principal)
    {
        var person = await PersonAsync(principal);
        return new Means(person.TwoFactorEnabled, (await users.GetPasskeysAsync(person)).Count > 0);
    }

    /// <summary>Checks the form, then who it is, then signs. What was not filled is said before a password is looked at.</summary>
    /// <param name="context">The request: its person, address, device and session become the evidence.</param>
    /// <param name="form">As posted.</param>
    /// <param name="sign">The use case.</param>
    /// <returns>The use case's outcome, or what was refused before it ran.</returns>
    public async Task<Outcome<T>> SignAsync<T>(HttpContext context, SignForm form, Func<SignInput, SigningEvidence, Task<Outcome<T>>> sign)
    {
        var withPasskey = !string.IsNullOrEmpty(form.Credential);
        var rules = new FormRules();
        if (!form.Consents) rules.Refuse(Rule.ConsentNotGiven, nameof(form.Consents));
        if (!withPasskey && string.IsNullOrEmpty(form.Password)) rules.Refuse(Rule.Required, nameof(form.Password));
        if (!withPasskey && string.IsNullOrWhiteSpace(form.Code)) rules.Refuse(Rule.Required, nameof(form.Code));
        if (rules.Refusals.Count > 0) return new Outcome<T>.Refused(rules.Refusals);

        var (method, refusal) = withPasskey ? await PasskeyAsync(context, form.Credential!) : await PasswordAndCodeAsync(context, form.Password!, form.Code!);
        if (refusal is not null) return new Outcome<T>.Refused([refusal]);
        var whence = context.Whence();
        return await sign(form.ToInput(), new SigningEvidence(method, clock.GetUtcNow(), whence.Address, whence.Device, context.User.SessionId()!.Value));
    }

    private async Task<(SignInMethod Method, Refusal? Refusal)> PasswordAndCodeAsync(HttpContext context, string password, string code)
    {
        const SignInMethod method = SignInMethod.PasswordAndCode;
        var person = await PersonAsync(context.User);
        if (await users.IsLockedOutAsync(person)) return (method, Components.Pages.Entrance.SignInForm.Locked);
        if (!await users.CheckPasswordAsync(person, password))
            return (method, await CountAsync(context, person, SignInEventKind.PasswordWrong, new Refusal(Rule.PasswordWrong, nameof(SignForm.Password))));
        var key = await users.GetAuthenticatorKeyAsync(person);
        if (!person.TwoFactorEnabled || key is null || !Totp.Accepts(key, code, clock.GetUtcNow()))
            return (method, await CountAsync(context, person, SignInEventKind.CodeWrong, new Refusal(Rule.CodeWrong, nameof(SignForm.Code))));
        await users.ResetAccessFailedCountAsync(person);
        return (method, null);
    }

    private async Task<(SignInMethod Method, Refusal? Refusal)> PasskeyAsync(HttpContext context, string credential)
    {
        const SignInMethod method = SignInMethod.Passkey;
        var refused = new Refusal(Rule.PasskeyRefused, null);
        if (await users.IsLockedOutAsync(await PersonAsync(context.User))) return (method, Components.Pages.Entrance.SignInForm.Locked);
        try
        {
            var assertion = await signIn.PerformPasskeyAssertionAsync(credential);
            if (!assertion.Succeeded || assertion.User.Id != context.User.Actor().Person) return (method, refused);
            await users.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey);
            return (method, null);
        }
        catch (InvalidOperationException)
        {
            // The challenge this answers is gone.
            return (method, refused);
        }
    }

    private async Task<Refusal> CountAsync(HttpContext context, Person person, SignInEventKind kind, Refusal refusal)
    {
        await users.AccessFailedAsync(person);
        var locked = await users.IsLockedOutAsync(person);
        await sessions.NoteAsync(person.Id, locked ? SignInEventKind.LockedOut : kind, context.Whence(), context.RequestAborted);
        return locked ? Components.Pages.Entrance.SignInForm.Locked : refusal;
    }

    private async Task<Person> PersonAsync(ClaimsPrincipal principal) =>
        await users.FindByIdAsync(principal.Actor().Person.ToString()) ?? throw new InvalidOperationException("The signed-in person is gone.");
}
