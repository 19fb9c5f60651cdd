using ClientPortal.Audit.Ids;
using ClientPortal.Web.Access;
using Microsoft.AspNetCore.WebUtilities;

namespace ClientPortal.Web.Tests.Deliveries;

/// <summary>Reading mailed links the way their pages do.</summary>
internal static class Letters
{
    public static (PersonId Person, string Token) ReadLink(Uri link)
    {
        var query = QueryHelpers.ParseQuery(link.Query);
        return (PersonId.Of(Guid.Parse(query["person"].ToString())), LinkToken.Read(query["token"]));
    }
}
