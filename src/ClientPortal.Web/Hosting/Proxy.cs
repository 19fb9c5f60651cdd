using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Hosting;

/// <summary>Behind a proxy the request's real scheme, host and sender come in headers; only the proxies that are configured are believed.</summary>
internal static class Proxy
{
    public static void AddProxy(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<PortalOptions>>((forwarded, portal) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            foreach (var proxy in portal.Value.Proxies)
            {
                if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
                else forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        });

    public static bool CanRead(string proxy) => IPAddress.TryParse(proxy, out _) || System.Net.IPNetwork.TryParse(proxy, out _);
}
