namespace ClientPortal.Web.Hosting;

/// <summary>Addresses to go back to come from the browser, so they may lead nowhere but here.</summary>
internal static class LocalAddress
{
    /// <summary>The address when it is a path on this site, else the home page.</summary>
    public static string OrHome(string? address) => IsLocal(address) ? address! : "/";

    private static bool IsLocal(string? address) =>
        address is ['/'] || (address is ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl));
}
