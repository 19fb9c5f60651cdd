using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Access;

/// <summary>An administrator shuts somebody out, lets them in again, helps who lost their second factor, or repeats an invitation.</summary>
public sealed class ChangeAccess(PortalWork work)
{
    /// <summary>Shuts the person out and ends their sessions at once.</summary>
    public Task<Outcome<PersonId>> DisableAsync(PersonId actor, CommandId command, PersonId whom, ReasonInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var person = await GrantRole.FindPersonAsync(work, whom, input.Revision, cancellation);
            var reason = input.Checked();
            person.Disable(actor, work.Now);
            await work.RecordAccessAsync(person, (client, told) => AccessFacts.Disabled(person, client, reason, told), tellsThem: false, cancellation);
            await EndSessionsAsync(work.Db, whom, except: null, work.Now, cancellation);
            return whom;
        }, cancellation);

    /// <summary>Lets the person in again.</summary>
    public Task<Outcome<PersonId>> EnableAsync(PersonId actor, CommandId command, PersonId whom, ReasonInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var person = await GrantRole.FindPersonAsync(work, whom, input.Revision, cancellation);
            var reason = input.Checked();
            person.Enable();
            await work.RecordAccessAsync(person, (client, told) => AccessFacts.Enabled(person, client, reason, told), tellsThem: false, cancellation);
            return whom;
        }, cancellation);

    /// <summary>Takes authenticator, passkeys and recovery codes away, ends all sessions and tells the person; the next sign-in asks for a new second factor.</summary>
    public Task<Outcome<PersonId>> ResetSecondFactorAsync(PersonId actor, CommandId command, PersonId whom, ReasonInput input, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var person = await GrantRole.FindPersonAsync(work, whom, input.Revision, cancellation);
            if (whom == actor) throw new RuleBroken(Rule.NotYourself);
            var reason = input.Checked();
            await work.RecordAccessAsync(person, (client, told) => AccessFacts.SecondFactorReset(person, client, reason, told), tellsThem: true, cancellation);
            person.RaiseRevision();
            var users = work.Service<UserManager<Person>>();
            foreach (var passkey in await users.GetPasskeysAsync(person)) await users.RemovePasskeyAsync(person, passkey.CredentialId);
            await work.Service<PersonStore>().ForgetAuthenticatorAsync(person, cancellation);
            await users.UpdateSecurityStampAsync(person);
            await EndSessionsAsync(work.Db, whom, except: null, work.Now, cancellation);
            // Where the administrator sat is not the person's to know.
            work.Db.Add(SignInEvent.Of(whom, SignInEventKind.SecondFactorReset, string.Empty, string.Empty, work.Now));
            work.Db.Add(Delivery.Queue(whom, MailKinds.SecondFactorChanged, work.Now));
            return whom;
        }, cancellation);

    /// <summary>Sends the invitation once more to somebody who has not joined.</summary>
    public Task<Outcome<PersonId>> InviteAgainAsync(PersonId actor, CommandId command, PersonId whom, int revision, CancellationToken cancellation) =>
        work.RunAsync(actor, command, async work =>
        {
            var person = await GrantRole.FindPersonAsync(work, whom, revision, cancellation);
            if (person.JoinedAt is not null) throw new RuleBroken(Rule.AlreadyJoined);
            if (person.DisabledAt is not null) throw new RuleBroken(Rule.PersonDisabled);
            work.Db.Add(Delivery.Queue(whom, MailKinds.Invitation, work.Now));
            return whom;
        }, cancellation);

    internal static async Task EndSessionsAsync(PortalDb db, PersonId person, SessionId? except, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var session in await db.Set<Session>().Where(s => s.PersonId == person && s.EndedAt == null && s.Id != except).ToListAsync(cancellation))
            session.End(now);
    }
}
