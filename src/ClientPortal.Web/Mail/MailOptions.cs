using System.ComponentModel.DataAnnotations;

namespace ClientPortal.Web.Mail;

/// <summary>Through which server mail goes: the section <c>Mail</c> of the configuration. Wrong values stop the start.</summary>
public sealed record MailOptions
{
    /// <summary>The section's name in the configuration.</summary>
    public const string Section = "Mail";

    /// <summary>The server's name. Without one, which only Development may do, mail is written into <see cref="Folder"/>.</summary>
    public string? Host { get; init; }

    /// <summary>The server's port; 587 is that of submission (RFC 6409).</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>Whether the connection is turned to TLS before anything is said; a server that cannot is not used.</summary>
    public bool StartTls { get; init; } = true;

    /// <summary>The name to log in with; null where the server asks for none.</summary>
    public string? User { get; init; }

    /// <summary>The password to log in with.</summary>
    public string? Password { get; init; }

    /// <summary>The address mail comes from.</summary>
    [EmailAddress]
    public string? From { get; init; }

    /// <summary>The name beside it; the provider's when null.</summary>
    public string? FromName { get; init; }

    /// <summary>How long a server may take for one message before it is tried later, at most 55 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:55")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where mail is written when there is no server; <c>.data/mail</c> beside the solution when null.</summary>
    public string? Folder { get; init; }
}
