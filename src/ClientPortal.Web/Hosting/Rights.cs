using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ClientPortal.Web.Hosting;

/// <summary>The policies that pages and places name. What opens each is said in <see cref="RightsSetup"/>.</summary>
public static class Policies
{
    /// <summary>Any signed-in person.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>The provider's people who run relationships: all clients they were given.</summary>
    public const string Clients = "clients";

    /// <summary>Who may see and edit price lists and the discount policy.</summary>
    public const string Pricing = "pricing";

    /// <summary>Who administers people, access and channels.</summary>
    public const string Administration = "administration";
}

internal static class RightsSetup
{
    /// <summary>The claim that carries a right, one claim a right; its value is a policy's name.</summary>
    public const string RightClaim = "portal:right";

    /// <summary>Nothing is open unless it says so: a page without a policy asks for a signed-in person.</summary>
    public static void AddRights(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Policies.Clients, policy => policy.RequireClaim(RightClaim, Policies.Clients))
            .AddPolicy(Policies.Pricing, policy => policy.RequireClaim(RightClaim, Policies.Pricing))
            .AddPolicy(Policies.Administration, policy => policy.RequireClaim(RightClaim, Policies.Administration));
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, NotYoursIsNotFound>();
        builder.Services.AddCascadingAuthenticationState();
    }

    /// <summary>Who is signed in and lacks the right learns nothing, not even that the page is there.</summary>
    private sealed class NotYoursIsNotFound : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _ordinary = new();

        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (!authorizeResult.Forbidden) return _ordinary.HandleAsync(next, context, policy, authorizeResult);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
    }
}
