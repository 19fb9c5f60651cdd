using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Access;
using ClientPortal.Web.Reading;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace ClientPortal.Web.Hosting;

/// <summary>Language and time zone of the reader: what the person chose, else what a cookie says, else what the browser asks for.</summary>
internal static class ReadingSetup
{
    /// <summary>A plain post of a language and a local address to go back to.</summary>
    public const string LanguageAddress = "/language";

    private const string LanguageCookie = "portal-language";

    public static void AddReading(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddScoped<Reader>();
        builder.Services.AddRazorComponents().RegisterPersistentService<Reader>(RenderMode.InteractiveServer);
        builder.Services.Configure<RequestLocalizationOptions>(localization =>
        {
            localization.DefaultRequestCulture = new RequestCulture(Languages.All[0]);
            localization.SupportedCultures = [.. Languages.All];
            localization.SupportedUICultures = [.. Languages.All];
            localization.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Answer(ReaderPreferences.LanguageOf(context.User)?.Name)),
                new CustomRequestCultureProvider(context => Answer(Languages.Find(context.Request.Cookies[LanguageCookie])?.Name)),
                new CustomRequestCultureProvider(context => Answer(Asked(context.Request))),
            ];
        });
    }

    public static void MapLanguageSwitch(this WebApplication app) =>
        app.MapPost(LanguageAddress, SwitchAsync).AllowAnonymous();

    private static async Task<IResult> SwitchAsync(HttpContext context, [FromForm] string language, [FromForm(Name = "return")] string? back, OwnAccount account)
    {
        if (Languages.Find(language) is not { } culture) return Results.BadRequest();
        context.Response.Cookies.Append(LanguageCookie, culture.TwoLetterISOLanguageName, Choices.CookieFor(context));
        // The person's own choice wins over the cookie, so it is theirs that changes; the next request reads it from their account.
        if (context.User.PersonId() is { } person
            && await account.ReadInAsync(person, CommandId.New(), Enum.GetValues<Language>().Single(known => known.Culture().Equals(culture)), context.RequestAborted) is Outcome<PersonId>.Unavailable)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        return Results.LocalRedirect(LocalAddress.OrHome(back));
    }

    private static string? Asked(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Languages.Find(language.Value.Value)?.Name)
            .FirstOrDefault(name => name is not null);

    private static Task<ProviderCultureResult?> Answer(string? name) => Task.FromResult(name is null ? null : new ProviderCultureResult(name));
}
