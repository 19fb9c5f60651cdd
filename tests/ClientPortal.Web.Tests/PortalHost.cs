using Microsoft.AspNetCore.Mvc.Testing;

namespace ClientPortal.Web.Tests;

/// <summary>The real host on a real port, in Development.</summary>
public sealed class PortalHost : WebApplicationFactory<Program>
{
    public PortalHost() => UseKestrel(0);
}
