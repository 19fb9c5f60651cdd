using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Data;

/// <summary>One run of a use case: the open transaction, who acts, and when.</summary>
public sealed class Work
{
    private readonly IServiceProvider _services;

    internal Work(IServiceProvider services, PortalDb db, Actor actor, DateTimeOffset now)
    {
        _services = services;
        Db = db;
        Actor = actor;
        Now = now;
    }

    /// <summary>The database inside the transaction.</summary>
    public PortalDb Db { get; }

    /// <summary>Who acts, with rights as they stand now.</summary>
    public Actor Actor { get; }

    /// <summary>The moment of the whole run.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Notes what happened, to be kept with the change.</summary>
    public void Record(Fact fact) => Db.Record(fact);

    /// <summary>A service that works on the same database and transaction, such as Identity's user manager.</summary>
    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
