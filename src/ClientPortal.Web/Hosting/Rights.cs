using ClientPortal.Domain.Shared;
using ClientPortal.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ClientPortal.Web.Hosting;

/// <summary>The policies that pages and places name. What opens each is said in <see cref="RightsSetup"/>.</summary>
public static class Policies
{
    /// <summary>Any signed-in person.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Any signed-in person, one who still owes a second factor included: for the pages where it is given.</summary>
    public const string SignedInLoosely = "signed-in-loosely";

    /// <summary>Who may see what belongs to a client: everybody with a role but administrators, who as such see nothing of it.</summary>
    public const string Content = "content";

    /// <summary>The provider's people who run relationships: all clients they were given.</summary>
    public const string Clients = "clients";

    /// <summary>Who may see and edit price lists and the discount policy.</summary>
    public const string Pricing = "pricing";

    /// <summary>Who administers people, access and channels.</summary>
    public const string Administration = "administration";

    /// <summary>Who watches over the record: auditors, and administrators, who see nothing of what stands in clients' logs.</summary>
    public const string Oversight = "oversight";
}

internal static class RightsSetup
{
    /// <summary>The claim that carries a right, one claim a right; its value is a policy's name.</summary>
    public const string RightClaim = "portal:right";

    /// <summary>The policies whose pages open to somebody with these roles.</summary>
    public static IEnumerable<string> OpenTo(Actor actor)
    {
        if (actor.Roles.Any(held => held.Role != Role.Administrator)) yield return Policies.Content;
        if (actor.Is(Role.Manager, Role.Finance, Role.Auditor)) yield return Policies.Clients;
        if (actor.Is(Role.Finance)) yield return Policies.Pricing;
        if (actor.Is(Role.Administrator)) yield return Policies.Administration;
        if (actor.Is(Role.Auditor, Role.Administrator)) yield return Policies.Oversight;
    }

    /// <summary>Nothing is open unless it says so: a page without a policy asks for a signed-in person.</summary>
    public static void AddRights(this WebApplicationBuilder builder)
    {
        var rights = builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(WholeSignIn(new AuthorizationPolicyBuilder()).Build())
            .AddPolicy(Policies.SignedIn, policy => WholeSignIn(policy))
            .AddPolicy(Policies.SignedInLoosely, policy => policy.RequireAuthenticatedUser());
        foreach (var right in new[] { Policies.Content, Policies.Clients, Policies.Pricing, Policies.Administration, Policies.Oversight })
            rights.AddPolicy(right, policy => WholeSignIn(policy).RequireClaim(RightClaim, right));
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, NotYoursIsNotFound>();
        builder.Services.AddCascadingAuthenticationState();
    }

    private static AuthorizationPolicyBuilder WholeSignIn(AuthorizationPolicyBuilder policy) =>
        policy.RequireAuthenticatedUser().RequireAssertion(context => !context.User.OwesSecondFactor());

    /// <summary>Who is signed in and lacks the right learns nothing, not even that the page is there.</summary>
    private sealed class NotYoursIsNotFound : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _ordinary = new();

        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (!authorizeResult.Forbidden) return _ordinary.HandleAsync(next, context, policy, authorizeResult);
            if (context.User.OwesSecondFactor() && HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.Redirect($"{SignIn.SecondFactorAddress}?return={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
                return Task.CompletedTask;
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
    }
}
