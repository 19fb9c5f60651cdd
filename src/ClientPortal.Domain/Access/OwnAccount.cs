using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Access;

/// <summary>From where and with what a request came, as far as the server can see.</summary>
/// <param name="Address">The network address.</param>
/// <param name="Device">What the browser says it is.</param>
public readonly record struct Whence(string Address, string Device);

/// <summary>What people do with their own account once they are signed in.</summary>
public sealed class OwnAccount(PortalWork work)
{
    /// <summary>The profile form.</summary>
    public sealed record ProfileInput
    {
        /// <summary>The revision the form was rendered from.</summary>
        public int Revision { get; init; }

        /// <summary>The name others see.</summary>
        public string? Name { get; init; }

        /// <summary>The language of pages and mail.</summary>
        public Language? Language { get; init; }

        /// <summary>The IANA zone times are shown in.</summary>
        public string? Zone { get; init; }
    }

    /// <summary>The form for another password.</summary>
    public sealed record PasswordInput
    {
        /// <summary>The password that holds now.</summary>
        public string? Present { get; init; }

        /// <summary>The new one.</summary>
        public string? Password { get; init; }

        /// <summary>The new one once more.</summary>
        public string? Repeated { get; init; }
    }

    /// <summary>Changes name, language and zone.</summary>
    public Task<Outcome<PersonId>> ChangeProfileAsync(PersonId actor, CommandId command, ProfileInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var person = await work.Db.Users.SingleAsync(p => p.Id == actor, cancellation);
            person.ExpectRevision(input.Revision);
            var rules = new FormRules();
            var name = rules.Line(input.Name, nameof(input.Name), Person.LongestName);
            var language = rules.OneOf(input.Language, nameof(input.Language), Enum.GetValues<Language>());
            var zone = rules.Zone(input.Zone, nameof(input.Zone));
            rules.ThrowIfBroken();

            var oldName = person.Name;
            person.ChangeProfile(name, language, zone);
            work.Record(AccessFacts.ProfileChanged(person, oldName));
            return actor;
        }, cancellation);

    /// <summary>Chooses the language of pages and mail by itself, whatever else of the profile changes at the same moment.</summary>
    public Task<Outcome<PersonId>> ReadInAsync(PersonId actor, CommandId command, Language language, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var person = await work.Db.Users.SingleAsync(p => p.Id == actor, cancellation);
            if (person.Language == language) return actor;
            person.ChangeProfile(person.Name, language, person.Zone);
            work.Record(AccessFacts.ProfileChanged(person, person.Name));
            return actor;
        }, cancellation);

    /// <summary>Chooses another password, ends the other sessions and tells the person by mail.</summary>
    public Task<Outcome<PersonId>> ChangePasswordAsync(PersonId actor, CommandId command, SessionId keep, Whence whence, PasswordInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var rules = new FormRules();
            if (string.IsNullOrEmpty(input.Present)) rules.Refuse(Rule.Required, nameof(input.Present));
            if (string.IsNullOrEmpty(input.Password)) rules.Refuse(Rule.Required, nameof(input.Password));
            else if (input.Password != input.Repeated) rules.Refuse(Rule.PasswordsDiffer, nameof(input.Repeated));
            rules.ThrowIfBroken();

            var users = work.Service<UserManager<Person>>();
            var person = await work.Db.Users.SingleAsync(p => p.Id == actor, cancellation);
            if (!await users.CheckPasswordAsync(person, input.Present!)) throw new RuleBroken(Rule.PasswordWrong, nameof(input.Present));
            var changed = await users.ChangePasswordAsync(person, input.Present!, input.Password!);
            if (!changed.Succeeded) throw new RuleBroken(IdentityRefusals.Of(changed, nameof(input.Password)));
            await ChangeAccess.EndSessionsAsync(work.Db, actor, keep, work.Now, cancellation);
            work.Db.Add(SignInEvent.Of(actor, SignInEventKind.PasswordChanged, whence.Address, whence.Device, work.Now));
            work.Db.Add(Delivery.Queue(actor, MailKinds.PasswordChanged, work.Now));
            return actor;
        }, cancellation);

    /// <summary>Sets up an authenticator whose code was right, in place of an earlier one, with new recovery codes; the present session has its second factor from now on.</summary>
    /// <param name="actor">Whose account.</param>
    /// <param name="command">The id the form carried.</param>
    /// <param name="present">The session it is done in.</param>
    /// <param name="whence">From where.</param>
    /// <param name="key">The shared key in base 32 (RFC 4648).</param>
    /// <param name="code">The code the person's authenticator shows for it.</param>
    /// <param name="keepCodes">Given the recovery codes, which are shown once and kept as hashes; not called when the form was sent before.</param>
    /// <param name="cancellation">Ends the run before its commit.</param>
    public Task<Outcome<PersonId>> SetUpAuthenticatorAsync(
        PersonId actor, CommandId command, SessionId present, Whence whence, string key, string? code, Action<IReadOnlyList<string>> keepCodes, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            if (!Totp.Accepts(key, code, work.Now)) throw new RuleBroken(Rule.CodeWrong, "Code");
            var users = work.Service<UserManager<Person>>();
            var person = await work.Db.Users.SingleAsync(p => p.Id == actor, cancellation);
            await work.Service<PersonStore>().SetAuthenticatorKeyAsync(person, key, cancellation);
            await users.SetTwoFactorEnabledAsync(person, true);
            var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes);
            await RaiseAsync(work, present, SignInMethod.PasswordAndCode, cancellation);
            Note(work, SignInEventKind.AuthenticatorAdded, whence, MailKinds.SecondFactorChanged);
            keepCodes([.. codes!]);
            return actor;
        }, cancellation);

    /// <summary>Makes new recovery codes; the old ones are void.</summary>
    public Task<Outcome<PersonId>> MakeRecoveryCodesAsync(PersonId actor, CommandId command, Whence whence, Action<IReadOnlyList<string>> keepCodes, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var person = await work.Db.Users.SingleAsync(p => p.Id == actor, cancellation);
            if (!person.TwoFactorEnabled) throw new NotYours();
            var codes = await work.Service<UserManager<Person>>().GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes);
            Note(work, SignInEventKind.RecoveryCodesMade, whence, MailKinds.SecondFactorChanged);
            keepCodes([.. codes!]);
            return actor;
        }, cancellation);

    /// <summary>Adds a passkey that the browser made, under a name the person gives it.</summary>
    public Task<Outcome<PersonId>> AddPasskeyAsync(PersonId actor, CommandId command, Whence whence, UserPasskeyInfo passkey, string? name, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var rules = new FormRules();
            passkey.Name = rules.Line(name, "PasskeyName", LongestPasskeyName);
            rules.ThrowIfBroken();
            var person = await work.Db.Users.SingleAsync(p => p.Id == actor, cancellation);
            var added = await work.Service<UserManager<Person>>().AddOrUpdatePasskeyAsync(person, passkey);
            if (!added.Succeeded) throw new RuleBroken(Rule.PasskeyRefused);
            Note(work, SignInEventKind.PasskeyAdded, whence, MailKinds.SecondFactorChanged);
            return actor;
        }, cancellation);

    /// <summary>Removes a passkey; the last second factor of somebody who needs one stays.</summary>
    public Task<Outcome<PersonId>> RemovePasskeyAsync(PersonId actor, CommandId command, Whence whence, byte[] passkey, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            await work.Db.WaitForOthersAsync(actor, cancellation);
            var users = work.Service<UserManager<Person>>();
            var person = await work.Db.Users.SingleAsync(p => p.Id == actor, cancellation);
            var all = await users.GetPasskeysAsync(person);
            if (!all.Any(kept => kept.CredentialId.AsSpan().SequenceEqual(passkey))) throw new NotYours();
            if (all.Count == 1 && !person.TwoFactorEnabled && work.Actor.NeedsSecondFactor) throw new RuleBroken(Rule.SecondFactorRequired);
            await users.RemovePasskeyAsync(person, passkey);
            Note(work, SignInEventKind.PasskeyRemoved, whence, MailKinds.SecondFactorChanged);
            return actor;
        }, cancellation);

    /// <summary>Removes the authenticator and its recovery codes; the last second factor of somebody who needs one stays.</summary>
    public Task<Outcome<PersonId>> RemoveAuthenticatorAsync(PersonId actor, CommandId command, Whence whence, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            await work.Db.WaitForOthersAsync(actor, cancellation);
            var users = work.Service<UserManager<Person>>();
            var person = await work.Db.Users.SingleAsync(p => p.Id == actor, cancellation);
            if (!person.TwoFactorEnabled) throw new NotYours();
            if (work.Actor.NeedsSecondFactor && (await users.GetPasskeysAsync(person)).Count == 0) throw new RuleBroken(Rule.SecondFactorRequired);
            await work.Service<PersonStore>().ForgetAuthenticatorAsync(person, cancellation);
            await users.UpdateSecurityStampAsync(person);
            Note(work, SignInEventKind.AuthenticatorRemoved, whence, MailKinds.SecondFactorChanged);
            return actor;
        }, cancellation);

    /// <summary>Ends one of the actor's sessions, or all but the present one.</summary>
    public Task<Outcome<PersonId>> EndSessionsAsync(PersonId actor, CommandId command, SessionId present, SessionId? which, Whence whence, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            if (which is { } one)
            {
                var session = await work.Db.Set<Session>().SingleOrDefaultAsync(s => s.Id == one && s.PersonId == actor, cancellation) ?? throw new NotYours();
                session.End(work.Now);
            }
            else
            {
                await ChangeAccess.EndSessionsAsync(work.Db, actor, present, work.Now, cancellation);
            }

            work.Db.Add(SignInEvent.Of(actor, SignInEventKind.SessionEnded, whence.Address, whence.Device, work.Now));
            return actor;
        }, cancellation);

    private const int RecoveryCodes = 10;
    private const int LongestPasskeyName = 60;

    private static async Task RaiseAsync(Work work, SessionId session, SignInMethod method, CancellationToken cancellation)
    {
        var present = await work.Db.Set<Session>().SingleOrDefaultAsync(s => s.Id == session && s.PersonId == work.Actor.Person, cancellation);
        present?.RaiseTo(method);
    }

    private static void Note(Work work, SignInEventKind kind, Whence whence, string mail)
    {
        work.Db.Add(SignInEvent.Of(work.Actor.Person, kind, whence.Address, whence.Device, work.Now));
        work.Db.Add(Delivery.Queue(work.Actor.Person, mail, work.Now));
    }
}
