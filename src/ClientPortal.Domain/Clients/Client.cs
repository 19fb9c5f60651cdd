using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Clients;

/// <summary>A company the provider works for.</summary>
public sealed class Client : Root, IRecorded
{
    /// <summary>The most characters of the name people use.</summary>
    public const int LongestName = 120;

    /// <summary>The most characters of the name in documents.</summary>
    public const int LongestLegalName = 300;

    /// <summary>The most characters of a registration number.</summary>
    public const int LongestRegistration = 60;

    /// <summary>The most characters of an address.</summary>
    public const int LongestAddress = 500;

    private Client()
    {
    }

    /// <summary>Its identifier.</summary>
    public ClientId Id { get; private init; }

    /// <summary>The name people use; no two clients share one.</summary>
    public required string Name { get; set; }

    /// <summary>The name in documents.</summary>
    public required string LegalName { get; set; }

    /// <summary>The number the company is registered under, with its kind (company number, INN); may be empty.</summary>
    public required string Registration { get; set; }

    /// <summary>The postal address for documents; may be empty.</summary>
    public required string PostalAddress { get; set; }

    /// <summary>The language documents for this client are written in.</summary>
    public Language Language { get; private set; }

    /// <summary>The IANA zone in which this client's days begin and end.</summary>
    public required string Zone { get; set; }

    /// <summary>When the relationship was opened here.</summary>
    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>Who opened it.</summary>
    public PersonId OpenedBy { get; private init; }

    /// <inheritdoc/>
    public Guid RecordedAs => Id.Value;

    /// <summary>Opens the relationship.</summary>
    public static Client Open(ClientDetails details, PersonId by, DateTimeOffset at) => new()
    {
        Id = ClientId.New(),
        Name = details.Name,
        LegalName = details.LegalName,
        Registration = details.Registration,
        PostalAddress = details.PostalAddress,
        Language = details.Language,
        Zone = details.Zone,
        OpenedAt = at,
        OpenedBy = by,
    };

    /// <summary>Corrects who the client is.</summary>
    public void Change(ClientDetails details)
    {
        (Name, LegalName, Registration, PostalAddress, Language, Zone) =
            (details.Name, details.LegalName, details.Registration, details.PostalAddress, details.Language, details.Zone);
        RaiseRevision();
    }

    /// <summary>Who the client is now.</summary>
    public ClientDetails Details => new(Name, LegalName, Registration, PostalAddress, Language, Zone);
}

/// <summary>Who a client is, checked.</summary>
public sealed record ClientDetails(string Name, string LegalName, string Registration, string PostalAddress, Language Language, string Zone);
