using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Notices;
using ClientPortal.Audit.Rows;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

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

    private readonly List<(ClientId? Client, RowImage Image)> _images = [];

    private readonly HashSet<object> _foretold = new(ReferenceEqualityComparer.Instance);

    /// <summary>On whose behalf rows are seen and written; without it row security shows no client's rows.</summary>
    public PersonId? ActingFor { get; internal set; }

    /// <summary>Says on whose behalf a context works that neither <see cref="PortalWork"/> nor <see cref="PortalReads"/> opened: sign-in does that before it knows more.</summary>
    public void ActFor(PersonId person) => ActingFor = person;

    /// <inheritdoc/>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    internal DateTimeOffset? Now { get; set; }

    /// <summary>Whether a transaction was begun and not ended; <see cref="LostConnections"/> says so, and lets no other connection take the place of its own.</summary>
    internal bool IsInTransaction { get; set; }

    /// <summary>Notes a fact; it becomes an entry when the changes are saved, in the same transaction.</summary>
    internal void Record(Fact fact) => _facts.Add(fact);

    /// <summary>Says which parts will be written by <see cref="ManyRows"/> after this save: they stand in its entries like everything else it writes.</summary>
    internal void Foretell<T>(IReadOnlyList<T> parts)
        where T : class, IBoundPart
    {
        var type = Model.FindEntityType(typeof(T))!;
        foreach (var part in parts)
        {
            Keep(type, part, isGone: false);
            _foretold.Add(part);
        }
    }

    /// <summary>Whether a part was foretold.</summary>
    internal bool IsForetold(object part) => _foretold.Contains(part);

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously: requests must not block a thread on the database.");

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A recorded thing was changed without a fact, an actor or a moment.</exception>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseSilentChanges();
        KeepParts();
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
            if (!_told.Contains(recorded.RecordedAs) && !_facts.Exists(fact => fact.Subject.Id == recorded.RecordedAs))
                throw new InvalidOperationException($"{change.Metadata.ShortName()} {recorded.RecordedAs} was changed without a fact. Nothing recorded changes silently.");
            Keep(change.Metadata, recorded, change.State == EntityState.Deleted);
        }
    }

    private void KeepParts()
    {
        foreach (var change in ChangeTracker.Entries<IBoundPart>())
        {
            if (change.State is EntityState.Modified or EntityState.Deleted) throw new InvalidOperationException($"{change.Metadata.ShortName()} is written once and never changed.");
            if (change.State == EntityState.Added) Keep(change.Metadata, change.Entity, isGone: false);
        }
    }

    private void Keep(IEntityType type, object entity, bool isGone)
    {
        if (BoundRows.ImageOf(type, entity, isGone) is { } image) _images.Add((BoundRows.ClientOf(type, image), image));
    }

    private void WriteEntries()
    {
        var images = _images.ToLookup(kept => HeldBy(kept.Client), kept => kept.Image);
        _images.Clear();
        foreach (var fact in _facts)
        {
            var entry = Audit.Entries.Entry.For(
                fact, ActingFor, Now ?? throw new InvalidOperationException($"The fact {fact.Code} was recorded outside {nameof(PortalWork)}."), [.. images[fact]]);
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

    // A client's rows stand in that client's log or in the installation's, never in another client's.
    private Fact HeldBy(ClientId? client) => _facts.FindLast(fact => fact.Client == client) ?? _facts.FindLast(fact => fact.Client is null)
        ?? throw new InvalidOperationException($"Rows of {(client is { } whose ? $"client {whose}" : "the provider")} were written without a fact in that log or the installation's.");
}
