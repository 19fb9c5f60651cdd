using System.Security.Claims;
using System.Text.Encodings.Web;
using ClientPortal.Domain.Notices;
using ClientPortal.Web.Access;
using ClientPortal.Web.Bell;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Reading;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Tests;

/// <summary>A person known by headers: X-Test-Person, X-Test-Id, X-Test-Role, X-Test-Right, X-Test-Language, X-Test-Zone.</summary>
internal sealed class TestPerson(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "X-Test-Person";

    public static void Add(IServiceCollection services) =>
        services.AddAuthentication(options => options.DefaultAuthenticateScheme = Header).AddScheme<AuthenticationSchemeOptions, TestPerson>(Header, null);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var name = Request.Headers[Header].ToString();
        if (name.Length == 0) return AuthenticateResult.NoResult();
        Claim[] claims =
        [
            new(ClaimTypes.Name, name),
            .. Claims("X-Test-Id", ClaimTypes.NameIdentifier), .. Claims("X-Test-Role", "portal:role"), .. Claims("X-Test-Right", RightsSetup.RightClaim), .. Claims("X-Test-Language", ReaderPreferences.LanguageClaim), .. Claims("X-Test-Zone", ReaderPreferences.ZoneClaim),
        ];
        var person = new ClaimsPrincipal(new ClaimsIdentity(claims, Header));
        // As the session of a real sign-in brings it.
        if (person.PersonId() is { } id && await Context.RequestServices.GetRequiredService<NoticeReads>().UnseenAsync(id, Context.RequestAborted) is { } unseen)
            Context.Features.Set(new UnseenNotices(unseen));
        return AuthenticateResult.Success(new AuthenticationTicket(person, Header));
    }

    private IEnumerable<Claim> Claims(string header, string type) => Request.Headers[header].Select(value => new Claim(type, value!));
}
