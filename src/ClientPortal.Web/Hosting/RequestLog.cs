using Serilog.Context;

namespace ClientPortal.Web.Hosting;

/// <summary>
/// One line for each request: method, route template, status, milliseconds, reference. Never the path as sent, the query, a name or an
/// address: those can hold personal data.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> log)
{
    private const string NoRoute = "(no route)";

    public async Task InvokeAsync(HttpContext context)
    {
        using var _ = LogContext.PushProperty("Reference", Reference.Of(context));
        var start = time.GetTimestamp();
        var method = context.Request.Method;
        string? route = null;
        context.Features.Set(new Route(template => route ??= template));
        try
        {
            await next(context);
        }
        finally
        {
            var milliseconds = time.GetElapsedTime(start).TotalMilliseconds;
            var level = context.Response.StatusCode >= StatusCodes.Status500InternalServerError ? LogLevel.Error : LogLevel.Information;
            log.Log(level, "{Method} {Route} {Status} in {Milliseconds:0.0} ms", method, route ?? NoRoute,
                context.Response.StatusCode, milliseconds);
        }
    }

    /// <summary>Runs after routing: the first route that matched names the request, a page of errors shown in its place does not.</summary>
    public static Task NoteRoute(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } template } && !Problems.IsProblem(context))
        {
            context.Features.Get<Route>()?.Matched(template);
        }

        return next(context);
    }

    private sealed record Route(Action<string> Matched);
}
