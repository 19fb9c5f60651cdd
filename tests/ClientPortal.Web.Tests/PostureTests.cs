using ClientPortal.Web.Components;
using ClientPortal.Web.Components.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Web.Tests;

public sealed class PostureTests(PortalHost host) : IClassFixture<PortalHost>
{
    public static TheoryData<Type> RoutablePages { get; } = new(typeof(App).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false)));

    [Theory]
    [MemberData(nameof(RoutablePages))]
    public void Every_page_says_who_may_open_it(Type page)
    {
        var policies = page.GetCustomAttributes(typeof(AuthorizeAttribute), inherit: true).Cast<AuthorizeAttribute>().Select(rule => rule.Policy);
        var open = page.IsDefined(typeof(AllowAnonymousAttribute), inherit: true);
        Assert.True(open || policies.Any(policy => !string.IsNullOrEmpty(policy)), $"{page.Name} names neither a policy nor [AllowAnonymous].");
    }

    [Fact]
    public void Every_place_names_a_policy_that_exists()
    {
        host.StartServer();
        var policies = host.Services.GetRequiredService<IAuthorizationPolicyProvider>();
        Assert.All(Places.All, place => Assert.NotNull(policies.GetPolicyAsync(place.Policy).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task What_says_nothing_is_closed_to_strangers()
    {
        host.StartServer();
        var fallback = await host.Services.GetRequiredService<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync();
        Assert.NotNull(fallback);
        Assert.Contains(fallback.Requirements, rule => rule is Microsoft.AspNetCore.Authorization.Infrastructure.DenyAnonymousAuthorizationRequirement);
    }

    [Fact]
    public async Task Not_yours_is_not_found()
    {
        host.StartServer();
        var handler = host.Services.GetRequiredService<IAuthorizationMiddlewareResultHandler>();
        var context = new DefaultHttpContext { RequestServices = host.Services };
        var policy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        await handler.HandleAsync(_ => throw new InvalidOperationException("The page ran."), context, policy, PolicyAuthorizationResult.Forbid());
        Assert.Equal(StatusCodes.Status404NotFound, context.Response.StatusCode);
    }

    [Fact]
    public void Every_endpoint_that_changes_something_asks_for_the_forms_token()
    {
        host.StartServer();
        var posts = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST", StringComparer.Ordinal) == true)
            .Where(endpoint => endpoint.RoutePattern.RawText?.Contains("_blazor", StringComparison.Ordinal) == false);
        Assert.Empty(posts.Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Antiforgery.IAntiforgeryMetadata>()?.RequiresValidation != true)
            .Select(endpoint => endpoint.RoutePattern.RawText));
    }
}
