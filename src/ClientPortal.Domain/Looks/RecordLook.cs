using System.Threading.Channels;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Notices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClientPortal.Domain.Looks;

/// <summary>
/// Notes who looked at what. A page that shows something calls <see cref="Note"/>, which neither waits nor fails; what
/// leaves the portal as a file calls <see cref="RecordAsync"/> first, so that nothing leaves unnoted.
/// </summary>
/// <remarks>Run as a hosted service: it writes what was noted, and what is left when the server stops.</remarks>
public sealed class RecordLook(NpgsqlDataSource source, TimeProvider clock, ILogger<RecordLook> log) : BackgroundService
{
    private const int MostWaiting = 10_000;

    private readonly Channel<Noted> _waiting = Channel.CreateBounded<Noted>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Notes a look without waiting for the database.</summary>
    /// <param name="who">Who looks.</param>
    /// <param name="what">At what.</param>
    /// <param name="opensIt">Whether the page shows the thing itself as it stands, so that notices about it are seen; not a part of its past.</param>
    public void Note(PersonId who, LookedAt what, bool opensIt = false)
    {
        if (!_waiting.Writer.TryWrite(new Noted(who, what, clock.GetUtcNow(), opensIt)))
            log.LogError("More than {Most} looks wait to be written; one at {SubjectKind} {SubjectId} was lost", MostWaiting, what.SubjectKind, what.SubjectId);
    }

    /// <summary>Writes a look down before the thing is handed out.</summary>
    /// <returns>Whether it was written: false for a view that belongs to the last one.</returns>
    /// <exception cref="Npgsql.PostgresException">The database refused: the client is not the person's to see.</exception>
    public Task<bool> RecordAsync(PersonId who, LookedAt what, CancellationToken cancellation) =>
        WriteAsync(new Noted(who, what, clock.GetUtcNow(), OpensIt: false), cancellation);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        // What was noted before the stop is still written; the host's own patience is the bound.
        if (ExecuteTask is { } writing) await writing.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var noted in _waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await WriteAsync(noted, CancellationToken.None);
            }
            catch (Exception fault) when (fault is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
            {
                log.LogError(fault, "A look at {SubjectKind} {SubjectId} could not be written", noted.What.SubjectKind, noted.What.SubjectId);
            }
        }
    }

    private async Task<bool> WriteAsync(Noted noted, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(RowSecurity.ActingFor(noted.Who));
        var look = Insert(noted);
        batch.BatchCommands.Add(look);
        if (noted.OpensIt) batch.BatchCommands.Add(MarkSeen.Opened(noted.Who, noted.What.SubjectId, noted.At));
        await batch.ExecuteNonQueryAsync(cancellation);
        return look.RecordsAffected == 1;
    }

    private static NpgsqlBatchCommand Insert(Noted noted)
    {
        var (who, what, at, _) = noted;
        var parameters = new object[]
        {
            LookId.New().Value, what.Client.Value, who.Value, at, what.SubjectKind, what.SubjectId, what.Kind.ToString(),
            what.Address.Length > 64 ? what.Address[..64] : what.Address, what.Kind != LookKind.Viewed, at - Look.OneView,
        };
        var insert = new NpgsqlBatchCommand(
            """
            INSERT INTO portal.look (id, client_id, person_id, at, subject_kind, subject_id, kind, address)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8
            WHERE $9 OR NOT EXISTS (
                SELECT FROM portal.look WHERE subject_id = $6 AND subject_kind = $5 AND person_id = $3 AND kind = 'Viewed' AND at > $10)
            """);
        foreach (var value in parameters) insert.Parameters.Add(new NpgsqlParameter { Value = value });
        return insert;
    }

    private sealed record Noted(PersonId Who, LookedAt What, DateTimeOffset At, bool OpensIt);
}
