using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using Npgsql;

namespace ClientPortal.Testing;

/// <summary>A sequencer over a test portal's database, as the worker's login and by the portal's clock.</summary>
public sealed class Trees : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly MasterKey _master = new(new byte[MasterKey.Length]);

    private Trees(NpgsqlDataSource source, TimeProvider clock)
    {
        _source = source;
        Sequencer = new Sequencer(source, "portal.test", _master, clock);
    }

    /// <summary>The sequencer.</summary>
    public Sequencer Sequencer { get; }

    /// <summary>One for a portal.</summary>
    public static async Task<Trees> OfAsync(TestPortal portal) =>
        new(NpgsqlDataSource.Create(await portal.ConnectionStringAsync(DatabaseRoles.Worker)), portal.Clock);

    /// <summary>Rounds until nothing waits.</summary>
    /// <returns>How many entries were placed.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellation)
    {
        for (var placed = 0; ;)
        {
            var round = await Sequencer.RunAsync(cancellation);
            placed += round.Placed;
            if (round.Placed == 0) return placed;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _master.Dispose();
        await _source.DisposeAsync();
    }
}
