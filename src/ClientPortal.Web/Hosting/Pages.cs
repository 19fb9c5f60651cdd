using System.Text.Unicode;
using ClientPortal.Web.Components;
using ClientPortal.Web.Components.Layout;
using ClientPortal.Web.Components.Pages.Home;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;

namespace ClientPortal.Web.Hosting;

/// <summary>Razor pages on the server: static by default, interactive where a component asks for it.</summary>
internal static class Pages
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents(components => components.MaxFormMappingCollectionSize = 200).AddInteractiveServerComponents();
        builder.Services.AddSingleton(Places.Of(typeof(App).Assembly));
        builder.Services.AddScoped<HomeSaying>();
        // Cyrillic as it is, not as numeric entities three times its size.
        builder.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new(UnicodeRanges.All));
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
    }

    /// <summary>
    /// Compresses what is rendered, unless another site led the browser here with our cookies: the length of such a page could be used
    /// to guess at what it holds.
    /// </summary>
    public static void UsePageCompression(this WebApplication app) =>
        app.UseWhen(context => !CouldBeMeasured(context.Request), branch => branch.UseResponseCompression());

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null)
            .Add(OpenPlumbing);
    }

    // The islands' connection and Blazor's own addresses are no pages: an island starts only from a page that was served, and asks for
    // rights itself. A page has a component and stays under its policy.
    private static void OpenPlumbing(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any()) endpoint.Metadata.Add(new AllowAnonymousAttribute());
    }

    private static bool CouldBeMeasured(HttpRequest request) =>
        request.Headers.Cookie.Count > 0 && request.Headers["Sec-Fetch-Site"].ToString() is not ("same-origin" or "none");
}
