using System.Security.Claims;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Reading;

namespace ClientPortal.Web.Access;

/// <summary>
/// What a request knows of who is signed in. The cookie carries person and session alone; everything else is read anew
/// from the database at each request and travels as claims from there, into islands too.
/// </summary>
public static class PersonClaims
{
    private const string Session = "portal:session";
    private const string Role = "portal:role";
    private const string Right = "portal:held-right";
    private const string Method = "portal:method";
    private const string Owes = "portal:owes-second-factor";

    /// <summary>The claims the cookie carries.</summary>
    public static IEnumerable<Claim> ForCookie(PersonId person, SessionId session) =>
        [new(ClaimTypes.NameIdentifier, person.ToString()), new(Session, session.ToString())];

    /// <summary>The principal of a request.</summary>
    public static ClaimsPrincipal Principal(SignedIn signedIn, string scheme)
    {
        var actor = signedIn.Actor;
        var claims = new List<Claim>(ForCookie(actor.Person, signedIn.Session))
        {
            new(ClaimTypes.Name, actor.Name),
            new(Method, signedIn.Method.ToString()),
            new(ReaderPreferences.LanguageClaim, signedIn.Language.Culture().TwoLetterISOLanguageName),
            new(ReaderPreferences.ZoneClaim, signedIn.Zone),
        };
        claims.AddRange(actor.Roles.Select(held => new Claim(Role, $"{held.Role}:{held.Client}")));
        claims.AddRange(actor.Rights.Select(right => new Claim(Right, right.ToString())));
        claims.AddRange(RightsSetup.OpenTo(actor).Select(policy => new Claim(RightsSetup.RightClaim, policy)));
        if (signedIn.OwesSecondFactor) claims.Add(new Claim(Owes, "true"));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, ClaimTypes.Name, Role));
    }

    /// <summary>The person; null when nobody is signed in.</summary>
    public static PersonId? PersonId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? Audit.Ids.PersonId.Of(id) : null;

    /// <summary>The session; null when nobody is signed in.</summary>
    public static SessionId? SessionId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(Session), out var id) ? Domain.Access.SessionId.Of(id) : null;

    /// <summary>How the person signed in; null when nobody is.</summary>
    public static SignInMethod? SignInMethod(this ClaimsPrincipal principal) =>
        Enum.TryParse<SignInMethod>(principal.FindFirstValue(Method), out var method) ? method : null;

    /// <summary>Whether the person must give, or set up, a second factor before anything else.</summary>
    public static bool OwesSecondFactor(this ClaimsPrincipal principal) => principal.HasClaim(Owes, "true");

    /// <summary>The actor.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in; the page's policy should have seen to that.</exception>
    public static Actor Actor(this ClaimsPrincipal principal) => new(
        principal.PersonId() ?? throw new InvalidOperationException("Nobody is signed in."),
        principal.Identity?.Name ?? string.Empty,
        [.. principal.FindAll(Role).Select(claim => ParseRole(claim.Value))],
        [.. principal.FindAll(Right).Select(claim => Enum.Parse<Right>(claim.Value))]);

    private static ActorRole ParseRole(string value)
    {
        var parts = value.Split(':', 2);
        return new ActorRole(Enum.Parse<Role>(parts[0]), Guid.TryParse(parts[1], out var client) ? ClientId.Of(client) : null);
    }
}
