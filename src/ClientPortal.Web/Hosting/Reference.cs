using System.Diagnostics;

namespace ClientPortal.Web.Hosting;

/// <summary>The short name of one request, which a person can read out and a log search finds: the start of the trace id, as <c>7F3A-91C2-04DE</c>.</summary>
internal static class Reference
{
    private const int Length = 12;

    public static string Of(HttpContext context)
    {
        var trace = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier.Replace(":", "", StringComparison.Ordinal);
        var start = trace.Length < Length ? trace.PadLeft(Length, '0') : trace[..Length];
        return string.Join('-', start.ToUpperInvariant().Chunk(4).Select(part => new string(part)));
    }
}
