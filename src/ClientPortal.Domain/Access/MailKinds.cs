namespace ClientPortal.Domain.Access;

/// <summary>The codes of mail that opens a door. The link in it is made when it is sent, so that no key to an account lies in the database.</summary>
public static class MailKinds
{
    /// <summary>Somebody is invited; the link lets them choose a password.</summary>
    public const string Invitation = "mail.invitation";

    /// <summary>Somebody forgot their password; the link lets them choose another.</summary>
    public const string PasswordReset = "mail.password-reset";

    /// <summary>Tells that the password was changed, and what to do if it was not the reader.</summary>
    public const string PasswordChanged = "mail.password-changed";

    /// <summary>Tells that a second factor was added or taken away.</summary>
    public const string SecondFactorChanged = "mail.second-factor-changed";
}
