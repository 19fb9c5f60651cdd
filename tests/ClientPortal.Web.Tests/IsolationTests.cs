using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Web.Tests;

/// <summary>Every address and every form there is, found by the test itself, tried by who must not.</summary>
public sealed class IsolationTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task Nobody_gets_any_page_but_those_of_the_entrance()
    {
        using var stranger = host.Stranger();
        var open = new List<string>();
        foreach (var route in Routes("GET"))
        {
            var answer = await stranger.GetAsync(Fill(route, Guid.CreateVersion7()));
            var refused = answer.Status is StatusCodes.Status404NotFound || answer.Location?.Contains("/sign-in", StringComparison.Ordinal) == true;
            if (!refused && !IsForAnybody(route)) open.Add($"{route.RoutePattern.RawText}: {answer.Status}");
        }

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("tom@harbourbooks.example")]
    [InlineData("claire@harbourbooks.example")]
    public async Task Another_clients_ids_are_not_found_at_any_address(string email)
    {
        var ids = await host.IdsOfAsync("Вектор");
        using var person = await host.SignInAsync(email);
        var found = new List<string>();
        foreach (var route in Routes("GET").Where(route => route.RoutePattern.Parameters.Count > 0))
        {
            foreach (var id in ids)
            {
                var answer = await person.GetAsync(Fill(route, id));
                if (answer.Status != StatusCodes.Status404NotFound) found.Add($"{Fill(route, id)}: {answer.Status}");
            }
        }

        Assert.True(ids.Count > 1);
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("anna@vector.example", "claire@harbourbooks.example")]
    [InlineData("vera@northlight.example", "claire@harbourbooks.example")]
    [InlineData("nora@northlight.example", "claire@harbourbooks.example")]
    [InlineData("nora@northlight.example", "felix@northlight.example")]
    [InlineData("martin@northlight.example", "astrid@northlight.example")]
    public async Task A_form_of_somebody_else_sent_by_hand_is_not_found(string owner, string other)
    {
        using var rightful = await host.SignInAsync(owner);
        using var intruder = await host.SignInAsync(other);
        var reachable = (await intruder.CrawlAsync()).Where(page => page.Answer.Status == StatusCodes.Status200OK).Select(page => page.Address.Split('?')[0]).ToHashSet(StringComparer.Ordinal);
        var token = (await intruder.GetAsync("/profile")).Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var taken = new List<string>();
        var tried = 0;
        foreach (var (address, answer) in await rightful.CrawlAsync())
        {
            foreach (var form in Walker.FormsOf(address, answer.Page))
            {
                var path = form.Address.Split('?')[0];
                if (form.Name is null || reachable.Contains(path) || path.StartsWith("/profile", StringComparison.Ordinal)) continue;
                tried++;
                var sent = await intruder.SendAsync(form, field => field.Name == "__RequestVerificationToken" ? token : null);
                // Where the page is not rendered its form is not known: 400 for what is there and for what is not alike.
                if (sent.Status is not (StatusCodes.Status404NotFound or StatusCodes.Status400BadRequest)) taken.Add($"{form.Address} {form.Name}: {sent.Status} {sent.Location}");
            }
        }

        Assert.True(tried > 0 || owner.StartsWith("anna", StringComparison.Ordinal), "No form was found to try.");
        Assert.Empty(taken);
    }

    private IEnumerable<RouteEndpoint> Routes(string method)
    {
        host.StartServer();
        return host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods: var methods } || methods.Contains(method, StringComparer.Ordinal))
            .Where(route => route.RoutePattern.RawText is { } pattern && !pattern.Contains("_framework", StringComparison.Ordinal) && !pattern.Contains("_blazor", StringComparison.Ordinal)
                && !pattern.Contains('*', StringComparison.Ordinal) && !pattern.Contains('.', StringComparison.Ordinal));
    }

    // What a stranger may see: pages that say so, the health of the server, the style book of Development.
    private static bool IsForAnybody(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAllowAnonymous>() is not null || route.RoutePattern.RawText!.StartsWith("/health", StringComparison.Ordinal);

    private static string Fill(RouteEndpoint route, Guid id)
    {
        var path = route.RoutePattern.RawText!;
        foreach (var parameter in route.RoutePattern.Parameters)
        {
            var start = path.IndexOf('{', StringComparison.Ordinal);
            var end = path.IndexOf('}', StringComparison.Ordinal);
            var isNumber = parameter.ParameterPolicies.Any(policy => policy.Content == "int");
            path = path[..start] + (isNumber ? "1" : id.ToString()) + path[(end + 1)..];
        }

        return path.StartsWith('/') ? path : "/" + path;
    }
}
