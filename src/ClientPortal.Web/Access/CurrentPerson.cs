using System.Security.Claims;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Components.Authorization;

namespace ClientPortal.Web.Access;

/// <summary>Who uses the page or island.</summary>
public sealed class CurrentPerson(AuthenticationStateProvider state)
{
    /// <summary>The actor; the page's policy lets only signed-in people come here.</summary>
    public async Task<Actor> ActorAsync() => (await PrincipalAsync()).Actor();

    /// <summary>The claims, for what concerns the session.</summary>
    public async Task<ClaimsPrincipal> PrincipalAsync() => (await state.GetAuthenticationStateAsync()).User;
}
