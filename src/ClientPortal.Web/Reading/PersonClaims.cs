using System.Security.Claims;
using ClientPortal.Audit.Ids;

namespace ClientPortal.Web.Reading;

/// <summary>Which person of the portal is signed in.</summary>
public static class PersonClaims
{
    /// <summary>The person by the claim <see cref="ClaimTypes.NameIdentifier"/>; null where nobody is signed in.</summary>
    public static PersonId? PersonId(this ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return Guid.TryParse(principal.FindFirst(ClaimTypes.NameIdentifier)?.Value, out var id) ? Audit.Ids.PersonId.Of(id) : null;
    }
}
