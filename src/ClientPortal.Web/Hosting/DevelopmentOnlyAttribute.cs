namespace ClientPortal.Web.Hosting;

/// <summary>A page for who builds the product. Outside Development its address does not exist.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class DevelopmentOnlyAttribute : Attribute;

internal static class UnknownAddresses
{
    /// <summary>An address that leads nowhere is "not found" for everybody: nobody is asked to sign in for it.</summary>
    public static void UseUnknownAddresses(this WebApplication app) => app.Use((context, next) =>
    {
        var endpoint = context.GetEndpoint();
        var hidden = !app.Environment.IsDevelopment() && endpoint?.Metadata.GetMetadata<DevelopmentOnlyAttribute>() is not null;
        if (endpoint is not null && !hidden) return next(context);
        context.SetEndpoint(null);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
