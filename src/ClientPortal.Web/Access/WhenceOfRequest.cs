using ClientPortal.Domain.Access;

namespace ClientPortal.Web.Access;

/// <summary>From where a request came.</summary>
internal static class WhenceOfRequest
{
    /// <summary>The address and device of a request, as evidence keeps them.</summary>
    public static Whence Whence(this HttpContext context) =>
        new(context.Connection.RemoteIpAddress?.ToString() ?? "unknown", context.Request.Headers.UserAgent.ToString());
}
