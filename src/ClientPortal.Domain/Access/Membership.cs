using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Access;

/// <summary>A grant of a role or a right.</summary>
public readonly record struct GrantId(Guid Value) : ITypedId<GrantId>
{
    /// <inheritdoc/>
    public static GrantId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static GrantId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>That a person has a role, for a client, for all clients or for the portal. It is ended, never deleted: who could see what, and when, stays known.</summary>
public sealed class Membership : IRecorded
{
    private Membership()
    {
    }

    /// <summary>Its identifier.</summary>
    public GrantId Id { get; private init; }

    /// <summary>Who has the role.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>Which role.</summary>
    public Role Role { get; private init; }

    /// <summary>For which client; null for all of them, or for a role of the whole portal.</summary>
    public ClientId? ClientId { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset GrantedAt { get; private init; }

    /// <summary>By whom; null for the first administrator.</summary>
    public PersonId? GrantedBy { get; private init; }

    /// <summary>Until when; null while it is held.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who ended it.</summary>
    public PersonId? EndedBy { get; private set; }

    /// <inheritdoc/>
    public Guid RecordedAs => Id.Value;

    /// <summary>Grants a role.</summary>
    /// <param name="person">To whom.</param>
    /// <param name="held">What the person holds now.</param>
    /// <param name="role">Which role.</param>
    /// <param name="client">For which client, if any.</param>
    /// <param name="by">Who grants it; null for the installation itself.</param>
    /// <param name="at">When.</param>
    /// <exception cref="RuleBroken">The role is the granter's own, needs a client or takes none, is held already, or would make one person stand on both sides.</exception>
    public static Membership Grant(PersonId person, IReadOnlyCollection<Membership> held, Role role, ClientId? client, PersonId? by, DateTimeOffset at)
    {
        if (by == person) throw new RuleBroken(Rule.NotToYourself);
        if (client is null && role.NeedsClient()) throw new RuleBroken(Rule.RoleNeedsClient, nameof(GrantRole.Input.Client));
        if (client is not null && !role.TakesClient()) throw new RuleBroken(Rule.RoleTakesNoClient, nameof(GrantRole.Input.Client));
        var now = held.Where(membership => membership.EndedAt is null).ToList();
        if (now.Exists(membership => membership.Role == role && membership.ClientId == client)) throw new RuleBroken(Rule.RoleHeld, nameof(Role));
        if (now.Exists(membership => membership.Role.IsStaff() != role.IsStaff())) throw new RuleBroken(Rule.RolesOfBothSides, nameof(Role));
        return new Membership { Id = GrantId.New(), PersonId = person, Role = role, ClientId = client, GrantedAt = at, GrantedBy = by };
    }

    /// <summary>Takes the role away.</summary>
    /// <exception cref="RuleBroken">It was ended before, or is the actor's own administrator's role.</exception>
    public void End(PersonId by, DateTimeOffset at)
    {
        if (EndedAt is not null) throw new RuleBroken(Rule.RoleEnded);
        if (Role == Role.Administrator && by == PersonId) throw new RuleBroken(Rule.NotYourself);
        (EndedAt, EndedBy) = (at, by);
    }
}

/// <summary>That a member of staff has a right beyond their roles. Revoked, never deleted.</summary>
public sealed class RightGrant : IRecorded
{
    private RightGrant()
    {
    }

    /// <summary>Its identifier.</summary>
    public GrantId Id { get; private init; }

    /// <summary>Who has the right.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>Which right.</summary>
    public Right Right { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset GrantedAt { get; private init; }

    /// <summary>By whom.</summary>
    public PersonId GrantedBy { get; private init; }

    /// <summary>Until when; null while it is held.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Who revoked it.</summary>
    public PersonId? RevokedBy { get; private set; }

    /// <inheritdoc/>
    public Guid RecordedAs => Id.Value;

    /// <summary>Grants a right.</summary>
    /// <exception cref="RuleBroken">The person is who grants it, is not staff, or holds the right already.</exception>
    public static RightGrant Grant(PersonId person, IEnumerable<Membership> roles, IEnumerable<RightGrant> held, Right right, PersonId by, DateTimeOffset at)
    {
        if (by == person) throw new RuleBroken(Rule.NotToYourself);
        if (!roles.Any(membership => membership.EndedAt is null && membership.Role.IsStaff())) throw new RuleBroken(Rule.RightIsForStaff, nameof(Right));
        if (held.Any(grant => grant.RevokedAt is null && grant.Right == right)) throw new RuleBroken(Rule.RightHeld, nameof(Right));
        return new RightGrant { Id = GrantId.New(), PersonId = person, Right = right, GrantedAt = at, GrantedBy = by };
    }

    /// <summary>Takes the right away.</summary>
    /// <exception cref="RuleBroken">It was revoked before.</exception>
    public void Revoke(PersonId by, DateTimeOffset at)
    {
        if (RevokedAt is not null) throw new RuleBroken(Rule.RightRevoked);
        (RevokedAt, RevokedBy) = (at, by);
    }
}
