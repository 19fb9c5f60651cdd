using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace ClientPortal.Domain.Data;

/// <summary>
/// Says that the connection broke in the middle of a transaction where nobody was told so: the driver passes over what breaks while it still sends. What follows would be called a wrong
/// use of a transaction that is over, as if the caller had erred; or, worse, EF Core would open another connection and do the rest there, each statement kept by itself. It is a fault that
/// passes, and nothing of the transaction was kept.
/// </summary>
internal sealed class LostConnections : DbConnectionInterceptor, IDbCommandInterceptor, IDbTransactionInterceptor
{
    private const string Lost = "The connection broke in the middle of a transaction";

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        eventData.Context is PortalDb { IsInTransaction: true } ? throw Fault() : result;

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ConnectionOpening(connection, eventData, result));

    // A transaction that is given up ends with its connection. One that was lost does not come by here.
    public override void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Mark(eventData.Context, isInTransaction: false);

    public override Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        ConnectionClosed(connection, eventData);
        return Task.CompletedTask;
    }

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        Mark(eventData.Context, isInTransaction: true);
        return result;
    }

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(TransactionStarted(connection, eventData, result));

    public InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        eventData.Context is PortalDb { IsInTransaction: true } && eventData.Connection.State != ConnectionState.Open ? throw Fault() : result;

    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
        eventData.Context is { } db && db.Database.GetDbConnection().State != ConnectionState.Open ? throw Fault() : result;

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(TransactionCommitting(transaction, eventData, result));

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Mark(eventData.Context, isInTransaction: false);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        TransactionCommitted(transaction, eventData);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Mark(eventData.Context, isInTransaction: false);

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        TransactionRolledBack(transaction, eventData);
        return Task.CompletedTask;
    }

    private static void Mark(DbContext? context, bool isInTransaction)
    {
        if (context is PortalDb db) db.IsInTransaction = isInTransaction;
    }

    private static NpgsqlException Fault() => new(Lost, new IOException(Lost));
}
