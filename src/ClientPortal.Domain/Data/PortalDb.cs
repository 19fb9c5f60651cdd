using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Data;

/// <summary>
/// The database. Reached through <see cref="PortalWork"/> to write and <see cref="PortalReads"/> to read; sign-in reaches it
/// directly for the tables that know no client.
/// </summary>
public sealed class PortalDb(DbContextOptions<PortalDb> options)
    : IdentityUserContext<Person, PersonId, IdentityUserClaim<PersonId>, IdentityUserLogin<PersonId>, IdentityUserToken<PersonId>, IdentityUserPasskey<PersonId>>(options)
{
    /// <summary>The schema all tables and functions stand in.</summary>
    public const string Schema = "portal";

    private readonly List<Fact> _facts = [];

    private readonly HashSet<Guid> _told = [];

    /// <summary>On whose behalf rows are seen and written; without it row security shows no client's rows.</summary>
    public PersonId? ActingFor { get; internal set; }

    /// <summary>Says on whose behalf a context works that neither <see cref="PortalWork"/> nor <see cref="PortalReads"/> opened: sign-in does that before it knows more.</summary>
    public void ActFor(PersonId person) => ActingFor = person;

    /// <inheritdoc/>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    internal DateTimeOffset? Now { get; set; }

    /// <summary>Notes a fact; it becomes an entry when the changes are saved, in the same transaction.</summary>
    internal void Record(Fact fact) => _facts.Add(fact);

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously: requests must not block a thread on the database.");

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A recorded thing was changed without a fact, an actor or a moment.</exception>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseSilentChanges();
        WriteEntries();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        builder.ApplyConfigurationsFromAssembly(typeof(Entry).Assembly);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
        builder.ConstrainEnums();
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.ConvertTypedIds();
        configurationBuilder.Properties<Currency>().HaveConversion<CurrencyConverter>().HaveMaxLength(3);
        configurationBuilder.Properties<ContentHash>().HaveConversion<ContentHashConverter>();
    }

    private void RefuseSilentChanges()
    {
        foreach (var change in ChangeTracker.Entries())
        {
            if (change.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            if (change.Entity is not IRecorded { IsRecorded: true } recorded) continue;
            // Identity's store marks every property of a person as modified; what counts is whether the value moved.
            if (change.State == EntityState.Modified
                && !change.Properties.Any(p => p.IsModified && recorded.Records(p.Metadata.Name) && !Equals(p.OriginalValue, p.CurrentValue))) continue;
            if (_told.Contains(recorded.RecordedAs) || _facts.Exists(fact => fact.Subject.Id == recorded.RecordedAs)) continue;
            throw new InvalidOperationException($"{change.Metadata.ShortName()} {recorded.RecordedAs} was changed without a fact. Nothing recorded changes silently.");
        }
    }

    private void WriteEntries()
    {
        foreach (var fact in _facts)
        {
            var entry = Audit.Entries.Entry.For(fact, ActingFor, Now ?? throw new InvalidOperationException($"The fact {fact.Code} was recorded outside {nameof(PortalWork)}."));
            Add(entry);
            AddRange(entry.Personal);
            foreach (var person in fact.Audience.Recipients)
            {
                Add(Notice.Of(entry, person));
                Add(Delivery.Queue(person, DeliveryKinds.Notice, entry.At, entry.ClientId, entry.Id));
            }

            _told.Add(fact.Subject.Id);
        }

        _facts.Clear();
    }
}
