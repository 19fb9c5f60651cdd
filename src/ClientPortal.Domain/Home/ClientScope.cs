using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Home;

/// <summary>Which clients a part of a home is about: those the actor has a role for. Row security is the guard; this keeps parts apart for who has several roles.</summary>
/// <param name="Clients">Which; null for all.</param>
internal sealed record ClientScope(IReadOnlyList<ClientId>? Clients)
{
    /// <summary>The clients of some of the actor's roles.</summary>
    public static ClientScope Of(Actor actor, params IReadOnlyCollection<Role> roles)
    {
        var held = actor.Roles.Where(role => roles.Contains(role.Role)).ToList();
        return new ClientScope(held.Exists(role => role.Client is null) ? null : [.. held.Select(role => role.Client!.Value).Distinct()]);
    }
}
