using ClientPortal.Domain.Shared;

namespace ClientPortal.Web.Components.Pages.Entrance;

/// <summary>Address and password as typed.</summary>
public sealed record SignInForm
{
    // Identity's lockout of fifteen minutes, told as it is.
    internal static readonly Refusal Locked = new(Rule.LockedOut, null, 15);

    /// <summary>The address.</summary>
    public string? Email { get; init; }

    /// <summary>The password; never given back to the page.</summary>
    public string? Password { get; init; }
}

/// <summary>What the browser answered for a passkey, as JSON.</summary>
public sealed record PasskeyForm
{
    /// <summary>The credential.</summary>
    public string? Credential { get; init; }

    /// <summary>The name a new passkey is given.</summary>
    public string? PasskeyName { get; init; }
}

/// <summary>One code as typed.</summary>
public sealed record CodeForm
{
    /// <summary>The code.</summary>
    public string? Code { get; init; }

    /// <summary>The authenticator's key that the form was rendered with, sealed by the server.</summary>
    public string? SealedKey { get; init; }
}

/// <summary>One address as typed.</summary>
public sealed record AddressForm
{
    /// <summary>The address.</summary>
    public string? Email { get; init; }
}
