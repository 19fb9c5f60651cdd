using System.ComponentModel.DataAnnotations;

namespace ClientPortal.Web.Logs;

/// <summary>How the record is kept: the section <c>Record</c> of the configuration.</summary>
public sealed record RecordOptions
{
    /// <summary>The section's name in the configuration.</summary>
    public const string Section = "Record";

    /// <summary>
    /// A file with 32 bytes in base64, the same on every node and never in the database: it seals the keys that sign the logs. Without it nothing can be
    /// signed any more, while everything signed before stays verifiable.
    /// </summary>
    public string? MasterKeyFile { get; init; }

    /// <summary>
    /// A PKCS#12 file with the certificate, RSA or ECDSA, that seals statements of the record. Without it they carry no seal. Readers take a seal for valid when they trust who issued the
    /// certificate.
    /// </summary>
    public string? SealFile { get; init; }

    /// <summary>A file with the password of <see cref="SealFile"/>; empty for none.</summary>
    public string? SealPasswordFile { get; init; }

    /// <summary>The full hour at which the whole record is verified each night, 0 to 23.</summary>
    [Range(0, 23)]
    public int VerifyHour { get; init; } = 3;

    /// <summary>By whose clock: a name of the IANA database.</summary>
    public string VerifyZone { get; init; } = "UTC";
}
