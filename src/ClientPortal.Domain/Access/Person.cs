using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace ClientPortal.Domain.Access;

/// <summary>Somebody who signs in. People come by invitation; the e-mail address is their sign-in name.</summary>
public sealed class Person : IdentityUser<PersonId>, IRecorded
{
    /// <summary>The most characters a name may have.</summary>
    public const int LongestName = 200;

    private Person()
    {
    }

    /// <summary>The name others see.</summary>
    public required string Name { get; set; }

    /// <summary>The language of pages and mail.</summary>
    public Language Language { get; set; }

    /// <summary>The IANA zone times are shown in.</summary>
    public required string Zone { get; set; }

    /// <summary>When the invitation was made.</summary>
    public DateTimeOffset InvitedAt { get; private set; }

    /// <summary>Who invited; null for the first administrator, whom the installation itself invites.</summary>
    public PersonId? InvitedBy { get; private set; }

    /// <summary>When the person accepted the invitation; null while it waits.</summary>
    public DateTimeOffset? JoinedAt { get; private set; }

    /// <summary>When the person was shut out; null while they are welcome.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>Who shut the person out.</summary>
    public PersonId? DisabledBy { get; private set; }

    /// <summary>How often the profile or the access has been changed.</summary>
    public int Revision { get; private set; } = 1;

    /// <inheritdoc/>
    public Guid RecordedAs => Id.Value;

    /// <summary>Counters, stamps and hashes of sign-in move without a fact; who the person is and whether they are welcome does not.</summary>
    public bool Records(string property) =>
        property is nameof(Name) or nameof(Email) or nameof(Language) or nameof(Zone) or nameof(JoinedAt) or nameof(DisabledAt);

    /// <summary>Whether the person can sign in at all.</summary>
    public bool IsWelcome => JoinedAt is not null && DisabledAt is null;

    /// <summary>Somebody invited, who has not joined yet.</summary>
    public static Person Invite(string name, string email, Language language, string zone, PersonId? by, DateTimeOffset at) => new()
    {
        Id = PersonId.New(),
        Name = name,
        Email = email,
        UserName = email,
        EmailConfirmed = false,
        Language = language,
        Zone = zone,
        InvitedAt = at,
        InvitedBy = by,
        SecurityStamp = CommandId.New().ToString(),
        LockoutEnabled = true,
    };

    /// <summary>The person accepts the invitation, which also shows that the address is theirs.</summary>
    /// <exception cref="RuleBroken">They joined before, or are shut out.</exception>
    public void Join(DateTimeOffset at)
    {
        if (JoinedAt is not null) throw new RuleBroken(Rule.AlreadyJoined);
        if (DisabledAt is not null) throw new RuleBroken(Rule.LinkExpired);
        JoinedAt = at;
        EmailConfirmed = true;
        Revision++;
    }

    /// <summary>The person changes how they are shown and spoken to.</summary>
    public void ChangeProfile(string name, Language language, string zone)
    {
        Name = name;
        Language = language;
        Zone = zone;
        Revision++;
    }

    /// <summary>Shuts the person out, at once and everywhere.</summary>
    /// <exception cref="RuleBroken">They are shut out already, or it is the actor's own access.</exception>
    public void Disable(PersonId by, DateTimeOffset at)
    {
        if (by == Id) throw new RuleBroken(Rule.NotYourself);
        if (DisabledAt is not null) throw new RuleBroken(Rule.PersonDisabled);
        (DisabledAt, DisabledBy) = (at, by);
        Revision++;
    }

    /// <summary>Lets the person in again; sessions that were ended stay ended.</summary>
    /// <exception cref="RuleBroken">They are not shut out.</exception>
    public void Enable()
    {
        if (DisabledAt is null) throw new RuleBroken(Rule.PersonNotDisabled);
        (DisabledAt, DisabledBy) = (null, null);
        Revision++;
    }

    /// <summary>Refuses a form that was rendered from another revision.</summary>
    /// <exception cref="StaleRevision">It has been changed since.</exception>
    public void ExpectRevision(int revision)
    {
        if (revision != Revision) throw new StaleRevision();
    }

    /// <summary>What somebody must do about their access counts as a change of the person.</summary>
    internal void RaiseRevision() => Revision++;
}
