using System.Collections.Concurrent;
using ClientPortal.Web.Hosting;
using Npgsql;

namespace ClientPortal.Web.Bell;

/// <summary>Hears on one connection for the whole node whose notices moved, and rings for each of their open pages.</summary>
internal sealed class BellHub(NpgsqlDataSource source, TimeProvider clock, ILogger<BellHub> log) : BackgroundService
{
    private readonly ConcurrentDictionary<Wake, PersonId> _open = [];

    /// <summary>Rings for a person until it is given back.</summary>
    public Subscription Open(PersonId person)
    {
        var wake = new Wake(clock);
        _open[wake] = person;
        return new Subscription(wake, () => _open.TryRemove(wake, out _));
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new Listener(source, "portal_bell", Ring, RingAll, clock, log).RunAsync(stoppingToken);

    private void Ring(string person)
    {
        if (!Guid.TryParse(person, out var id)) return;
        foreach (var (wake, whose) in _open)
        {
            if (whose.Value == id) wake.Ring();
        }
    }

    // What was said while nobody listened is not repeated.
    private void RingAll()
    {
        foreach (var wake in _open.Keys) wake.Ring();
    }

    /// <summary>One open page's place at the bell.</summary>
    internal sealed class Subscription(Wake wake, Action leave) : IDisposable
    {
        /// <inheritdoc cref="Wake.WaitAsync"/>
        public Task WaitAsync(TimeSpan most, CancellationToken cancellation) => wake.WaitAsync(most, cancellation);

        /// <inheritdoc/>
        public void Dispose() => leave();
    }
}
