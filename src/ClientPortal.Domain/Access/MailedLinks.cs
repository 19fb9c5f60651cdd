using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Access;

/// <summary>What people do through a mailed link, before they can sign in: accept an invitation, set a forgotten password anew.</summary>
/// <remarks>The token in the link shows that the mailbox is theirs. It is void once it was used, since the security stamp moves with the password.</remarks>
public sealed class MailedLinks(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>The token provider of invitations; its tokens last a week.</summary>
    public const string InvitationProvider = "Invitation";

    private const string InvitationPurpose = "invitation";

    /// <summary>The form under either link.</summary>
    public sealed record Input
    {
        /// <summary>The password.</summary>
        public string? Password { get; init; }

        /// <summary>The password once more.</summary>
        public string? Repeated { get; init; }
    }

    /// <summary>Whom a link greets.</summary>
    /// <param name="Name">The name others see.</param>
    /// <param name="Email">The sign-in name.</param>
    /// <param name="Language">The person's language.</param>
    public sealed record Greeting(string Name, string Email, Language Language);

    /// <summary>The token for an invitation's link; made when the mail is sent.</summary>
    public static Task<string> InvitationTokenAsync(UserManager<Person> users, Person person) =>
        users.GenerateUserTokenAsync(person, InvitationProvider, InvitationPurpose);

    /// <summary>The token for the link that sets a password anew; made when the mail is sent.</summary>
    public static Task<string> ResetTokenAsync(UserManager<Person> users, Person person) => users.GeneratePasswordResetTokenAsync(person);

    /// <summary>Whom an invitation greets; null when the link is not good any more.</summary>
    public async Task<Greeting?> FindInvitationAsync(PersonId id, string token, CancellationToken cancellation)
    {
        await using var scope = Open(id, out var db, out var users);
        var person = await db.Users.SingleOrDefaultAsync(p => p.Id == id && p.JoinedAt == null && p.DisabledAt == null, cancellation);
        return person is not null && await users.VerifyUserTokenAsync(person, InvitationProvider, InvitationPurpose, token)
            ? new Greeting(person.Name, person.Email!, person.Language)
            : null;
    }

    /// <summary>Accepts an invitation: sets the password and joins.</summary>
    public async Task<Outcome<PersonId>> AcceptInvitationAsync(PersonId id, string token, Input input, Whence whence, CancellationToken cancellation)
    {
        if (Check(input) is { Count: > 0 } refusals) return new Outcome<PersonId>.Refused(refusals);
        await using var scope = Open(id, out var db, out var users);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.WaitForOthersAsync(id, cancellation);
        var person = await db.Users.SingleOrDefaultAsync(p => p.Id == id && p.JoinedAt == null && p.DisabledAt == null, cancellation);
        if (person is null || !await users.VerifyUserTokenAsync(person, InvitationProvider, InvitationPurpose, token))
            return new Outcome<PersonId>.Refused([new Refusal(Rule.LinkExpired, null)]);
        person.Join(db.Now!.Value);
        db.Record(AccessFacts.Joined(person));
        var set = await users.AddPasswordAsync(person, input.Password!);
        if (!set.Succeeded) return new Outcome<PersonId>.Refused(IdentityRefusals.Of(set, nameof(input.Password)));
        db.Add(SignInEvent.Of(id, SignInEventKind.Joined, whence.Address, whence.Device, db.Now.Value));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new Outcome<PersonId>.Done(id);
    }

    /// <summary>Queues the mail for a forgotten password. Answers nothing, so that nobody learns who is here.</summary>
    public async Task ForgotPasswordAsync(string email, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = await users.FindByEmailAsync(email);
        if (person is not { IsWelcome: true }) return;
        db.ActingFor = person.Id;
        db.Add(Delivery.Queue(person.Id, MailKinds.PasswordReset, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Sets a forgotten password anew and ends all sessions.</summary>
    public async Task<Outcome<PersonId>> ResetPasswordAsync(PersonId id, string token, Input input, Whence whence, CancellationToken cancellation)
    {
        if (Check(input) is { Count: > 0 } refusals) return new Outcome<PersonId>.Refused(refusals);
        await using var scope = Open(id, out var db, out var users);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.WaitForOthersAsync(id, cancellation);
        var person = await db.Users.SingleOrDefaultAsync(p => p.Id == id && p.JoinedAt != null && p.DisabledAt == null, cancellation);
        if (person is null) return new Outcome<PersonId>.Refused([new Refusal(Rule.LinkExpired, null)]);
        var set = await users.ResetPasswordAsync(person, token, input.Password!);
        if (!set.Succeeded) return new Outcome<PersonId>.Refused(IdentityRefusals.Of(set, nameof(input.Password)));
        await users.SetLockoutEndDateAsync(person, null);
        await users.ResetAccessFailedCountAsync(person);
        await ChangeAccess.EndSessionsAsync(db, id, except: null, db.Now!.Value, cancellation);
        db.Add(SignInEvent.Of(id, SignInEventKind.PasswordReset, whence.Address, whence.Device, db.Now.Value));
        db.Add(Delivery.Queue(id, MailKinds.PasswordChanged, db.Now.Value));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new Outcome<PersonId>.Done(id);
    }

    private AsyncServiceScope Open(PersonId person, out PortalDb db, out UserManager<Person> users)
    {
        var scope = scopes.CreateAsyncScope();
        db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        db.ActingFor = person;
        db.Now = clock.GetUtcNow();
        users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        return scope;
    }

    private static List<Refusal> Check(Input input)
    {
        if (string.IsNullOrEmpty(input.Password)) return [new Refusal(Rule.Required, nameof(input.Password))];
        return input.Password == input.Repeated ? [] : [new Refusal(Rule.PasswordsDiffer, nameof(input.Repeated))];
    }
}
