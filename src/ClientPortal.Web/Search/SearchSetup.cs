using ClientPortal.Domain.Search;
using ClientPortal.Web.Access;
using ClientPortal.Web.Components.Pages.Search;
using ClientPortal.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClientPortal.Web.Search;

/// <summary>The address the palette asks while somebody types.</summary>
internal static class SearchSetup
{
    /// <summary>Answers a fragment of a page: what the person may find, and nothing else.</summary>
    public const string PaletteAddress = "/search/palette";

    public static void MapSearch(this WebApplication app) => app.MapGet(PaletteAddress, FindAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<RazorComponentResult<PaletteResults>> FindAsync(string? q, HttpContext context, SearchReads reads)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        var page = await reads.FindAsync(context.User.Actor(), q, only: null, context.RequestAborted);
        return new RazorComponentResult<PaletteResults>(new { Page = page });
    }
}
