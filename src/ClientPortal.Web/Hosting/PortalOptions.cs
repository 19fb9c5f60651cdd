using System.ComponentModel.DataAnnotations;

namespace ClientPortal.Web.Hosting;

/// <summary>What an installation must say about itself: the section <c>Portal</c> of the configuration. Wrong or missing values stop the start.</summary>
public sealed record PortalOptions
{
    /// <summary>The section's name in the configuration.</summary>
    public const string Section = "Portal";

    /// <summary>The address people and mail use, scheme and host without a path, e.g. <c>https://portal.example.com</c>.</summary>
    [Required]
    public Uri? PublicAddress { get; init; }

    /// <summary>The company that serves its clients here, as it calls itself; 1 to 80 characters. It stands on the sign-in page and in mail.</summary>
    [Required, StringLength(80, MinimumLength = 1)]
    public string ProviderName { get; init; } = "";

    /// <summary>The company's full name in contracts; <see cref="ProviderName"/> when it is not given.</summary>
    [StringLength(300)]
    public string? ProviderLegalName { get; init; }

    /// <summary>The company's registration and address in contracts, line by line; may be empty.</summary>
    [StringLength(1000)]
    public string ProviderDetails { get; init; } = "";

    /// <summary>Where the source of the running version can be had; the foot of each page links it, as the AGPL's section 13 asks.</summary>
    [Required]
    public Uri? SourceAddress { get; init; }

    /// <summary>Addresses (<c>10.0.0.7</c>) or networks (<c>10.0.0.0/8</c>) of proxies whose <c>X-Forwarded-*</c> headers are believed, beside this machine.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>A PKCS#12 file whose certificate encrypts the keys of cookies and mailed links where they lie, in the database.</summary>
    public string? KeyRingCertificate { get; init; }

    /// <summary>The password of <see cref="KeyRingCertificate"/>; empty when it has none.</summary>
    public string? KeyRingPassword { get; init; }

    /// <summary>Says aloud, outside Development, that those keys may lie there in clear: whoever reads the database or its back-up can then sign in as anybody who is signed in.</summary>
    public bool KeyRingInClear { get; init; }
}

internal static class PortalOptionsSetup
{
    private const string Address = $"{PortalOptions.Section}:{nameof(PortalOptions.PublicAddress)}";

    private const string Source = $"{PortalOptions.Section}:{nameof(PortalOptions.SourceAddress)}";

    // As launchSettings.json has it.
    private const string Usual = "http://localhost:5080";

    /// <summary>Binds and checks <see cref="PortalOptions"/> when the server starts, so that a mistake is seen by who made it.</summary>
    public static void AddPortalOptions(this WebApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        // Letters lead to where the server listens, on whichever port it was started.
        if (isDevelopment) builder.Configuration[Address] ??= Listening(builder.Configuration["urls"]);
        // Who starts it from the source has it; a page says where.
        if (isDevelopment) builder.Configuration[Source] ??= $"{builder.Configuration[Address]}/source";
        builder.Services.AddOptions<PortalOptions>()
            .BindConfiguration(PortalOptions.Section)
            .ValidateDataAnnotations()
            .Validate(IsWebOrigin, $"{PortalOptions.Section}:{nameof(PortalOptions.PublicAddress)} must be http(s)://host without a path.")
            .Validate(options => options.SourceAddress is null or { IsAbsoluteUri: true }, $"{PortalOptions.Section}:{nameof(PortalOptions.SourceAddress)} must be absolute.")
            .Validate(options => options.Proxies.All(Proxy.CanRead), $"{PortalOptions.Section}:{nameof(PortalOptions.Proxies)} must be addresses or networks.")
            .Validate(
                options => isDevelopment || options.KeyRingInClear || !string.IsNullOrWhiteSpace(options.KeyRingCertificate),
                $"{PortalOptions.Section}:{nameof(PortalOptions.KeyRingCertificate)} must name a certificate, or {nameof(PortalOptions.KeyRingInClear)} must be true.")
            .ValidateOnStart();
    }

    // The first of them; a star or a plus stands for every name this machine has.
    private static string Listening(string? addresses) =>
        Uri.TryCreate(addresses?.Split(';')[0].Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal), UriKind.Absolute, out var first) && first.Port > 0
            ? $"{first.Scheme}://localhost:{first.Port}"
            : Usual;

    private static bool IsWebOrigin(PortalOptions options) =>
        options.PublicAddress is null or { IsAbsoluteUri: true, Scheme: "http" or "https", PathAndQuery: "/" };
}
