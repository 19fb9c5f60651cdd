using ClientPortal.Domain.Data;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;

namespace ClientPortal.Web.Hosting;

/// <summary>Which page a failed request gets. Others add what their exceptions mean: <c>services.AddSingleton(new ProblemFor(...))</c>.</summary>
/// <param name="Status">The HTTP status for the exception, or null when it is not known here.</param>
public sealed record ProblemFor(Func<Exception, int?> Status);

/// <summary>Failures become pages in the reader's language within the frame, with the status they have; nothing of their inside is shown.</summary>
internal static class Problems
{
    /// <summary>The page that explains a status: <c>/problem/404</c>.</summary>
    public const string Address = "/problem";

    /// <summary>When who found the portal away may come again.</summary>
    public const string RetryAfterSeconds = "30";

    private const string ExpiredForm = "expired-form";

    private const string GoneForm = "gone-form";

    private const string Posted = "posted";

    public static void AddProblems(this WebApplicationBuilder builder)
    {
        // An address that nobody can mean is no error of ours, in Development either.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        builder.Services.AddOptions<ExceptionHandlerOptions>().Configure<IEnumerable<ProblemFor>>((handler, known) =>
        {
            handler.ExceptionHandlingPath = $"{Address}/500";
            handler.CreateScopeForErrors = true;
            handler.StatusCodeSelector = exception => StatusOf(exception, known);
        });
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePagesWithReExecute($"{Address}/{{0}}", createScopeForStatusCodePages: true);
        // The page of errors is only shown, whatever the failed request was: its form is not read again.
        app.Use((context, next) =>
        {
            if (IsProblem(context))
            {
                context.Items[Posted] = HttpMethods.IsPost(context.Request.Method);
                context.Request.Method = HttpMethods.Get;
            }

            return next(context);
        });
    }

    /// <summary>
    /// What the failed request had posted, to be sent again; null when nothing was, when it cannot be shown (files, and passwords), or when it did not
    /// come from a page of ours: with a new token it would be taken for one (Fetch Metadata, <c>Sec-Fetch-Site</c>).
    /// </summary>
    public static async Task<IFormCollection?> PostedAsync(HttpContext context)
    {
        // It is shown and not done: that its token does not hold is why it is here.
        context.Features.Set<IAntiforgeryValidationFeature>(null);
        if (context.Items[Posted] is not true || !context.Request.HasFormContentType || context.Request.Headers["Sec-Fetch-Site"] != "same-origin") return null;
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return form.Files.Count == 0 && !form.Keys.Any(field => IsSecret(PathOf(context), field)) ? form : null;
        }
        catch (Exception unread) when (unread is IOException or InvalidDataException or BadHttpRequestException)
        {
            // The failure came in the middle of the post: there is nothing whole to send again.
            return null;
        }
    }

    private static string? PathOf(HttpContext context) =>
        context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath;

    // A page is not the place to write a password into, not even its own form's. The code of a price is none.
    private static bool IsSecret(string? address, string field) =>
        field.Contains("Password", StringComparison.OrdinalIgnoreCase) || field.EndsWith("Repeated", StringComparison.OrdinalIgnoreCase)
        || (field.EndsWith("Code", StringComparison.OrdinalIgnoreCase) && address?.StartsWith("/pricing/", StringComparison.OrdinalIgnoreCase) != true);

    /// <summary>A form whose token no longer holds is refused before the page runs, and the page says that it was the form's age.</summary>
    public static void UseExpiredForms(this WebApplication app) => app.Use((context, next) =>
    {
        var refused = context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } && !IsProblem(context);
        if (!refused) return next(context);
        context.Items[ExpiredForm] = true;
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    /// <summary>
    /// A form its page does not show any more, since what it asks for was done meanwhile, gets a page that says so. The framework would answer
    /// a bare sentence about its own names, or nothing.
    /// </summary>
    public static void UseGoneForms(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsPost(context.Request.Method) || IsProblem(context) || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        if (context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false, ContentType: "text/plain" })
        {
            context.Items[GoneForm] = true;
            context.Response.ContentType = null;
            return;
        }

        held.Position = 0;
        await held.CopyToAsync(body, context.RequestAborted);
    });

    /// <summary>The middle of the word keys that tell of the failure: <c>Problem{name}Title</c>, <c>Problem{name}What</c>, <c>Problem{name}Do</c>.</summary>
    public static string NameOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest when context.Items.ContainsKey(ExpiredForm) => "Expired",
        StatusCodes.Status400BadRequest when context.Items.ContainsKey(GoneForm) => "Gone",
        StatusCodes.Status401Unauthorized => "SignedOut",
        StatusCodes.Status404NotFound or StatusCodes.Status403Forbidden => "Missing",
        StatusCodes.Status413PayloadTooLarge => "Large",
        StatusCodes.Status429TooManyRequests => "Busy",
        StatusCodes.Status503ServiceUnavailable => "Away",
        < StatusCodes.Status500InternalServerError => "Unclear",
        _ => "Broken",
    };

    /// <summary>Whether the page stands in for another one that failed.</summary>
    public static bool IsProblem(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    private static int StatusOf(Exception exception, IEnumerable<ProblemFor> known) =>
        known.Select(problem => problem.Status(exception)).FirstOrDefault(status => status is not null)
        ?? (DatabaseFaults.IsPassing(exception) ? StatusCodes.Status503ServiceUnavailable : (int?)null)
        ?? (exception as BadHttpRequestException)?.StatusCode
        ?? StatusCodes.Status500InternalServerError;
}
