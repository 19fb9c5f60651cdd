using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Signing;

/// <summary>One side's signature under one document, with its evidence. Never changed and never deleted.</summary>
public sealed class Signature : IRecorded
{
    private Signature()
    {
    }

    /// <summary>Its identifier.</summary>
    public SignatureId Id { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which contract.</summary>
    public ContractId ContractId { get; private init; }

    /// <summary>The offered version that was signed; null for an amendment.</summary>
    public TermsVersionId? VersionId { get; private init; }

    /// <summary>The revision of an amendment that was signed; null for a contract.</summary>
    public AmendmentRevisionId? RevisionId { get; private init; }

    /// <summary>For which side.</summary>
    public Side Side { get; private init; }

    /// <summary>Who signed.</summary>
    public PersonId PersonId { get; private init; }

    /// <summary>Their name as it was shown then.</summary>
    public required string PersonName { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset SignedAt { get; private init; }

    /// <summary>The hash of the document that was shown and signed.</summary>
    public ContentHash DocumentHash { get; private init; }

    /// <summary>The version of the consent text.</summary>
    public int ConsentVersion { get; private init; }

    /// <summary>The consent text as it was shown.</summary>
    public required string ConsentText { get; init; }

    /// <summary>How the person signed in again.</summary>
    public SignInMethod Method { get; private init; }

    /// <summary>When the person signed in again.</summary>
    public DateTimeOffset AuthenticatedAt { get; private init; }

    /// <summary>From where.</summary>
    public required string Address { get; init; }

    /// <summary>With what, cut to 300 characters.</summary>
    public required string Device { get; init; }

    /// <summary>In which session.</summary>
    public SessionId SessionId { get; private init; }

    /// <summary>The contract's, or the amendment's, whose facts tell of it.</summary>
    public Guid RecordedAs { get; private set; }

    internal static Signature OfContract(TermsVersion version, Side side, CheckedSignature given, Actor by, DateTimeOffset at) =>
        Of(version.ClientId, version.ContractId, version.Id, null, version.ContractId.Value, side, given, by, at);

    internal static Signature OfAmendment(Amendment amendment, AmendmentRevision revision, Side side, CheckedSignature given, Actor by, DateTimeOffset at) =>
        Of(amendment.ClientId, amendment.ContractId, null, revision.Id, amendment.Id.Value, side, given, by, at);

    private static Signature Of(
        ClientId client, ContractId contract, TermsVersionId? version, AmendmentRevisionId? revision, Guid recordedAs, Side side,
        CheckedSignature given, Actor by, DateTimeOffset at) => new()
        {
            Id = SignatureId.New(),
            ClientId = client,
            ContractId = contract,
            VersionId = version,
            RevisionId = revision,
            RecordedAs = recordedAs,
            Side = side,
            PersonId = by.Person,
            PersonName = by.Name,
            SignedAt = at,
            DocumentHash = given.DocumentHash,
            ConsentVersion = given.ConsentVersion,
            ConsentText = given.ConsentText,
            Method = given.Evidence.Method,
            AuthenticatedAt = given.Evidence.AuthenticatedAt,
            Address = given.Evidence.Address is { Length: > 64 } address ? address[..64] : given.Evidence.Address,
            Device = given.Evidence.Device is { Length: > 300 } device ? device[..300] : given.Evidence.Device,
            SessionId = given.Evidence.Session,
        };
}

/// <summary>A signature as the form gave it, checked.</summary>
internal sealed record CheckedSignature(ContentHash DocumentHash, int ConsentVersion, string ConsentText, SigningEvidence Evidence);
