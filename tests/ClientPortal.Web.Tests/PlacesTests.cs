using System.Security.Claims;
using AngleSharp.Html.Parser;
using ClientPortal.Web.Components.Layout;
using ClientPortal.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClientPortal.Web.Tests;

public sealed class PlacesTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly string[] Common = ["/", "/contracts", "/quotes", "/reports", "/messages", "/record"];

    [Fact]
    public async Task A_stranger_sees_no_places() => Assert.Empty(await ShownAsync(new ClaimsPrincipal(new ClaimsIdentity())));

    [Fact]
    public async Task A_person_sees_only_places_they_may_open()
    {
        Assert.Equal(["/"], await ShownAsync(Person()), StringComparer.Ordinal);
        Assert.Equal(["/", "/administration"], await ShownAsync(Person(Policies.Administration)), StringComparer.Ordinal);
        Assert.Equal(Common, await ShownAsync(Person(Policies.Content)), StringComparer.Ordinal);
        Assert.Equal([.. Common, "/pricing"], await ShownAsync(Person(Policies.Content, Policies.Pricing)), StringComparer.Ordinal);
    }

    [Fact]
    public void A_place_without_a_page_is_not_shown() => Assert.Equal(["/quotes"], new Places(["/quotes"]).Built.Select(place => place.Address), StringComparer.Ordinal);

    private static ClaimsPrincipal Person(params string[] rights) =>
        new(new ClaimsIdentity(rights.Select(right => new Claim(RightsSetup.RightClaim, right)), "test"));

    private async Task<IEnumerable<string>> ShownAsync(ClaimsPrincipal person)
    {
        host.StartServer();
        await using var scope = host.Services.CreateAsyncScope();
        var services = new ServiceCollection().AddLogging().AddLocalization().AddAuthorizationCore()
            .AddSingleton(scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Authorization.IAuthorizationService>())
            .AddSingleton(new Places(Places.All.Select(place => place.Address))).AddSingleton<NavigationManager, Somewhere>();
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var state = Task.FromResult(new AuthenticationState(person));
            RenderFragment nav = builder =>
            {
                builder.OpenComponent<PlacesNav>(0);
                builder.CloseComponent();
            };
            var page = await renderer.RenderComponentAsync<CascadingValue<Task<AuthenticationState>>>(ParameterView.FromDictionary(
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["Value"] = state, ["ChildContent"] = nav }));
            return page.ToHtmlString();
        });
        return new HtmlParser().ParseDocument(html).QuerySelectorAll(".rail a").Select(link => link.GetAttribute("href")!);
    }

    private sealed class Somewhere : NavigationManager
    {
        public Somewhere() => Initialize("http://localhost/", "http://localhost/");
    }
}
