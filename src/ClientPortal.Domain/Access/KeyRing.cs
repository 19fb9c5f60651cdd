using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace ClientPortal.Domain.Access;

/// <summary>Keeps the keys of cookies and mailed links in the database, so that every web node reads the same ones.</summary>
public sealed class KeyRing(NpgsqlDataSource source) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var read = source.CreateCommand("SELECT xml FROM portal.key_ring ORDER BY id");
        using var rows = read.ExecuteReader();
        var elements = new List<XElement>();
        while (rows.Read()) elements.Add(XElement.Parse(rows.GetString(0)));
        return elements;
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var write = source.CreateCommand("INSERT INTO portal.key_ring (id, friendly_name, xml) VALUES ($1, $2, $3)");
        write.Parameters.Add(new NpgsqlParameter { Value = Guid.CreateVersion7() });
        write.Parameters.Add(new NpgsqlParameter { Value = friendlyName });
        write.Parameters.Add(new NpgsqlParameter { Value = element.ToString(SaveOptions.DisableFormatting) });
        write.ExecuteNonQuery();
    }
}

/// <summary>One key as the data protection system writes it.</summary>
internal sealed class StoredKey
{
    public Guid Id { get; private init; }

    public required string FriendlyName { get; init; }

    public required string Xml { get; init; }
}

internal sealed class StoredKeyMapping : IEntityTypeConfiguration<StoredKey>
{
    public void Configure(EntityTypeBuilder<StoredKey> key)
    {
        key.ToTable("key_ring");
        key.HasKey(k => k.Id);
        key.Property(k => k.Id).ValueGeneratedNever();
        key.Property(k => k.FriendlyName).HasMaxLength(200);
    }
}
