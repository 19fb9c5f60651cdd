using Microsoft.AspNetCore.Antiforgery;
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

    private const string ExpiredForm = "expired-form";

    public static void AddProblems(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<ExceptionHandlerOptions>().Configure<IEnumerable<ProblemFor>>((handler, known) =>
        {
            handler.ExceptionHandlingPath = $"{Address}/500";
            handler.CreateScopeForErrors = true;
            handler.StatusCodeSelector = exception => StatusOf(exception, known);
        });

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePagesWithReExecute($"{Address}/{{0}}", createScopeForStatusCodePages: true);
    }

    /// <summary>A form whose token no longer holds is refused before the page runs, and the page says that it was the form's age.</summary>
    public static void UseExpiredForms(this WebApplication app) => app.Use((context, next) =>
    {
        var refused = context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } && !IsProblem(context);
        if (!refused) return next(context);
        context.Items[ExpiredForm] = true;
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    public static bool WasExpiredForm(HttpContext context) => context.Items.ContainsKey(ExpiredForm);

    /// <summary>Whether the page stands in for another one that failed.</summary>
    public static bool IsProblem(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    private static int StatusOf(Exception exception, IEnumerable<ProblemFor> known) =>
        known.Select(problem => problem.Status(exception)).FirstOrDefault(status => status is not null)
        ?? (exception as BadHttpRequestException)?.StatusCode
        ?? StatusCodes.Status500InternalServerError;
}
