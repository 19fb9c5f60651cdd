using System.Collections.Immutable;

namespace ClientPortal.Domain.Shared;

/// <summary>Who acts, with the roles and rights they have at this moment.</summary>
/// <param name="Person">The person.</param>
/// <param name="Name">Their name, as they are shown to others.</param>
/// <param name="Roles">The roles they hold.</param>
/// <param name="Rights">The rights they hold beyond their roles.</param>
public sealed record Actor(PersonId Person, string Name, ImmutableArray<ActorRole> Roles, ImmutableArray<Right> Rights)
{
    /// <summary>Whether the actor works for the provider.</summary>
    public bool IsStaff => Roles.Any(held => held.Role.IsStaff());

    /// <summary>Whether the actor must have given a second factor: staff, and whoever signs.</summary>
    public bool NeedsSecondFactor => Roles.Any(held => held.Role.IsStaff() || held.Role == Role.ClientSignatory);

    /// <summary>Whether the actor has the role, for whichever client.</summary>
    public bool Is(params IEnumerable<Role> roles) => roles.Any(role => Roles.Any(held => held.Role == role));

    /// <summary>Whether the actor has one of the roles for this client.</summary>
    public bool IsFor(ClientId client, params IEnumerable<Role> roles) =>
        roles.Any(role => Roles.Any(held => held.Role == role && (held.Client == client || held.IsForAllClients)));

    /// <summary>Whether the actor may see what belongs to this client. Administrators, as such, may not.</summary>
    public bool Sees(ClientId client) =>
        Roles.Any(held => held.Role != Role.Administrator && (held.Client == client || held.IsForAllClients));

    /// <summary>Whether the actor holds the right.</summary>
    public bool May(Right right) => Rights.Contains(right);
}

/// <summary>A role somebody holds.</summary>
/// <param name="Role">Which.</param>
/// <param name="Client">For whom; null for a role of the whole portal, or for every client.</param>
public readonly record struct ActorRole(Role Role, ClientId? Client)
{
    internal bool IsForAllClients => Client is null && Role != Role.Administrator;
}

/// <summary>What people do here.</summary>
public enum Role
{
    /// <summary>Reads what belongs to a client.</summary>
    ClientViewer,

    /// <summary>Reads, and accepts and signs for a client.</summary>
    ClientSignatory,

    /// <summary>Runs the relationship with a client, or with all.</summary>
    Manager,

    /// <summary>Keeps prices and makes quotes for a client, or for all.</summary>
    Finance,

    /// <summary>Keeps people and rights; sees no client's content.</summary>
    Administrator,

    /// <summary>Reads everything that is recorded and changes nothing.</summary>
    Auditor,
}

/// <summary>What somebody may do beyond their role.</summary>
public enum Right
{
    /// <summary>Signs contracts and amendments for the provider.</summary>
    SignForProvider,
}

/// <summary>What a role implies.</summary>
public static class Roles
{
    /// <summary>Whether it is a role of the provider's people.</summary>
    public static bool IsStaff(this Role role) => role is not (Role.ClientViewer or Role.ClientSignatory);

    /// <summary>Whether the role must name a client.</summary>
    public static bool NeedsClient(this Role role) => !role.IsStaff();

    /// <summary>Whether the role may name a client; where it may and does not, it is for all.</summary>
    public static bool TakesClient(this Role role) => role is not (Role.Administrator or Role.Auditor);
}
