namespace ClientPortal.Domain.Shared;

/// <summary>
/// Every refusal the portal can give. The words for each stand in <c>Words/Rules.resx</c> and <c>Rules.ru.resx</c> under the
/// same name; a test holds the two together.
/// </summary>
public enum Rule
{
    /// <summary>A required field is empty.</summary>
    Required,

    /// <summary>A text is longer than the field keeps; argument 0 is the most, argument 1 what was given.</summary>
    TooLong,

    /// <summary>A text holds characters that cannot be shown or kept, such as a null.</summary>
    UnprintableText,

    /// <summary>The text is not an e-mail address.</summary>
    NotAnEmail,

    /// <summary>The choice is not among those offered.</summary>
    NotOffered,

    /// <summary>The time zone is not in the IANA database.</summary>
    UnknownZone,

    /// <summary>Somebody with this e-mail address is already here.</summary>
    EmailTaken,

    /// <summary>The role needs a client to be for.</summary>
    RoleNeedsClient,

    /// <summary>The role is for the whole portal and takes no client.</summary>
    RoleTakesNoClient,

    /// <summary>Staff and client roles are not given to the same person.</summary>
    RolesOfBothSides,

    /// <summary>The person has this role already.</summary>
    RoleHeld,

    /// <summary>The person does not have this role any more.</summary>
    RoleEnded,

    /// <summary>The right is only for staff.</summary>
    RightIsForStaff,

    /// <summary>The person has this right already.</summary>
    RightHeld,

    /// <summary>The person does not have this right any more.</summary>
    RightRevoked,

    /// <summary>An administrator cannot take their own access away, so that one always remains.</summary>
    NotYourself,

    /// <summary>The person is disabled already.</summary>
    PersonDisabled,

    /// <summary>The person is not disabled.</summary>
    PersonNotDisabled,

    /// <summary>The person has accepted their invitation already.</summary>
    AlreadyJoined,

    /// <summary>The link is not valid any more, or never was.</summary>
    LinkExpired,

    /// <summary>The e-mail address or the password is wrong; which one is not said.</summary>
    SignInFailed,

    /// <summary>Too many attempts; argument 0 is the number of minutes to wait.</summary>
    LockedOut,

    /// <summary>The code of the second factor is wrong or old.</summary>
    CodeWrong,

    /// <summary>The passkey was not accepted.</summary>
    PasskeyRefused,

    /// <summary>The present password is wrong.</summary>
    PasswordWrong,

    /// <summary>The password is shorter than argument 0.</summary>
    PasswordTooShort,

    /// <summary>The password has too few different characters; argument 0 is the least.</summary>
    PasswordTooUniform,

    /// <summary>The password is the person's own name or e-mail address, or a well-known one.</summary>
    PasswordGuessable,

    /// <summary>The two passwords are not the same.</summary>
    PasswordsDiffer,

    /// <summary>The second factor cannot be given up by somebody whose roles require it.</summary>
    SecondFactorRequired,

    /// <summary>A client with this name is already here.</summary>
    ClientNameTaken,
}
