using System.Security.Claims;
using System.Text.Encodings.Web;
using ClientPortal.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientPortal.Browser.Tests;

/// <summary>A person known by a header, to look at the frame as signed in without the pages of sign-in.</summary>
internal sealed class TestPerson(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "X-Test-Person";

    public static void Add(IServiceCollection services) =>
        services.AddAuthentication(options => options.DefaultAuthenticateScheme = Header).AddScheme<AuthenticationSchemeOptions, TestPerson>(Header, null);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var name = Request.Headers[Header].ToString();
        if (name.Length == 0) return Task.FromResult(AuthenticateResult.NoResult());
        Claim[] claims =
        [
            new(ClaimTypes.Name, name), new(RightsSetup.RightClaim, Policies.Content), new(RightsSetup.RightClaim, Policies.Clients), new(RightsSetup.RightClaim, Policies.Pricing),
        ];
        var person = new ClaimsPrincipal(new ClaimsIdentity(claims, Header));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(person, Header)));
    }
}
