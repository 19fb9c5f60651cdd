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
            var name = rules.Text(input.Name, nameof(input.Name), Person.LongestName);
            var language = rules.OneOf(input.Language, nameof(input.Language), Enum.GetValues<Language>());
            var zone = rules.Zone(input.Zone, nameof(input.Zone));
            rules.ThrowIfBroken();

            var oldName = person.Name;
            person.ChangeProfile(name, language, zone);
            work.Record(AccessFacts.ProfileChanged(person, oldName));
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
}
