using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>What a kept document is.</summary>
public enum ContractDocumentKind
{
    /// <summary>The contract as it was offered.</summary>
    Contract,

    /// <summary>The contract with the evidence of both signatures.</summary>
    SignedContract,

    /// <summary>The protocol of an amendment as it was agreed to.</summary>
    Protocol,

    /// <summary>The protocol with the evidence of both signatures.</summary>
    SignedProtocol,
}

/// <summary>A document that was rendered once, and which file its bytes are. Never changed and never deleted.</summary>
public sealed class ContractDocument : IBoundPart
{
    private ContractDocument()
    {
    }

    /// <summary>Its identifier.</summary>
    public ContractDocumentId Id { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which contract.</summary>
    public ContractId ContractId { get; private init; }

    /// <summary>What it is.</summary>
    public ContractDocumentKind Kind { get; private init; }

    /// <summary>The offered version it shows; null for a protocol.</summary>
    public TermsVersionId? VersionId { get; private init; }

    /// <summary>The revision of an amendment it shows; null for a contract.</summary>
    public AmendmentRevisionId? RevisionId { get; private init; }

    /// <summary>Its bytes.</summary>
    public ContentHash ContentHash { get; private init; }

    /// <summary>When it was rendered.</summary>
    public DateTimeOffset RenderedAt { get; private init; }

    internal static ContractDocument Of(TermsVersion version, ContractDocumentKind kind, ContentHash file, DateTimeOffset at) => new()
    {
        Id = ContractDocumentId.New(),
        ClientId = version.ClientId,
        ContractId = version.ContractId,
        Kind = kind,
        VersionId = version.Id,
        ContentHash = file,
        RenderedAt = at,
    };

    internal static ContractDocument Of(Amendment amendment, AmendmentRevisionId revision, ContractDocumentKind kind, ContentHash file, DateTimeOffset at) => new()
    {
        Id = ContractDocumentId.New(),
        ClientId = amendment.ClientId,
        ContractId = amendment.ContractId,
        Kind = kind,
        RevisionId = revision,
        ContentHash = file,
        RenderedAt = at,
    };
}
